import { type Column, StandingChip, useFormats } from '../../kit/index.ts'
import { useUnitName } from '../../shell/places.ts'
import { FileLink } from '../file-link.tsx'
import type { Row } from './list-queries.ts'
import { type ColumnName, columnsOf, DAY_RANGES, type ListSearch } from './list-search.ts'
import { useListWords } from './words.ts'

const NUMBERS: readonly ColumnName[] = ['member_count', 'b1_points', 'b2_points', 'income_per_head_month']
const MINOR: readonly ColumnName[] = [
  'member_count',
  'recognised_until',
  'area_kind',
  'entry',
  'registered_on',
]

/** The chosen columns of a list, each as one reads it. */
export function useListColumns(search: ListSearch): readonly Column<Row>[] {
  const t = useListWords()
  const cell = useCells()
  return columnsOf(search).map(name => ({
    name,
    title: t(`col.${name}`),
    sortable: true,
    isNumber: NUMBERS.includes(name) || (DAY_RANGES as readonly string[]).includes(name),
    isMinor: MINOR.includes(name),
    cell: row => cell(name, row),
  }))
}

function useCells() {
  const t = useListWords()
  const f = useFormats()
  const nameOf = useUnitName()
  return (name: ColumnName, row: Row) => {
    const value = row[name]
    if (name === 'head_name') return <FileLink id={row.household_id}>{value ?? t('unnamed')}</FileLink>
    if (value === null || value === undefined) return <span className="soft">–</span>
    switch (name) {
      case 'standing':
      case 'computed_standing':
      case 'recognised_standing':
        return <StandingChip standing={String(value)} />
      case 'income_per_head_month':
        return f.money(Number(value))
      case 'commune_code':
        return nameOf(String(value))
      case 'recognised_until':
      case 'surveyed_on':
      case 'decision_on':
      case 'registered_on':
        return f.day(String(value))
      case 'entry':
        return t(`entry.${value as 'new'}`)
      case 'state':
        return t(`state.${value as 'active'}`)
      case 'area_kind':
        return t(`area.${value as 'urban'}`)
      default:
        return value
    }
  }
}
