import { Marked, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import type { CaseState, Round } from './queries.ts'
import { OVER, STATES } from './states.ts'
import { useReviewWords } from './words.ts'

interface StateCount {
  readonly state: string
  readonly cases: number
}

/** Households by state over all communes that are shown. */
export function countsOf(states: readonly StateCount[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { state, cases } of states) counts.set(state, (counts.get(state) ?? 0) + cases)
  return counts
}

export const leftOf = (states: readonly StateCount[]): number =>
  states.reduce((n, s) => n + (OVER.includes(s.state as CaseState) ? 0 : s.cases), 0)

/** How far a round is, as a sentence. */
export function ProgressSays({ states }: { states: readonly StateCount[] }) {
  const t = useReviewWords()
  const f = useFormats()
  const total = states.reduce((n, s) => n + s.cases, 0)
  const left = leftOf(states)
  return (
    <p>
      {total === 0
        ? t('round_empty')
        : t('round_says', { total: f.number(total), over: f.number(total - left), left: f.number(left) })}
    </p>
  )
}

/** How many households stand at which step, as bars with their words. */
export function ProgressBars({ states }: { states: readonly StateCount[] }) {
  const t = useReviewWords()
  const f = useFormats()
  const counts = countsOf(states)
  const most = Math.max(1, ...counts.values())
  const shown = STATES.filter(s => (counts.get(s) ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <dl className="rv-bars" aria-label={t('bars')}>
      {shown.map(state => (
        <div key={state} className="rv-bar">
          <dt>{t(`state.${state}`)}</dt>
          <dd>
            <span
              className={OVER.includes(state) ? 'rv-bar-fill rv-bar-over' : 'rv-bar-fill'}
              style={{ width: `${((counts.get(state) ?? 0) / most) * 100}%` }}
              aria-hidden
            />
            <span className="num">{f.number(counts.get(state) ?? 0)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The day by which a round is decided, with the doubts of its days. */
export function RoundDays({ round }: { round: Round }) {
  const t = useReviewWords()
  const f = useFormats()
  const two = useTwo()
  const said =
    round.decided_by === round.decided_latest
      ? t('decided_by', { day: f.day(round.decided_by) })
      : t('decided_range', { day: f.day(round.decided_by), latest: f.day(round.decided_latest) })
  const [doubt] = round.doubts
  return doubt === undefined ? (
    <span>{said}</span>
  ) : (
    <Marked mark={doubt.mark} source={`${two(doubt)}. ${doubt.source}`}>
      {said}
    </Marked>
  )
}
