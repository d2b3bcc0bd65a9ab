import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { type Column, Fault, Loaded, Page, Table, useFormats, Waiting } from '../kit/index.ts'
import { useLanguage } from '../language/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { Amount, Filter, HouseholdLink, ListTools, More } from './parts.tsx'
import { type Gap, given, PAGE, queryText, useBenefitName, useMonthRun } from './queries.ts'
import './rights.css'
import { useRightsWords } from './words.ts'

const STATES = ['never_applied', 'pending', 'approved', 'unpaid', 'delivered', 'returned'] as const
interface Wanted {
  readonly benefit?: string
  readonly state?: Gap['state']
  readonly amount_open?: 'true' | 'false'
}

/** "Còn được nhận": what was granted for a month and has not arrived, never counting an open amount as 0. */
export function GapsPage() {
  const t = useRightsWords()
  const f = useFormats()
  const { run, error } = useMonthRun()
  return (
    <Page
      title={t('gaps')}
      lead={run ? t('gaps_lead', { month: f.month(run.month) }) : undefined}
      actions={
        <>
          <Link to={'/rights/runs' as never} search={keepOffice as never}>
            {t('runs')}
          </Link>
          <Link to={'/rights/area-kinds' as never} search={keepOffice as never}>
            {t('area_kinds')}
          </Link>
        </>
      }
    >
      <Fault error={error} />
      {run === undefined && !error && <Waiting rows={10} height={600} />}
      {run === null && <p className="empty">{t('no_run')}</p>}
      {run && <Gaps month={run.month} />}
    </Page>
  )
}

function Gaps({ month }: { month: string }) {
  const t = useRightsWords()
  const wanted = useSearch({ strict: false }) as Wanted
  const { commune } = usePlace()
  const { choices } = useBenefitName()
  const { benefit, state, amount_open } = wanted
  const query = given({ month, commune, benefit, state, amount_open })
  return (
    <>
      <Sums month={month} wanted={wanted} commune={commune} />
      <WithoutText month={month} commune={commune} />
      <div className="rights-tools no-print">
        <Filter label={t('benefit')} name="benefit" value={benefit} choices={choices} />
        <Filter
          label={t('state')}
          name="state"
          value={state}
          choices={STATES.map(s => ({ value: s, label: t(`states.${s}`) }))}
        />
        <Filter
          label={t('amount_filter')}
          name="amount_open"
          value={amount_open}
          choices={[{ value: 'true', label: t('only_open') }]}
        />
        <ListTools path="/api/gaps/export" query={queryText(query)} />
      </div>
      <List query={{ ...query, month }} />
    </>
  )
}

function List({ query }: { query: Wanted & { month: string; commune?: string } }) {
  const t = useRightsWords()
  const f = useFormats()
  const language = useLanguage()
  const nameOf = useUnitName()
  const gaps = useInfiniteQuery({
    queryKey: ['rights', 'gaps', query],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/gaps', {
          params: { query: { ...query, limit: PAGE, ...given({ cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  const columns: Column<Gap>[] = [
    { name: 'household', title: t('column.household'), cell: g => <HouseholdLink id={g.household_id} /> },
    {
      name: 'person',
      title: t('column.person'),
      isMinor: true,
      cell: g => (g.person_id === '' ? <span className="soft">{t('whole_household')}</span> : g.person_id),
    },
    ...(query.commune === undefined
      ? [
          {
            name: 'commune',
            title: t('column.commune'),
            isMinor: true,
            cell: (g: Gap) => nameOf(g.commune_code),
          },
        ]
      : []),
    { name: 'benefit', title: t('benefit'), cell: g => (language === 'vi' ? g.title_vi : g.title_en) },
    { name: 'state', title: t('state'), isMinor: true, cell: g => t(`states.${g.state}`) },
    {
      name: 'delivered',
      title: t('column.delivered'),
      isNumber: true,
      isMinor: true,
      cell: g => (g.delivered === 0 ? '' : f.money(g.delivered)),
    },
    {
      name: 'gap',
      title: t('column.gap'),
      isNumber: true,
      cell: g => <Amount amount={g.gap} isOpen={g.amount_open} />,
    },
  ]
  return (
    <Loaded
      of={gaps}
      rows={10}
      height={500}
      isEmpty={d => d.pages[0]?.items.length === 0}
      empty={t('nothing')}
    >
      {d => (
        <>
          <Table
            label={t('gaps')}
            columns={columns}
            rows={d.pages.flatMap(p => p.items)}
            rowKey={g => `${g.household_id} ${g.person_id} ${g.benefit}`}
          />
          <More of={gaps} />
        </>
      )}
    </Loaded>
  )
}

function Sums({ month, wanted, commune }: { month: string; wanted: Wanted; commune: string | undefined }) {
  const t = useRightsWords()
  const f = useFormats()
  const sums = useQuery({
    queryKey: ['rights', 'gap-sums', month, commune],
    queryFn: () => bodyOf(api.GET('/api/gaps/sums', { params: { query: { month, ...given({ commune }) } } })),
  })
  return (
    <Loaded of={sums} rows={1} height={72}>
      {({ items }) => {
        const mine = items.filter(
          s =>
            (wanted.benefit === undefined || s.benefit === wanted.benefit) &&
            (wanted.state === undefined || s.state === wanted.state),
        )
        const isOpen = wanted.amount_open === 'true'
        const add = (of: 'rights' | 'gap' | 'open_amounts') => mine.reduce((n, s) => n + s[of], 0)
        return (
          <dl className="rights-sums">
            <div>
              <dt>{t('sum.rights')}</dt>
              <dd>{f.number(add(isOpen ? 'open_amounts' : 'rights'))}</dd>
            </div>
            {!isOpen && (
              <div>
                <dt>{t('sum.money')}</dt>
                <dd className="owed">{f.money(add('gap'))}</dd>
              </div>
            )}
            <div>
              <dt>{t('sum.open')}</dt>
              <dd>{f.number(add('open_amounts'))}</dd>
            </div>
          </dl>
        )
      }}
    </Loaded>
  )
}

function WithoutText({ month, commune }: { month: string; commune: string | undefined }) {
  const t = useRightsWords()
  const f = useFormats()
  const language = useLanguage()
  const without = useQuery({
    queryKey: ['rights', 'without-text', month, commune],
    queryFn: () =>
      bodyOf(api.GET('/api/gaps/without-text', { params: { query: { month, ...given({ commune }) } } })),
  })
  const items = without.data?.items ?? []
  if (items.length === 0) return <Fault error={without.error} />
  return (
    <div className="rights-without">
      <p>{t('without_title')}</p>
      <ul>
        {items.map(b => (
          <li key={b.benefit}>
            {t('without', {
              benefit: language === 'vi' ? b.title_vi : b.title_en,
              count: f.number(b.waiting),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
