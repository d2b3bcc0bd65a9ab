import { formatDay } from '../../engine/language/index.ts'
import { nameAt } from '../../engine/population/index.ts'
import type { RawTable } from './fill-table.ts'
import { addRow, emptyIndex } from './name-index.ts'
import { compareNames } from './names.ts'
import type { BadCells } from './problems.ts'

/** The different ids of a file, in the order in which they come first. */
export interface DistinctRows {
  /** A row with the id. */
  readonly first: Int32Array
  /** The row that counts, or −1 where none was known on the day asked for. */
  readonly chosen: Int32Array
}

/**
 * Of several rows with one id the one with the latest `known_from` up to `knownOn` (a day number; without it the latest) counts.
 * Without a column `known_from` an id stands there once. Doubles are reported.
 */
export function distinctRows(table: RawTable, knownOn: number | undefined, bad: BadCells): DistinctRows {
  const knownFrom = table.columns.get('known_from')?.values
  const { ids, rows } = table
  if (!knownFrom && isAscending(table)) {
    const all = Int32Array.from({ length: rows }, (_, i) => i)
    return { first: all, chosen: all }
  }
  const index = emptyIndex(ids, rows)
  // rows with one id are a chain: `before` leads from each to the one above it in the file
  const before = new Int32Array(rows).fill(-1)
  const place = new Int32Array(rows)
  const first: number[] = []
  const last: number[] = []
  const chosen: number[] = []
  const since = (row: number): number => knownFrom?.[row] ?? 0
  for (let row = 0; row < rows; row++) {
    if (ids.start[row] === ids.start[row + 1]) continue // an empty id is reported already
    const isKnown = knownOn === undefined || since(row) <= knownOn
    const other = addRow(index, row)
    if (other < 0) {
      place[row] = first.push(row) - 1
      last.push(row)
      chosen.push(isKnown ? row : -1)
      continue
    }
    if (!knownFrom) {
      reportDouble(table, row, other, bad, 'an id that stands in the file once')
      continue
    }
    const at = place[other] ?? 0
    for (let r = last[at] ?? -1; r >= 0; r = before[r] ?? -1) {
      if (since(r) !== since(row)) continue
      reportDouble(table, row, r, bad, `one row for this id from ${formatDay(since(row))} on`)
      break
    }
    before[row] = last[at] ?? -1
    last[at] = row
    const best = chosen[at] ?? -1
    if (isKnown && (best < 0 || since(best) < since(row))) chosen[at] = row
  }
  return { first: Int32Array.from(first), chosen: Int32Array.from(chosen) }
}

function isAscending({ ids, rows }: RawTable): boolean {
  for (let row = 1; row < rows; row++) if (compareNames(ids, row - 1, ids, row) >= 0) return false
  return rows === 0 || (ids.start[1] ?? 0) > 0
}

function reportDouble(table: RawTable, row: number, other: number, bad: BadCells, expected: string): void {
  const column = table.open.entity === 'household' ? 'household_id' : 'person_id'
  bad.add({
    file: table.open.input.file,
    row: table.lineOf(row),
    column,
    value: nameAt(table.ids, row),
    expected: `${expected}; it is in row ${table.lineOf(other)} too`,
  })
}
