import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { type Column, Loaded, Page, Table, useFormats, useKitWords } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import { Filter, HouseholdLink, ListTools, More } from './parts.tsx'
import { given, PAGE } from './queries.ts'
import './rights.css'
import { useRightsWords } from './words.ts'

type Item = Schemas['AreaKindCheck']
const REASONS = ['unknown', 'unsettled', 'differs', 'changed', 'may_have_changed'] as const

/** Households whose kind of area should be looked at before a run. */
export function AreaKindsPage() {
  const t = useRightsWords()
  const kit = useKitWords()
  const f = useFormats()
  const { reason, matters } = useSearch({ strict: false }) as {
    reason?: Item['reason']
    matters?: 'true'
  }
  const { commune } = usePlace()
  const nameOf = useUnitName()
  const filter = given({ commune, reason, matters })
  const counts = useQuery({
    queryKey: ['rights', 'area-kinds', 'counts', commune],
    queryFn: () => bodyOf(api.GET('/api/area-kinds/counts', { params: { query: given({ commune }) } })),
  })
  const items = useInfiniteQuery({
    queryKey: ['rights', 'area-kinds', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/area-kinds', {
          params: { query: { limit: PAGE, ...filter, ...given({ cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  const area = (kind: string | null) =>
    kind === 'urban' || kind === 'rural' ? t(`area.${kind}`) : <span className="owed">{kit('unknown')}</span>
  const columns: Column<Item>[] = [
    { name: 'household', title: t('column.household'), cell: i => <HouseholdLink id={i.household_id} /> },
    ...(commune === undefined
      ? [{ name: 'commune', title: t('column.commune'), cell: (i: Item) => nameOf(i.commune_code) }]
      : []),
    { name: 'reason', title: t('column.reason'), cell: i => t(`reason.${i.reason}`) },
    { name: 'area', title: t('column.area'), isMinor: true, cell: i => area(i.area_kind) },
    { name: 'unit', title: t('column.unit'), isMinor: true, cell: i => area(i.unit_kind) },
    {
      name: 'income',
      title: t('column.income'),
      isNumber: true,
      isMinor: true,
      cell: i => (i.income_per_head_month === null ? kit('unknown') : f.money(i.income_per_head_month)),
    },
    {
      name: 'matters',
      title: t('column.matters'),
      cell: i => <span className={i.matters ? 'owed' : 'soft'}>{kit(i.matters ? 'yes' : 'no')}</span>,
    },
  ]
  const add = (of: 'households' | 'matters') =>
    (counts.data?.items ?? [])
      .filter(c => reason === undefined || c.reason === reason)
      .reduce((n, c) => n + c[of], 0)
  return (
    <Page
      title={t('area_kinds')}
      lead={t('area_lead')}
      actions={
        <Link to={'/rights' as never} search={keepOffice as never}>
          {t('gaps')}
        </Link>
      }
    >
      <div className="rights-tools no-print">
        <Filter
          label={t('column.reason')}
          name="reason"
          value={reason}
          choices={REASONS.map(r => ({ value: r, label: t(`reason.${r}`) }))}
        />
        <Filter
          label={t('column.matters')}
          name="matters"
          value={matters}
          choices={[{ value: 'true', label: t('matters') }]}
        />
        <ListTools />
      </div>
      {counts.data && (
        <p className="soft" role="status">
          {t('area_count', { count: f.number(add('households')), matters: f.number(add('matters')) })}
        </p>
      )}
      <Loaded
        of={items}
        rows={10}
        height={500}
        isEmpty={d => d.pages[0]?.items.length === 0}
        empty={t('area_none')}
      >
        {d => (
          <>
            <Table
              label={t('area_kinds')}
              columns={columns}
              rows={d.pages.flatMap(p => p.items)}
              rowKey={i => i.household_id}
            />
            <More of={items} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
