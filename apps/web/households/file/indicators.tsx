import { Tooltip } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { StandingExplanation } from '../../../../engine/explain/index.ts'
import { isProblem } from '../../api/problem.ts'
import { Loaded, Section } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import { capital } from '../fact-words.ts'
import { useOpenFile } from './file-context.ts'
import { standingOf, type Told } from './told.ts'
import { WhyStanding } from './why-standing.tsx'
import { useFileWords } from './words.ts'

type Indicator = StandingExplanation['indicators'][number]

/** The strip of twelve indicators, and under it why the household stands so. */
export function Standing({ of }: { of: UseQueryResult<Told> }) {
  const t = useFileWords()
  if (of.isError && isProblem(of.error) && of.error.status === 404)
    return (
      <Section title={t('standing')} id="standing">
        <p className="empty">{t('not_decided')}</p>
      </Section>
    )
  return (
    <Section title={t('standing')} id="standing" aside={of.data && <Counted told={standingOf(of.data)} />}>
      <Loaded of={of} rows={3} height={150}>
        {told => (
          <>
            <Strip indicators={standingOf(told).indicators} />
            <WhyStanding told={told} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Counted({ told }: { told: StandingExplanation }) {
  const t = useFileWords()
  if (told.hidden || told.indicators.length === 0) return null
  const count = told.indicators.filter(i => i.deprived === 'yes').length
  const open = told.indicators.filter(i => i.deprived === 'unknown').length
  return (
    <>
      {t('deprived_count', { count, all: told.indicators.length })}
      {open > 0 && ` · ${t('open_count', { count: open })}`}
    </>
  )
}

function Strip({ indicators }: { indicators: readonly Indicator[] }) {
  const t = useFileWords()
  return (
    <ul className="ind-strip" aria-label={t('indicators')}>
      {indicators.map(i => (
        <li key={i.name}>
          <Cell of={i} />
        </li>
      ))}
    </ul>
  )
}

const WORD = { yes: 'deprived', no: 'not_deprived', unknown: 'open' } as const

function Cell({ of }: { of: Indicator }) {
  const t = useFileWords()
  const language = useLanguage()
  const { names } = useOpenFile()
  const said = t(`ind.${of.name}` as 'ind.water')
  const title = said.startsWith('ind.') ? capital(of.label[language]) : said
  const word = t(WORD[of.deprived])
  const because = of.because.map(b => names.say(b[language])).join('; ')
  return (
    <Tooltip label={`${title}: ${word}${because === '' ? '' : `. ${capital(because)}.`}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its word is told on focus as well as on hover. */}
      <div className={`ind ind-${of.deprived}`} tabIndex={0}>
        <span className="ind-sign" aria-hidden />
        <span className="ind-name">{title}</span>
        <span className="ind-word">{word}</span>
      </div>
    </Tooltip>
  )
}
