import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Column, Loaded, Page, Table, useFormats } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { More } from './parts.tsx'
import { type Run, runsQuery } from './queries.ts'
import './rights.css'
import { StartDialog } from './start-dialog.tsx'
import { useRightsWords } from './words.ts'

/** All determinations, newest first; whoever may starts one here. */
export function RunsPage() {
  const t = useRightsWords()
  const f = useFormats()
  const may = useMay()
  const [isStarting, setStarting] = useState(false)
  const runs = useInfiniteQuery(runsQuery())
  const columns: Column<Run>[] = [
    {
      name: 'run',
      title: t('column.run'),
      cell: r => (
        <Link
          to={'/rights/runs/$run' as never}
          params={{ run: String(r.run_id) } as never}
          search={keepOffice as never}
        >
          {t(`kind.${r.kind}`)} {f.month(r.month)} · {r.run_id}
        </Link>
      ),
    },
    { name: 'at', title: t('column.at'), isNumber: true, isMinor: true, cell: r => f.moment(r.requested_at) },
    { name: 'households', title: t('column.households'), isNumber: true, cell: r => f.number(r.households) },
    {
      name: 'granted',
      title: t('column.granted'),
      isNumber: true,
      isMinor: true,
      cell: r => f.number(r.granted),
    },
    {
      name: 'undetermined',
      title: t('column.undetermined'),
      isNumber: true,
      isMinor: true,
      cell: r => f.number(r.undetermined),
    },
    {
      name: 'state',
      title: t('state'),
      cell: r => (
        <span className={r.state === 'failed' ? 'late' : undefined}>{t(`run_state.${r.state}`)}</span>
      ),
    },
  ]
  return (
    <Page
      title={t('runs')}
      lead={t('runs_lead')}
      actions={
        <>
          <Link to={'/rights' as never} search={keepOffice as never}>
            {t('gaps')}
          </Link>
          {may('determination.run') && <Button onClick={() => setStarting(true)}>{t('start')}</Button>}
        </>
      }
    >
      <Loaded
        of={runs}
        rows={6}
        height={400}
        isEmpty={d => d.pages[0]?.items.length === 0}
        empty={t('no_runs')}
      >
        {d => (
          <>
            <Table
              label={t('runs')}
              columns={columns}
              rows={d.pages.flatMap(p => p.items)}
              rowKey={r => String(r.run_id)}
            />
            <More of={runs} />
          </>
        )}
      </Loaded>
      {isStarting && <StartDialog onClose={() => setStarting(false)} />}
    </Page>
  )
}
