import type { Assessed } from '../decide/messages.ts'
import { StandingChip, useKitWords } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { useSurveyWords } from './words.ts'

/** What the form says so far: standing, indicators, and how many questions can still change it. */
export function StandingBar({ assessed }: { assessed: Assessed | undefined }) {
  const t = useSurveyWords()
  const k = useKitWords()
  const two = useTwo()
  if (assessed === undefined) return <p className="small soft">{t('engine_waits')}</p>
  const { indicators, possible, standing, waiting } = assessed
  const words = possible.map(p => k(`standing.${p}` as 'standing.poor').toLowerCase())
  const wordOf = (deprived: boolean | null) =>
    t(deprived === null ? 'not_known' : deprived ? 'lacking' : 'not_lacking')
  return (
    <div className="survey-so-far" aria-live="polite">
      <p>
        <StandingChip standing={standing} />
        {standing === null && possible.length > 0 && (
          <span className="small soft"> {t('could_be', { words: words.join(', ') })}</span>
        )}
      </p>
      <details>
        <summary>
          {t('deprived', { count: assessed.deprived, of: indicators.length })} ·{' '}
          {waiting.length === 0 ? t('left_none') : t('left', { count: waiting.length })}
        </summary>
        <ul className="survey-indicators">
          {indicators.map(i => (
            <li key={i.name}>
              {two(i.label)}: <strong>{wordOf(i.deprived)}</strong>
            </li>
          ))}
        </ul>
      </details>
      {assessed.warnings.length > 0 && <p className="small owed">{t('warnings')}</p>}
    </div>
  )
}
