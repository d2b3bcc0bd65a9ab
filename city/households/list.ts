/** Lists of households: which columns there are, by what they are filtered and sorted. */
import type { FactColumn, FactColumns } from './fact-columns.ts'

export interface ListColumn {
  readonly name: string
  /** Of the household's own row, or of the standing that a determination gave it. */
  readonly table: 'h' | 's'
  readonly type: 'text' | 'count' | 'money' | 'date'
  readonly vi: string
  readonly en: string
}

const own = (name: string, type: ListColumn['type'], vi: string, en: string): ListColumn => ({
  name,
  table: 'h',
  type,
  vi,
  en,
})

/** What a list shows, sorts and exports, in this order. */
export const LIST_COLUMNS: readonly ListColumn[] = [
  own('household_id', 'text', 'Mã hồ sơ', 'File'),
  own('source_code', 'text', 'Mã hộ', 'Household code'),
  own('head_name', 'text', 'Chủ hộ', 'Head'),
  own('commune_code', 'text', 'Mã xã', 'Commune'),
  own('hamlet', 'text', 'Thôn, tổ dân phố', 'Hamlet'),
  own('member_count', 'count', 'Số nhân khẩu', 'Members'),
  { name: 'standing', table: 's', type: 'text', vi: 'Phân loại', en: 'Standing' },
  {
    name: 'computed_standing',
    table: 's',
    type: 'text',
    vi: 'Phân loại theo tính toán',
    en: 'Computed standing',
  },
  own('recognised_standing', 'text', 'Phân loại đã công nhận', 'Recognised standing'),
  own('recognised_until', 'date', 'Công nhận đến', 'Recognised until'),
  own('escaped_on', 'date', 'Thoát nghèo, thoát cận nghèo từ', 'Escaped on'),
  own('income_per_head_month', 'money', 'Thu nhập một người một tháng', 'Income per head and month'),
  own('b1_points', 'count', 'Điểm B1', 'Points B1'),
  own('b2_points', 'count', 'Điểm B2', 'Points B2'),
  own('area_kind', 'text', 'Khu vực', 'Area kind'),
  own('entry', 'text', 'Phát sinh', 'Entry'),
  own('surveyed_on', 'date', 'Ngày khảo sát', 'Surveyed on'),
  own('decision_number', 'text', 'Số quyết định', 'Decision'),
  own('decision_on', 'date', 'Ngày quyết định', 'Decision of'),
  own('registered_on', 'date', 'Lập hồ sơ từ', 'Registered on'),
  own('state', 'text', 'Tình trạng hồ sơ', 'State of the file'),
]

export type ListRow = Readonly<Record<string, string | number | null>> & {
  readonly household_id: string
  readonly version: number
}

export interface ListFilter {
  readonly communes?: readonly string[] | undefined
  readonly hamlet?: string | undefined
  /** Default: active files only. */
  readonly state?: readonly string[] | undefined
  readonly standing?: readonly string[] | undefined
  readonly computed_standing?: readonly string[] | undefined
  readonly recognised_standing?: readonly string[] | undefined
  readonly entry?: readonly string[] | undefined
  /** Lowest and highest values, both included. A household of which the value is unknown lies in no range. */
  readonly ranges?: Readonly<
    Record<string, { readonly from?: string | number | undefined; readonly to?: string | number | undefined }>
  >
  /** Columns of which nothing is known. */
  readonly unknown?: readonly string[] | undefined
  /** The standing that was recognised and the one that was computed are apart. */
  readonly apart?: boolean | undefined
}

export interface ListSort {
  readonly by: string
  readonly order: 'asc' | 'desc'
}

/** Columns that may be filtered by a range. */
export const RANGE_COLUMNS: readonly string[] = LIST_COLUMNS.filter(c => c.type !== 'text').map(c => c.name)
/** Columns of which "nothing known" may be asked. */
export const UNKNOWN_COLUMNS: readonly string[] = [
  ...['income_per_head_month', 'area_kind', 'surveyed_on', 'hamlet', 'head_name'],
]

export const listColumn = (name: string): ListColumn | undefined => LIST_COLUMNS.find(c => c.name === name)

/** Throws Error when a listed fact is not declared any more: then the list must be changed with the law's facts. */
export function checkListColumns({ household }: FactColumns): void {
  const declared = (name: string): FactColumn | undefined => household.get(name)
  for (const name of [
    'recognised_standing',
    'recognised_until',
    'escaped_on',
    'income_per_head_month',
    'b1_points',
    'b2_points',
    'area_kind',
  ])
    if (declared(name) === undefined)
      throw new Error(`the list of households shows ${name}, which law/facts.yaml does not declare`)
}
