import { useSearch } from '@tanstack/react-router'
import { Fault, Page, Section, useFormats, Waiting } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { MissingTable } from './missing-table.tsx'
import { OutcomeList } from './outcomes-page.tsx'
import { ChooseCommune } from './parts.tsx'
import { useFactWords, useMonthRun } from './queries.ts'
import './rights.css'
import { useRightsWords } from './words.ts'

/** What the results of the month wait for; with `fact`, whose results wait for just that. */
export function MissingPage() {
  const t = useRightsWords()
  const f = useFormats()
  const { fact } = useSearch({ strict: false }) as { fact?: string }
  const { run, error } = useMonthRun()
  const { commune } = usePlace()
  const factWords = useFactWords()
  return (
    <Page
      title={t('missing_title')}
      lead={run ? t('outcomes_lead', { run: run.run_id, month: f.month(run.month) }) : undefined}
    >
      <Fault error={error} />
      {run === undefined && !error && <Waiting rows={8} height={400} />}
      {run === null && <p className="empty">{t('no_run')}</p>}
      {run && fact !== undefined && (
        <Section title={factWords(fact).label}>
          {commune === undefined ? (
            <ChooseCommune />
          ) : (
            <OutcomeList run={run.run_id} commune={commune} filter={{ missing: fact }} />
          )}
        </Section>
      )}
      {run && (
        <Section title={t('missing')} aside={t('missing_lead')}>
          <MissingTable run={run.run_id} commune={commune} done={run.parts.done} />
        </Section>
      )}
    </Page>
  )
}
