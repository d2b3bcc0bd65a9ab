import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Column, Fault, StandingChip, Table, useKitWords, Waiting } from '../kit/index.ts'
import { useMay } from '../shell/session.ts'
import { BatchDialog } from './batch-dialog.tsx'
import { CaseLink, Due } from './parts.tsx'
import { type CaseLine, pageOfCases, type Round, settingsQuery } from './queries.ts'
import type { RoundSearch } from './routes.ts'
import { type Batch, batchesOf, PERMISSION } from './states.ts'
import { useReviewWords } from './words.ts'

const PAGE = 100

interface CaseTableProps {
  readonly round: Round
  readonly commune: string | undefined
  readonly search: RoundSearch
}

/** The round as a list, the earliest deadline first; several can be chosen for one step. */
export function CaseTable({ round, commune, search }: CaseTableProps) {
  const t = useReviewWords()
  const kit = useKitWords()
  const may = useMay()
  const filter = {
    round: round.round_id,
    commune,
    hamlet: search.hamlet,
    state: search.state,
    due: search.due,
  }
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const pages = useInfiniteQuery({
    queryKey: ['reviews', 'cases', filter, 'pages'],
    queryFn: ({ pageParam }) => pageOfCases(filter, PAGE, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  if (pages.isError) return <Fault error={pages.error} retry={() => void pages.refetch()} />
  if (pages.data === undefined) return <Waiting rows={8} height={400} />
  const rows = pages.data.pages.flatMap(p => p.items)
  if (rows.length === 0) return <p className="empty">{t('nobody')}</p>
  const chosen = rows.filter(r => picked.has(r.case_id))
  const canPick = round.state === 'open' && commune !== undefined && may('review.read', commune)
  const toggle = (id: string) =>
    setPicked(old => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const columns: Column<CaseLine>[] = [
    ...(canPick
      ? [
          {
            name: 'pick',
            title: t('pick'),
            width: 48,
            cell: (r: CaseLine) => (
              <Checkbox
                size="xs"
                aria-label={t('select', { name: r.head_name ?? t('nameless') })}
                checked={picked.has(r.case_id)}
                onChange={() => toggle(r.case_id)}
              />
            ),
          },
        ]
      : []),
    { name: 'head', title: t('household'), cell: r => <CaseLink of={r} /> },
    { name: 'hamlet', title: t('hamlet'), cell: r => r.hamlet },
    { name: 'state', title: t('state_label'), cell: r => t(`state.${r.state}`) },
    { name: 'due', title: t('deadline'), cell: r => <Due of={r} /> },
    {
      name: 'found',
      title: t('found'),
      cell: r => (r.standing === null ? null : <StandingChip standing={r.standing} />),
    },
    { name: 'reason', title: t('reason_title'), isMinor: true, cell: r => t(`reason.${r.reason}`) },
  ]
  return (
    <>
      {canPick && (
        <Checkbox
          size="sm"
          label={t('select_all', { count: rows.length })}
          checked={chosen.length === rows.length}
          indeterminate={chosen.length > 0 && chosen.length < rows.length}
          onChange={e =>
            setPicked(e.currentTarget.checked ? new Set(rows.map(r => r.case_id)) : new Set<string>())
          }
        />
      )}
      <Table
        label={t('table_of', { what: t('table') })}
        columns={columns}
        rows={rows}
        rowKey={r => r.case_id}
      />
      {pages.hasNextPage && (
        <Button
          variant="default"
          mt={12}
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {kit('more')}
        </Button>
      )}
      {chosen.length > 0 && commune !== undefined && (
        <Bulk round={round} commune={commune} chosen={chosen} onClear={() => setPicked(new Set())} />
      )}
    </>
  )
}

interface BulkProps {
  readonly round: Round
  readonly commune: string
  readonly chosen: readonly CaseLine[]
  readonly onClear: () => void
}

/** What can be done with the chosen ones: only where all stand at the same step. */
function Bulk({ round, commune, chosen, onClear }: BulkProps) {
  const t = useReviewWords()
  const may = useMay()
  const navigate = useNavigate()
  const settings = useQuery(settingsQuery)
  const [batch, setBatch] = useState<Batch>()
  const asks = (settings.data ?? []).some(s => s.key === 'opinion' && s.value !== 'none')
  const offers = chosen.map(c => batchesOf(c.state, asks))
  const acts = (offers[0] ?? []).filter(b => offers.every(o => o.includes(b)) && may(PERMISSION[b], commune))
  const meet = () =>
    void navigate({
      to: '/reviews/rounds/$id/meetings/new',
      params: { id: round.round_id },
      search: { hamlet: chosen[0]?.hamlet ?? undefined },
      state: { picked: chosen.map(c => c.case_id) },
    } as never)
  return (
    <div className="rv-bulk no-print" role="status">
      <span>{t('selected', { count: chosen.length })}</span>
      {acts.map(act => (
        <Button key={act} size="sm" onClick={() => (act === 'meet' ? meet() : setBatch(act))}>
          {t(`batch.${act}`)}
        </Button>
      ))}
      {acts.length === 0 && <span className="small soft">{t('mixed')}</span>}
      <button type="button" className="linklike" onClick={onClear}>
        {t('clear')}
      </button>
      {batch !== undefined && (
        <BatchDialog
          batch={batch}
          round={round}
          filter={{
            round: round.round_id,
            commune,
            state: chosen.every(c => c.state === chosen[0]?.state) ? chosen[0]?.state : undefined,
          }}
          only={new Set(chosen.map(c => c.case_id))}
          onClose={() => {
            setBatch(undefined)
            onClear()
          }}
        />
      )}
    </div>
  )
}
