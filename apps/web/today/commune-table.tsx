import { useState } from 'react'
import { type Column, Section, Table, useFormats } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useSetSearch } from '../shell/search-params.ts'
import { useTodayWords } from './words.ts'

/** One commune on the city's first screen. */
export interface CommuneRow {
  readonly code: string
  readonly rights: number
  /** Whole đồng, of the amounts that are known. */
  readonly gap: number
  readonly open: number
  readonly poor: number
  readonly nearPoor: number
  readonly overdue: number
}

/** Rows that are shown before one asks for all: as many as the map is high. */
const FIRST = 16

type Sorted = 'name' | 'rights' | 'gap' | 'poor' | 'nearPoor' | 'overdue'

/** All communes, sortable; a name opens the commune's own first screen. */
export function CommuneTable({ rows }: { rows: readonly CommuneRow[] }) {
  const t = useTodayWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const setSearch = useSetSearch()
  const [sort, setSort] = useState<{ by: Sorted; order: 'asc' | 'desc' }>({ by: 'rights', order: 'desc' })
  const [isWhole, setWhole] = useState(false)
  const sign = sort.order === 'asc' ? 1 : -1
  const { by } = sort
  const sorted = rows.toSorted((a, b) =>
    by === 'name'
      ? sign * nameOf(a.code).localeCompare(nameOf(b.code), 'vi')
      : sign * (a[by] - b[by]) || (a.code < b.code ? -1 : 1),
  )
  const quiet = (n: number) => (n === 0 ? <span className="soft">–</span> : f.number(n))
  const columns: Column<CommuneRow>[] = [
    {
      name: 'name',
      title: t('commune'),
      sortable: true,
      cell: r => (
        <button type="button" className="linklike" onClick={() => setSearch({ commune: r.code })}>
          {nameOf(r.code)}
        </button>
      ),
    },
    { name: 'rights', title: t('rights'), isNumber: true, sortable: true, cell: r => quiet(r.rights) },
    {
      name: 'gap',
      title: t('money'),
      isNumber: true,
      sortable: true,
      cell: r => (r.gap === 0 ? <span className="soft">–</span> : f.money(r.gap)),
    },
    { name: 'poor', title: t('poor'), isNumber: true, sortable: true, cell: r => quiet(r.poor) },
    { name: 'nearPoor', title: t('near_poor'), isNumber: true, sortable: true, cell: r => quiet(r.nearPoor) },
    {
      name: 'overdue',
      title: t('reviews_overdue'),
      isNumber: true,
      sortable: true,
      isMinor: true,
      cell: r =>
        r.overdue === 0 ? (
          <span className="soft">–</span>
        ) : (
          <span className="late">{f.number(r.overdue)}</span>
        ),
    },
  ]
  const total = (of: (r: CommuneRow) => number) => rows.reduce((n, r) => n + of(r), 0)
  return (
    <Section title={t('communes')}>
      <Table
        label={t('communes')}
        columns={columns}
        rows={isWhole ? sorted : sorted.slice(0, FIRST)}
        rowKey={r => r.code}
        sort={sort}
        onSort={(column, order) =>
          setSort({ by: column as Sorted, order: column === sort.by || column === 'name' ? order : 'desc' })
        }
        foot={
          <tr>
            <th scope="row">{t('total')}</th>
            <td className="num right">{f.number(total(r => r.rights))}</td>
            <td className="num right">{f.money(total(r => r.gap))}</td>
            <td className="num right">{f.number(total(r => r.poor))}</td>
            <td className="num right">{f.number(total(r => r.nearPoor))}</td>
            <td className="num right minor">{f.number(total(r => r.overdue))}</td>
          </tr>
        }
      />
      {!isWhole && sorted.length > FIRST && (
        <button type="button" className="linklike no-print" onClick={() => setWhole(true)}>
          {t('all_communes', { count: f.number(sorted.length) })}
        </button>
      )}
    </Section>
  )
}
