import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../api/client.ts'
import { Loaded, Page, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { useAsOf } from '../shell/search-params.ts'
import { useShellWords } from '../shell/words.ts'
import { CommuneMap } from './commune-map.tsx'
import { type CommuneRow, CommuneTable } from './commune-table.tsx'
import { Owed, OwedByBenefit, WithoutText } from './owed.tsx'
import { dueQuery, todayQuery } from './queries.ts'
import { RoundProgress } from './round-progress.tsx'
import './today.css'
import { useTodayWords } from './words.ts'
import { useLateWork, useWaitingWork, WorkList } from './work-list.tsx'

/** The city's first screen: the same as the commune's, by commune, as a table and as a map; how the round stands; what waits. */
export function CityDesk() {
  const t = useTodayWords()
  const s = useShellWords()
  const f = useFormats()
  const { commune } = usePlace()
  const nameOf = useUnitName()
  const { month } = useAsOf()
  const today = useQuery(todayQuery(month, commune))
  const due = useQuery(dueQuery(commune))
  const place = commune === undefined ? s('whole_city') : nameOf(commune)
  const decided = today.data?.month
  const lead =
    decided === undefined
      ? place
      : decided === null
        ? t('lead_none', { place })
        : t('lead', { place, month: f.month(decided) })
  return (
    <Page title={t('title')} lead={lead}>
      <Loaded of={today} rows={8} height={900}>
        {data => <Desk today={data} due={due.data?.items ?? []} />}
      </Loaded>
    </Page>
  )
}

type Due = { commune_code: string; overdue: number; due_soon: number }

function rowsOf(today: Schemas['Today'], due: readonly Due[]): CommuneRow[] {
  const codes = new Set([...today.owed_by_commune, ...today.standings, ...due].map(r => r.commune_code))
  const owed = new Map(today.owed_by_commune.map(r => [r.commune_code, r]))
  const standing = new Map(today.standings.map(r => [r.commune_code, r]))
  const late = new Map(due.map(r => [r.commune_code, r]))
  return [...codes].map(code => ({
    code,
    rights: owed.get(code)?.rights ?? 0,
    gap: owed.get(code)?.gap ?? 0,
    open: owed.get(code)?.open_amounts ?? 0,
    poor: standing.get(code)?.poor ?? 0,
    nearPoor: standing.get(code)?.near_poor ?? 0,
    overdue: late.get(code)?.overdue ?? 0,
  }))
}

function Desk({ today, due }: { today: Schemas['Today']; due: readonly Due[] }) {
  const t = useTodayWords()
  const rows = rowsOf(today, due)
  const sum = {
    overdue: due.reduce((n, d) => n + d.overdue, 0),
    due_soon: due.reduce((n, d) => n + d.due_soon, 0),
  }
  const late = useLateWork(today, sum)
  const waiting = useWaitingWork(today)
  return (
    <>
      <Owed today={today} />
      <WithoutText today={today} />
      <div className="today-two">
        <WorkList title={t('late.title')} work={late} nothing={t('late.nothing')} />
        <div>
          <WorkList title={t('waiting_title')} work={waiting} nothing={t('waiting_nothing')} />
          <RoundProgress />
        </div>
      </div>
      <div className="today-two today-where">
        <CommuneMap rows={rows} />
        <CommuneTable rows={rows} />
      </div>
      <OwedByBenefit today={today} />
    </>
  )
}
