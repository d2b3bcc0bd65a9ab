import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { type Column, Loaded, Page, Table } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { Amount, ChooseCommune, Filter, HouseholdLink, ListTools, More } from './parts.tsx'
import { given, type Outcome, PAGE, queryText, useBenefitName, useFactWords } from './queries.ts'
import './rights.css'
import { useRightsWords } from './words.ts'

const OUTCOMES = ['granted', 'refused', 'undetermined'] as const
export interface OutcomeFilter {
  readonly benefit?: string
  readonly outcome?: Outcome['outcome']
  readonly missing?: string
}

/** The results behind a number of a run, household by household. */
export function OutcomesPage() {
  const t = useRightsWords()
  const { run: id = '' } = useParams({ strict: false }) as { run?: string }
  const { benefit, outcome, missing } = useSearch({ strict: false }) as OutcomeFilter
  const { commune } = usePlace()
  const nameOf = useUnitName()
  const { choices } = useBenefitName()
  const factWords = useFactWords()
  const run = Number(id)
  const filter = given({ benefit, outcome, missing })
  return (
    <Page
      title={t('outcomes')}
      lead={[nameOf(commune), missing && `${t('column.fact')}: ${factWords(missing, benefit).label}`]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <Link to={'/rights/runs/$run' as never} params={{ run: id } as never} search={keepOffice as never}>
          {t('back_to_run')}
        </Link>
      }
    >
      <div className="rights-tools no-print">
        <Filter label={t('benefit')} name="benefit" value={benefit} choices={choices} />
        <Filter
          label={t('column.outcome')}
          name="outcome"
          value={outcome}
          choices={OUTCOMES.map(o => ({ value: o, label: t(`outcome.${o}`) }))}
        />
        {commune !== undefined && (
          <ListTools path={`/api/runs/${run}/outcomes/export`} query={queryText({ commune, ...filter })} />
        )}
      </div>
      {commune === undefined ? (
        <ChooseCommune />
      ) : (
        <OutcomeList run={run} commune={commune} filter={filter} />
      )}
    </Page>
  )
}

/** Results of one commune, page by page. */
export function OutcomeList({
  run,
  commune,
  filter,
}: {
  run: number
  commune: string
  filter: OutcomeFilter
}) {
  const t = useRightsWords()
  const { nameOf } = useBenefitName()
  const factWords = useFactWords()
  const outcomes = useInfiniteQuery({
    queryKey: ['rights', 'outcomes', run, commune, filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/runs/{run}/outcomes', {
          params: {
            path: { run },
            query: { commune, limit: PAGE, ...filter, ...given({ cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  const columns: Column<Outcome>[] = [
    { name: 'household', title: t('column.household'), cell: o => <HouseholdLink id={o.household_id} /> },
    {
      name: 'person',
      title: t('column.person'),
      isMinor: true,
      cell: o => (o.person_id === '' ? <span className="soft">{t('whole_household')}</span> : o.person_id),
    },
    { name: 'benefit', title: t('benefit'), cell: o => nameOf(o.benefit) },
    { name: 'outcome', title: t('column.outcome'), cell: o => t(`outcome.${o.outcome}`) },
    {
      name: 'missing',
      title: t('column.fact'),
      isMinor: true,
      cell: o =>
        (o.missing ?? [])
          .map(m => factWords(m.startsWith('law:') ? m : m.slice(m.lastIndexOf('.') + 1), o.benefit).label)
          .join('; '),
    },
    {
      name: 'amount',
      title: t('column.amount'),
      isNumber: true,
      cell: o => (o.outcome === 'granted' ? <Amount amount={o.amount} isOpen={o.amount_open} /> : ''),
    },
  ]
  return (
    <Loaded of={outcomes} rows={10} height={500} isEmpty={d => d.pages[0]?.items.length === 0}>
      {d => (
        <>
          <Table
            label={t('outcomes')}
            columns={columns}
            rows={d.pages.flatMap(p => p.items)}
            rowKey={o => `${o.household_id} ${o.person_id} ${o.benefit}`}
          />
          <More of={outcomes} />
        </>
      )}
    </Loaded>
  )
}
