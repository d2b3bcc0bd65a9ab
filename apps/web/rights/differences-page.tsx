import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { type Column, Loaded, Page, Table, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { Filter, HouseholdLink, ListTools, More } from './parts.tsx'
import { type Difference, given, PAGE, queryText, useBenefitName } from './queries.ts'
import './rights.css'
import { useRightsWords } from './words.ts'

const CHANGES = ['began', 'ended', 'changed'] as const

/** What a run changed, household by household; of a redecision: arrears, and what was paid too much. */
export function DifferencesPage() {
  const t = useRightsWords()
  const f = useFormats()
  const { run: id = '' } = useParams({ strict: false }) as { run?: string }
  const { benefit, change } = useSearch({ strict: false }) as {
    benefit?: string
    change?: Difference['change']
  }
  const { commune } = usePlace()
  const unitName = useUnitName()
  const { nameOf, choices } = useBenefitName()
  const run = Number(id)
  const filter = given({ commune, benefit, change })
  const differences = useInfiniteQuery({
    queryKey: ['rights', 'differences', run, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/runs/{run}/differences', {
          params: { path: { run }, query: { limit: PAGE, ...filter, ...given({ cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  const side = (outcome: string | null, amount: number | null) => {
    const word = outcome === 'granted' || outcome === 'refused' || outcome === 'undetermined' ? outcome : null
    return (
      <>
        {word === null ? '–' : t(`outcome.${word}`)}
        {amount !== null && (
          <>
            <br />
            <span className="num">{f.money(amount)}</span>
          </>
        )}
      </>
    )
  }
  const columns: Column<Difference>[] = [
    { name: 'household', title: t('column.household'), cell: d => <HouseholdLink id={d.household_id} /> },
    ...(commune === undefined
      ? [
          {
            name: 'commune',
            title: t('column.commune'),
            isMinor: true,
            cell: (d: Difference) => unitName(d.commune_code),
          },
        ]
      : []),
    { name: 'benefit', title: t('benefit'), cell: d => nameOf(d.benefit) },
    { name: 'change', title: t('column.change'), isMinor: true, cell: d => t(`change.${d.change}`) },
    {
      name: 'before',
      title: t('column.before'),
      isMinor: true,
      cell: d => side(d.before_outcome, d.before_amount),
    },
    {
      name: 'after',
      title: t('column.after'),
      isMinor: true,
      cell: d => side(d.after_outcome, d.after_amount),
    },
    {
      name: 'difference',
      title: t('column.difference'),
      isNumber: true,
      cell: d =>
        d.amount_difference === null ? (
          <span className="soft">{t('column.unknown')}</span>
        ) : (
          <span className={d.amount_difference < 0 ? 'late' : undefined}>{f.money(d.amount_difference)}</span>
        ),
    },
  ]
  return (
    <Page
      title={t('differences')}
      lead={unitName(commune)}
      actions={
        <Link to={'/rights/runs/$run' as never} params={{ run: id } as never} search={keepOffice as never}>
          {t('back_to_run')}
        </Link>
      }
    >
      <div className="rights-tools no-print">
        <Filter label={t('benefit')} name="benefit" value={benefit} choices={choices} />
        <Filter
          label={t('column.change')}
          name="change"
          value={change}
          choices={CHANGES.map(c => ({ value: c, label: t(`change.${c}`) }))}
        />
        <ListTools path={`/api/runs/${run}/differences/export`} query={queryText(filter)} />
      </div>
      <Loaded
        of={differences}
        rows={10}
        height={500}
        isEmpty={d => d.pages[0]?.items.length === 0}
        empty={t('differences_none')}
      >
        {d => (
          <>
            <Table
              label={t('differences')}
              columns={columns}
              rows={d.pages.flatMap(p => p.items)}
              rowKey={x => `${x.household_id} ${x.person_id} ${x.benefit}`}
            />
            <More of={differences} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
