import { useQuery } from '@tanstack/react-query'
import { Loaded, Page, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { useAsOf } from '../shell/search-params.ts'
import { Owed, OwedByBenefit, WithoutText } from './owed.tsx'
import { dueQuery, todayQuery } from './queries.ts'
import './today.css'
import type { Schemas } from '../api/client.ts'
import { useTodayWords } from './words.ts'
import { useLateWork, useWaitingWork, WorkList } from './work-list.tsx'

/** The commune's first screen: what is owed and has not arrived, then what is late, lacks or waits. Each number opens its list. */
export function CommuneDesk() {
  const t = useTodayWords()
  const f = useFormats()
  const { commune } = usePlace()
  const nameOf = useUnitName()
  const { month } = useAsOf()
  const today = useQuery(todayQuery(month, commune))
  const due = useQuery(dueQuery(commune))
  const place = nameOf(commune)
  const decided = today.data?.month
  const lead =
    decided === undefined
      ? place
      : decided === null
        ? t('lead_none', { place })
        : t('lead', { place, month: f.month(decided) })
  return (
    <Page title={t('title')} lead={lead}>
      <Loaded of={today} rows={8} height={560}>
        {data => <Desk today={data} due={due.data?.items ?? []} />}
      </Loaded>
    </Page>
  )
}

function Desk({
  today,
  due,
}: {
  today: Schemas['Today']
  due: readonly { overdue: number; due_soon: number }[]
}) {
  const t = useTodayWords()
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
        <OwedByBenefit today={today} />
        <div className="today-first">
          <WorkList title={t('late.title')} work={late} nothing={t('late.nothing')} />
          <WorkList title={t('waiting_title')} work={waiting} nothing={t('waiting_nothing')} />
        </div>
      </div>
    </>
  )
}
