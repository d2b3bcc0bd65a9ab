import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api/client.ts'
import { Section, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { withOffice } from '../shell/search-params.ts'
import { type TodayKey, useTodayWords } from './words.ts'

export interface Work {
  readonly key: string
  readonly count: number
  readonly words: string
  readonly to: string
  readonly search?: Readonly<Record<string, unknown>>
  readonly tone?: 'late' | 'owed'
}

/** Numbers with their words; each opens the list behind it. What is nothing is left out. */
export function WorkList({
  title,
  work,
  nothing,
}: {
  title: string
  work: readonly Work[]
  nothing: string
}) {
  const f = useFormats()
  const some = work.filter(w => w.count > 0)
  return (
    <Section title={title}>
      {some.length === 0 ? (
        <p className="soft">{nothing}</p>
      ) : (
        <ul className="work">
          {some.map(w => (
            <li key={w.key}>
              <Link to={w.to as never} search={withOffice(w.search) as never} className="work-line">
                <span className={`work-count num ${w.tone ?? ''}`}>{f.number(w.count)}</span>
                <span>{w.words}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What is late or lacks something: reviews, standings, facts, what ends soon. */
export function useLateWork(today: Schemas['Today'], due: { overdue: number; due_soon: number }): Work[] {
  const t = useTodayWords()
  const two = useTwo()
  const { ending, missing } = today
  const undetermined = today.standings.reduce((n, s) => n + s.undetermined, 0)
  return [
    {
      key: 'overdue',
      count: due.overdue,
      words: t('overdue'),
      to: '/reviews/cases',
      search: { timeliness: 'overdue' },
      tone: 'late',
    },
    {
      key: 'due_soon',
      count: due.due_soon,
      words: t('due_soon'),
      to: '/reviews/cases',
      search: { timeliness: 'due_soon' },
      tone: 'owed',
    },
    {
      key: 'undetermined',
      count: undetermined,
      words: t('undetermined'),
      to: '/households',
      search: { standing: 'undetermined' },
    },
    ...missing.slice(0, 3).map(m => ({
      key: m.fact,
      count: m.rows,
      words: t('missing', { fact: two(m.label) }),
      to: '/rights/missing',
      search: { fact: m.fact },
    })),
    {
      key: 'recognised',
      count: ending.recognised,
      words: t('recognised'),
      to: '/households',
      search: { recognised_until_from: ending.from, recognised_until_to: ending.to },
      tone: 'owed',
    },
    {
      key: 'escaped',
      count: ending.escaped,
      words: t('escaped'),
      to: '/households',
      search: { escaped_on_from: ending.escaped_from, escaped_on_to: ending.escaped_to },
      tone: 'owed',
    },
  ]
}

const LISTS: Readonly<
  Record<keyof Schemas['Today']['waiting'], { to: string; search?: Record<string, unknown> }>
> = {
  decisions: { to: '/reviews/decisions', search: { state: 'proposed' } },
  opinions: { to: '/reviews/cases', search: { state: 'asked' } },
  overlays: { to: '/law/overlays', search: { state: 'proposed' } },
  erasures: { to: '/administration/privacy' },
  arrivals: { to: '/households/arrivals' },
  duplicates: { to: '/households/duplicates' },
  area_choices: { to: '/households/area-choices' },
  disagreements: { to: '/reviews/disagreements' },
}

/** What waits for somebody's hand. */
export function useWaitingWork(today: Schemas['Today']): Work[] {
  const t = useTodayWords()
  return (Object.keys(LISTS) as (keyof typeof LISTS)[]).map(key => ({
    key,
    count: today.waiting[key],
    words: t(key satisfies TodayKey),
    ...LISTS[key],
  }))
}
