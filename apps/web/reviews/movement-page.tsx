import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Loaded, Page, Waiting } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { useSetSearch } from '../shell/search-params.ts'
import { MovementTables } from './movement-tables.tsx'
import { Parts } from './parts.tsx'
import { type Round, roundsQuery } from './queries.ts'
import { useReportWords } from './report-words.ts'
import { ResultTable } from './result-table.tsx'
import type { MovementSearch } from './routes.ts'

// the chart's library is large and only needed here
const YearsChart = lazy(async () => ({ default: (await import('./years-chart.tsx')).YearsChart }))

/** Reports 1, 2 and 3: each number opens the households behind it. */
export function MovementPage() {
  const t = useReportWords()
  const { commune } = usePlace()
  const rounds = useQuery(roundsQuery)
  return (
    <Page title={t('movement.title')}>
      <Parts />
      <Suspense fallback={<Waiting rows={6} height={320} />}>
        <YearsChart commune={commune} />
      </Suspense>
      <ResultTable commune={commune} />
      <Loaded of={rounds} rows={4} isEmpty={all => all.length === 0} empty={t('movement.none')}>
        {all => <Ends rounds={all} commune={commune} />}
      </Loaded>
    </Page>
  )
}

/** Between which rounds; both of one area. */
function Ends({ rounds, commune }: { rounds: readonly Round[]; commune: string | undefined }) {
  const t = useReportWords()
  const search = useSearch({ strict: false }) as MovementSearch
  const setSearch = useSetSearch<MovementSearch>()
  const to = rounds.find(r => r.round_id === search.to) ?? rounds.find(r => r.kind === 'annual') ?? rounds[0]
  if (to === undefined) return null
  const before = rounds.filter(r => r.area === to.area && r.starts_on <= to.starts_on)
  const from = before.find(r => r.round_id === search.from) ?? to
  const choice = (of: readonly Round[]) => of.map(r => ({ value: r.round_id, label: r.name }))
  return (
    <>
      <div className="rv-filters no-print">
        <Select
          label={t('movement.from')}
          value={from.round_id}
          data={choice(before)}
          onChange={value => setSearch({ from: value ?? undefined })}
          className="rv-grow"
          maw={360}
        />
        <Select
          label={t('movement.to')}
          value={to.round_id}
          data={choice(rounds)}
          onChange={value => setSearch({ to: value ?? undefined, from: undefined })}
          className="rv-grow"
          maw={360}
        />
      </div>
      <MovementTables from={from.round_id} to={to.round_id} commune={commune} />
    </>
  )
}
