import { NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../api/client.ts'
import { addDays, type Mark, Marked, today, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { useMay } from '../shell/session.ts'
import { type Round, settingsQuery } from './queries.ts'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'
import { useReviewWords } from './words.ts'

type Kind = Round['kind']
type Setting = Schemas['ReviewSetting']
interface Listed {
  readonly current: number
  readonly carried: number
  readonly requests: number
}

/** Opens a round: which, what its list will be, and its days with how sure they are. */
export function OpenRound({
  onClose,
  onOpened,
}: {
  onClose: () => void
  onOpened: (round: Round, listed: Listed) => void
}) {
  const t = useReviewWords()
  const may = useMay()
  const nameOf = useUnitName()
  const { commune } = usePlace()
  const now = today()
  const [kind, setKind] = useState<Kind>('regular')
  const [year, setYear] = useState(Number(now.slice(0, 4)))
  const [month, setMonth] = useState(Number(now.slice(5, 7)))
  const settings = useQuery(settingsQuery)
  const area = commune ?? (may('review.open', '*') ? '*' : '')
  const days = daysOf(settings.data ?? [], kind, year, month)
  const open = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/rounds', {
          params: { header: once() },
          body: { kind, area, year, ...(kind === 'regular' ? { month } : {}) },
        }),
      ),
    ({ round, listed }) => onOpened(round, listed),
  )
  return (
    <StepDialog
      title={t('open_round')}
      lead={t('open.lead')}
      go={t('open.go')}
      onGo={() => open.mutate(undefined)}
      onClose={onClose}
      isPending={open.isPending}
      error={open.error}
      canGo={days === undefined || days.from <= now}
    >
      <SegmentedControl
        aria-label={t('open.kind')}
        value={kind}
        onChange={value => setKind(value as Kind)}
        data={[
          { value: 'regular', label: t('open.regular') },
          { value: 'annual', label: t('open.annual') },
        ]}
      />
      <div className="rv-row">
        <NumberInput
          label={t('open.year')}
          value={year}
          onChange={value => setYear(Number(value))}
          min={2021}
          max={2100}
          thousandSeparator=""
          className="rv-short"
        />
        {kind === 'regular' && (
          <Select
            label={t('open.month')}
            className="rv-short"
            value={String(month)}
            onChange={value => setMonth(Number(value))}
            data={Array.from({ length: 12 }, (_, i) => String(i + 1))}
          />
        )}
        <div>
          <p className="rv-label">{t('open.area')}</p>
          <p>{area === '*' ? t('whole_city') : nameOf(area)}</p>
        </div>
      </div>
      <ListOf kind={kind} commune={commune} settings={settings.data ?? []} />
      {days !== undefined && <DaysOf kind={kind} days={days} settings={settings.data ?? []} />}
      {days !== undefined && days.from > now && <NotYet day={days.from} />}
    </StepDialog>
  )
}

function NotYet({ day }: { day: string }) {
  const t = useReviewWords()
  const f = useFormats()
  return (
    <p className="late" role="status">
      {t('open.not_yet', { day: f.day(day) })}
    </p>
  )
}

const find = (settings: readonly Setting[], key: string): Setting | undefined =>
  settings.find(s => s.key === key)

interface Days {
  readonly from: string
  /** Left out where working days are to be counted: the server has the calendar. */
  readonly until: string | undefined
}

function daysOf(settings: readonly Setting[], kind: Kind, year: number, month: number): Days | undefined {
  if (settings.length === 0) return undefined
  const value = (key: string) => find(settings, key)?.value
  if (kind === 'annual')
    return { from: `${year}-${value('annual_from')}`, until: `${year}-${value('annual_to')}` }
  const pad = (n: number) => String(n).padStart(2, '0')
  const from = `${year}-${pad(month)}-${pad(Number(value('regular_day')))}`
  const isPlain = find(settings, 'regular_days')?.unit === 'calendar_day'
  return { from, until: isPlain ? addDays(from, Number(value('regular_days'))) : undefined }
}

function ListOf({
  kind,
  commune,
  settings,
}: {
  kind: Kind
  commune: string | undefined
  settings: readonly Setting[]
}) {
  const t = useReviewWords()
  const f = useFormats()
  const form = kind === 'annual' ? '01' : '04'
  const waiting = useQuery({
    queryKey: ['reviews', 'requests', 'waiting', commune],
    queryFn: () =>
      bodyOf(
        api.GET('/api/reviews/requests', {
          params: {
            query: { waiting: 'true', limit: 500, ...(commune === undefined ? {} : { commune }) },
          },
        }),
      ),
  })
  const count = (waiting.data?.items ?? []).filter(r => r.form === form).length
  const more = waiting.data?.next_cursor ? '+' : ''
  return (
    <div>
      <p className="rv-label">{t('open.list')}</p>
      <ul className="rv-list">
        {kind === 'annual' && <li>{t('open.list_current')}</li>}
        {kind === 'annual' && find(settings, 'list_escaped')?.value === 'yes' && (
          <li>{t('open.list_escaped')}</li>
        )}
        <li>{t('open.list_carried')}</li>
        <li>{t('open.list_requests', { form, count: `${f.number(count)}${more}` })}</li>
      </ul>
    </div>
  )
}

function DaysOf({ kind, days, settings }: { kind: Kind; days: Days; settings: readonly Setting[] }) {
  const t = useReviewWords()
  const f = useFormats()
  const marked = (key: string, said: string) => {
    const s = find(settings, key)
    return s?.mark == null ? (
      said
    ) : (
      <Marked mark={s.mark as Mark} source={s.source}>
        {said}
      </Marked>
    )
  }
  const posting = find(settings, 'posting_days')
  const within = find(settings, 'regular_days')
  return (
    <div>
      <p className="rv-label">{t('open.days')}</p>
      <ul className="rv-list">
        <li>
          {marked(
            kind === 'annual' ? 'annual_from' : 'regular_day',
            t('open.from', { day: f.day(days.from) }),
          )}
        </li>
        <li>
          {marked(
            kind === 'annual' ? 'annual_to' : 'regular_days',
            days.until === undefined
              ? t('open.within', { count: Number(within?.value ?? 0) })
              : t('open.until', { day: f.day(days.until) }),
          )}
        </li>
        {posting !== undefined && (
          <li>
            {marked(
              'posting_days',
              t('open.posting', {
                count: Number(posting.value),
                unit: t(posting.unit === 'working_day' ? 'open.working_day' : 'open.calendar_day'),
              }),
            )}
          </li>
        )}
      </ul>
    </div>
  )
}
