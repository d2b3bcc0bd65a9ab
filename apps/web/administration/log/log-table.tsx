import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Fault, Table, useFormats, Waiting } from '../../kit/index.ts'
import { keepOffice } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import type { LogSearch } from '../search.ts'
import { useAreaName } from './area-name.ts'
import { useDeed } from './deeds.ts'
import { EntryDetail } from './entry-detail.tsx'
import { ObjectName } from './object-name.tsx'
import { type AuditEntry, logQuery } from './queries.ts'
import { useLogWords } from './words.ts'

/** Entries in words, the newest first. */
export function LogTable() {
  const t = useLogWords()
  const f = useFormats()
  const deed = useDeed()
  const areaName = useAreaName()
  const search = useSearch({ strict: false }) as LogSearch
  const log = useInfiniteQuery(logQuery(search))
  if (log.isError) return <Fault error={log.error} retry={() => void log.refetch()} />
  if (log.data === undefined) return <Waiting rows={8} />
  const rows = log.data.pages.flatMap(page => page.items)
  if (rows.length === 0) return <p className="empty">{t('none')}</p>
  return (
    <>
      <Table
        label={t('title')}
        rows={rows}
        rowKey={e => `${e.area} ${e.seq}`}
        columns={[
          { name: 'at', title: t('at'), cell: e => <span className="num">{f.moment(e.at)}</span> },
          { name: 'actor', title: t('actor'), cell: e => <Actor entry={e} /> },
          { name: 'action', title: t('action'), cell: e => deed(e.action) },
          { name: 'what', title: t('what'), cell: e => <ObjectName entry={e} /> },
          { name: 'detail', title: t('detail'), isMinor: true, cell: e => <EntryDetail entry={e} /> },
          { name: 'area', title: t('area'), isMinor: true, cell: e => areaName(e.area) },
        ]}
      />
      {log.hasNextPage && (
        <Button
          className="adm-table-foot"
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}

function Actor({ entry: { actor } }: { entry: AuditEntry }) {
  const t = useLogWords()
  const may = useMay()
  if (actor.id === 'system:unknown') return <span className="soft">{t('unknown_actor')}</span>
  if (actor.id.startsWith('system:')) return <span className="soft">{t('machine')}</span>
  const name = actor.name ?? actor.id
  return (
    <Link
      to={'/administration/log' as never}
      search={
        ((old: LogSearch) => ({
          ...keepOffice(old as Record<string, unknown>),
          ...old,
          actor: actor.id,
        })) as never
      }
      title={may('audit.read') ? t('only', { name }) : undefined}
    >
      {name}
    </Link>
  )
}
