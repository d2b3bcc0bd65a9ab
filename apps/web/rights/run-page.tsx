import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, Page, Section, useFormats } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { DifferenceSums } from './difference-sums.tsx'
import { MissingTable } from './missing-table.tsx'
import { ListTools } from './parts.tsx'
import { type Progress, runQuery } from './queries.ts'
import './rights.css'
import { RunProgress } from './run-progress.tsx'
import { RedecideDialog } from './start-dialog.tsx'
import { Totals } from './totals.tsx'
import { useRightsWords } from './words.ts'

/** One run: its progress, and what it found as far as it has come. */
export function RunPage() {
  const t = useRightsWords()
  const f = useFormats()
  const may = useMay()
  const { run: id = '' } = useParams({ strict: false }) as { run?: string }
  const progress = useQuery(runQuery(Number(id)))
  const [isRedeciding, setRedeciding] = useState(false)
  const run = progress.data?.run
  const isMonth = run?.kind === 'month'
  return (
    <Page
      title={
        run === undefined
          ? t('runs')
          : t(isMonth ? 'run_title' : 'redecision_title', { run: run.run_id, month: f.month(run.month) })
      }
      lead={
        run?.kind === 'redecision'
          ? t('redecision_lead', {
              run: run.redecides ?? '',
              law: t(run.law_of === 'then' ? 'of_then' : 'of_now'),
              facts: t(run.facts === 'then' ? 'of_then' : 'of_now'),
            })
          : undefined
      }
      actions={
        <div className="rights-tools">
          <Link to={'/rights/runs' as never} search={keepOffice as never}>
            {t('runs')}
          </Link>
          {isMonth && run?.state === 'done' && may('determination.run') && (
            <Button variant="default" size="xs" onClick={() => setRedeciding(true)}>
              {t('redecide')}
            </Button>
          )}
          <ListTools />
        </div>
      }
    >
      <Loaded of={progress} rows={8} height={600}>
        {data => <Found progress={data} />}
      </Loaded>
      {isRedeciding && run && <RedecideDialog run={run} onClose={() => setRedeciding(false)} />}
    </Page>
  )
}

function Found({ progress }: { progress: Progress }) {
  const t = useRightsWords()
  const { commune } = usePlace()
  const { run, done } = progress
  return (
    <>
      <RunProgress progress={progress} />
      <Section title={t('totals')}>
        <Totals run={run.run_id} commune={commune} done={done} />
      </Section>
      <Section title={t(run.kind === 'month' ? 'differences' : 'arrears')}>
        <DifferenceSums run={run} commune={commune} done={done} />
      </Section>
      <Section title={t('missing')} aside={t('missing_lead')}>
        <MissingTable run={run.run_id} commune={commune} done={done} />
      </Section>
    </>
  )
}
