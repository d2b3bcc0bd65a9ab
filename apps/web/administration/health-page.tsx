import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Schemas } from '../api/client.ts'
import { Fault, Loaded, Page, Section, Table, useFormats } from '../kit/index.ts'
import { aboutQuery } from '../shell/about.ts'
import './administration.css'
import { useBytes } from './bytes.ts'
import { healthQuery } from './queries.ts'
import { useAdministrationWords } from './words.ts'

type Figures = Schemas['HealthFigures']
const STUCK_MS = 120_000

/** Store, queues and workers; read again every ten seconds. */
export function HealthPage() {
  const t = useAdministrationWords()
  const f = useFormats()
  const health = useQuery({ ...healthQuery, refetchInterval: 10_000, staleTime: 0 })
  return (
    <Page
      title={t('health.title')}
      lead={
        health.data === undefined ? t('health.loading') : t('health.lead', { at: f.moment(health.data.at) })
      }
    >
      {health.data !== undefined && health.isError && <Fault error={health.error} />}
      <Loaded of={health} rows={8}>
        {now => (
          <>
            <p className={now.ready ? 'adm-good' : 'adm-bad'} role="status">
              <strong>{t(now.ready ? 'health.ready' : 'health.not_ready')}</strong>
            </p>
            <Server now={now} />
            <Work now={now} />
            <Safety now={now} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="adm-facts">
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Server({ now }: { now: Figures }) {
  const t = useAdministrationWords()
  const f = useFormats()
  const bytes = useBytes()
  const about = useQuery(aboutQuery)
  const state = (of: 'ok' | 'failed') => (
    <span className={of === 'ok' ? undefined : 'adm-bad'}>{t(`health.${of}`)}</span>
  )
  return (
    <Section title={t('health.server')}>
      <Facts
        rows={[
          [t('health.database'), state(now.database)],
          [t('health.migrations'), state(now.migrations)],
          [t('health.queue'), state(now.queue)],
          [t('health.version'), about.data?.version ?? ''],
          [t('health.server_since'), f.moment(now.server_since)],
          [t('health.memory'), bytes(now.memory_bytes)],
          [
            t('health.postgres'),
            t('health.postgres_since', { version: now.postgres, since: f.moment(now.postgres_since) }),
          ],
          [t('health.size'), bytes(now.database_bytes)],
          [
            t('health.disk'),
            now.disk === null
              ? t('health.unknown')
              : t('health.disk_of', { free: bytes(now.disk.free_bytes), total: bytes(now.disk.total_bytes) }),
          ],
        ]}
      />
    </Section>
  )
}

const QUEUES = ['determination', 'determination-dead', 'duplicates', 'duplicates-dead'] as const

function Work({ now }: { now: Figures }) {
  const t = useAdministrationWords()
  const f = useFormats()
  const since = now.waiting_since
  const isStuck = since !== null && Date.parse(now.at) - Date.parse(since) > STUCK_MS
  const name = (queue: string): string => {
    const known = QUEUES.find(one => one === queue)
    return known === undefined ? queue : t(`health.queues.${known}`)
  }
  return (
    <Section title={t('health.work')}>
      <Table
        label={t('health.queue_name')}
        rows={now.queues}
        rowKey={q => q.queue}
        columns={[
          { name: 'queue', title: t('health.queue_name'), cell: q => name(q.queue) },
          { name: 'waiting', title: t('health.waiting'), isNumber: true, cell: q => f.number(q.waiting) },
          { name: 'running', title: t('health.running'), isNumber: true, cell: q => f.number(q.running) },
          {
            name: 'failed',
            title: t('health.failed_jobs'),
            isNumber: true,
            cell: q => <span className={q.failed > 0 ? 'adm-bad' : undefined}>{f.number(q.failed)}</span>,
          },
        ]}
      />
      <div className="adm-table-foot">
        <Facts
          rows={[
            [
              t('health.oldest'),
              since === null ? (
                t('health.nothing_waits')
              ) : (
                <span key="oldest" className={isStuck ? 'adm-bad' : undefined}>
                  {t(isStuck ? 'health.stuck' : 'health.since', { since: f.moment(since) })}
                </span>
              ),
            ],
            [t('health.workers'), f.number(now.worker_connections)],
            [t('health.runs'), f.number(now.runs_open)],
            [
              t('health.parts_failed'),
              <span key="failed" className={now.parts_failed > 0 ? 'adm-bad' : undefined}>
                {f.number(now.parts_failed)}
              </span>,
            ],
            [
              t('health.last_run'),
              now.last_determination === null ? t('health.never') : f.moment(now.last_determination),
            ],
          ]}
        />
      </div>
    </Section>
  )
}

function Safety({ now }: { now: Figures }) {
  const t = useAdministrationWords()
  const f = useFormats()
  return (
    <Section title={t('health.safety')}>
      <Facts
        rows={[
          [
            t('health.last_backup'),
            now.last_backup === null ? (
              <span key="backup" className="adm-warn">
                {t('health.no_backup')}
              </span>
            ) : (
              f.moment(now.last_backup)
            ),
          ],
          [
            t('health.checkpoint_kept'),
            now.kept_checkpoint === null ? t('health.never') : f.day(now.kept_checkpoint),
          ],
          [
            t('health.checkpoint_taken'),
            now.last_checkpoint === null ? t('health.never') : f.moment(now.last_checkpoint),
          ],
        ]}
      />
    </Section>
  )
}
