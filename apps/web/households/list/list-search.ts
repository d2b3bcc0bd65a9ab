import type { OfficeSearch } from '../../shell/search-params.ts'

/** Columns of a list that can be shown and sorted by, in the order in which they stand. */
export const COLUMNS = [
  'head_name',
  'household_id',
  'source_code',
  'commune_code',
  'hamlet',
  'member_count',
  'standing',
  'computed_standing',
  'recognised_standing',
  'recognised_until',
  'income_per_head_month',
  'b1_points',
  'b2_points',
  'area_kind',
  'entry',
  'surveyed_on',
  'decision_number',
  'decision_on',
  'registered_on',
  'state',
] as const
export type ColumnName = (typeof COLUMNS)[number]

export const DEFAULT_COLUMNS: readonly ColumnName[] = [
  'head_name',
  'hamlet',
  'member_count',
  'standing',
  'recognised_standing',
  'recognised_until',
  'income_per_head_month',
]

export const DAY_RANGES = ['recognised_until', 'surveyed_on', 'decision_on', 'registered_on'] as const
export const NUMBER_RANGES = ['income_per_head_month', 'member_count', 'b1_points', 'b2_points'] as const
export const CHOICES = ['standing', 'recognised_standing', 'computed_standing', 'entry', 'state'] as const
export const UNKNOWNS = ['income_per_head_month', 'area_kind', 'surveyed_on', 'hamlet', 'head_name'] as const

type Bound<R extends readonly string[]> = `${R[number]}_${'from' | 'to'}`
type Range<R extends readonly string[], T> = { readonly [K in Bound<R>]?: T | undefined }

/** What a list asks for, as it stands in its address. */
export type ListFilter = {
  readonly [K in (typeof CHOICES)[number]]?: string | undefined
} & Range<typeof DAY_RANGES, string> &
  Range<typeof NUMBER_RANGES, number> & {
    readonly hamlet?: string | undefined
    readonly unknown?: (typeof UNKNOWNS)[number] | undefined
    readonly apart?: boolean | undefined
  }

export type ListSearch = ListFilter & {
  readonly sort?: ColumnName | undefined
  readonly order?: 'asc' | 'desc' | undefined
  /** Names of columns by commas; left out: the usual ones. */
  readonly columns?: string | undefined
}

const isColumn = (name: unknown): name is ColumnName => (COLUMNS as readonly unknown[]).includes(name)

/** Reads the address; what no list knows is dropped. */
export function listSearch(given: Record<string, unknown>): ListSearch {
  const read: Record<string, unknown> = {}
  for (const name of CHOICES)
    if (typeof given[name] === 'string' && /^[a-z_]+(,[a-z_]+)*$/.test(given[name])) read[name] = given[name]
  for (const name of DAY_RANGES.flatMap(n => [`${n}_from`, `${n}_to`]))
    if (typeof given[name] === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given[name])) read[name] = given[name]
  for (const name of NUMBER_RANGES.flatMap(n => [`${n}_from`, `${n}_to`]))
    if (Number.isSafeInteger(Number(given[name])) && given[name] !== undefined && given[name] !== '')
      read[name] = Number(given[name])
  if (given['hamlet'] !== undefined && given['hamlet'] !== '') read['hamlet'] = String(given['hamlet'])
  if ((UNKNOWNS as readonly unknown[]).includes(given['unknown'])) read['unknown'] = given['unknown']
  if (given['apart'] === true || given['apart'] === 'true') read['apart'] = true
  if (isColumn(given['sort'])) read['sort'] = given['sort']
  if (given['order'] === 'desc' || given['order'] === 'asc') read['order'] = given['order']
  if (typeof given['columns'] === 'string') {
    const columns = given['columns'].split(',').filter(isColumn)
    if (columns.length > 0) read['columns'] = columns.join(',')
  }
  return read as ListSearch
}

/** Only the filter, without order and columns. */
export function filterOf(search: ListSearch): ListFilter {
  const { sort: _sort, order: _order, columns: _columns, ...filter } = listSearch(search)
  return filter
}

export const columnsOf = ({ columns }: ListSearch): readonly ColumnName[] =>
  columns === undefined ? DEFAULT_COLUMNS : COLUMNS.filter(c => columns.split(',').includes(c))

/** Parts of the office's own address that do not belong to a list are left as they are. */
export type HouseholdsSearch = OfficeSearch & ListSearch

/** An address without any filter: each part of it undefined, so that it is taken out. */
export const noFilter = (search: ListSearch): Record<string, undefined> =>
  Object.fromEntries(Object.keys(filterOf(search)).map(name => [name, undefined]))
