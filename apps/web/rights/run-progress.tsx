import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, bodyOf, once, type Schemas } from '../api/client.ts'
import { type Column, Fault, Section, Table, useFormats } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useMay } from '../shell/session.ts'
import type { Progress } from './queries.ts'
import { useRightsWords } from './words.ts'

type Part = Schemas['DeterminationPart']

/** How far a run has come, what failed, and the two things that can be done about it. */
export function RunProgress({ progress: { run, parts, communes, done } }: { progress: Progress }) {
  const t = useRightsWords()
  const f = useFormats()
  const may = useMay()
  const params = { path: { run: run.run_id }, header: once() }
  const retry = useMutation({ mutationFn: () => bodyOf(api.POST('/api/runs/{run}/retry', { params })) })
  const cancel = useMutation({ mutationFn: () => bodyOf(api.POST('/api/runs/{run}/cancel', { params })) })
  const failed = parts.filter(p => p.state === 'failed')
  return (
    <Section title={t('progress')} aside={t(`run_state.${run.state}`)}>
      <p role="status">
        {t('progress_of', { done: f.number(done), all: f.number(communes) })}
        {done > 0 && (
          <span className="soft">
            {' · '}
            {t('progress_counts', {
              households: f.number(run.households),
              granted: f.number(run.granted),
              undetermined: f.number(run.undetermined),
            })}
          </span>
        )}
      </p>
      {run.state !== 'done' && (
        <div
          className="rights-bar"
          role="progressbar"
          aria-label={t('progress')}
          aria-valuenow={done}
          aria-valuemin={0}
          aria-valuemax={communes}
        >
          <span style={{ width: `${communes === 0 ? 0 : (done / communes) * 100}%` }} />
        </div>
      )}
      {run.overlays.length > 0 && (
        <p className="small">
          {t('overlays')}: {run.overlays.map(o => o.name).join('; ')}
        </p>
      )}
      <Fault error={retry.error ?? cancel.error} />
      {may('determination.run') && (
        <div className="rights-tools no-print">
          {run.parts.failed > 0 && (
            <Button size="xs" onClick={() => retry.mutate()} loading={retry.isPending}>
              {t('retry')}
            </Button>
          )}
          {run.parts.waiting > 0 && (
            <Button size="xs" variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
      {failed.length > 0 && <Parts label={t('problems')} parts={failed} />}
      {parts.length > 1 && (
        <details>
          <summary>{t('by_commune')}</summary>
          <Parts label={t('by_commune')} parts={parts} />
        </details>
      )}
    </Section>
  )
}

function Parts({ label, parts }: { label: string; parts: readonly Part[] }) {
  const t = useRightsWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const count = (n: number | null) => (n === null ? '' : f.number(n))
  const columns: Column<Part>[] = [
    { name: 'commune', title: t('column.commune'), cell: p => nameOf(p.commune_code) },
    {
      name: 'state',
      title: t('state'),
      cell: p => (
        <>
          {t(`run_state.${p.state}`)}
          {p.problem !== null && <span className="late small"> {p.problem}</span>}
        </>
      ),
    },
    { name: 'households', title: t('column.households'), isNumber: true, cell: p => count(p.households) },
    {
      name: 'granted',
      title: t('column.granted'),
      isNumber: true,
      isMinor: true,
      cell: p => count(p.granted),
    },
    {
      name: 'undetermined',
      title: t('column.undetermined'),
      isNumber: true,
      isMinor: true,
      cell: p => count(p.undetermined),
    },
  ]
  return <Table label={label} columns={columns} rows={parts} rowKey={p => p.commune_code} />
}
