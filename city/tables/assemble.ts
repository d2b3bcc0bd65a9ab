import { MOST_MEMBERS } from '../../engine/check/index.ts'
import type { FactBook } from '../../engine/language/index.ts'
import { type Column, nameAt, type Population, UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'
import type { DistinctRows } from './distinct-rows.ts'
import type { RawTable } from './fill-table.ts'
import { compareNames, pickNames } from './names.ts'
import type { BadCells } from './problems.ts'
import { narrowed, roomLike, type SharedColumn } from './shared-column.ts'
import type { Warnings } from './warnings.ts'

/** Everything that is read, before it is put in order. */
export interface Parts {
  readonly facts: FactBook
  readonly households: RawTable
  /** The households sorted by id: what persons' `household_id` was resolved to. */
  readonly distinct: DistinctRows
  readonly persons: RawTable
  readonly chosenPersons: Int32Array
  /** The decision date, a day number. */
  readonly on: number
}

/** Puts persons to their households in the order of the ids; undefined when there are bad cells. */
export function assemble(parts: Parts, bad: BadCells, warnings: Warnings): Population | undefined {
  const { households, distinct, persons } = parts
  const householdOf = persons.columns.get('household_id')?.values ?? new Int32Array(0)
  const had = new Uint8Array(distinct.first.length)
  for (let row = 0; row < persons.rows; row++)
    if ((householdOf[row] ?? -1) >= 0) had[householdOf[row] ?? 0] = 1
  const { rows, count } = membersOf(parts, householdOf, warnings)
  const kept: number[] = []
  for (let h = 0; h < distinct.first.length; h++) {
    const row = distinct.chosen[h] ?? -1
    const members = count[h] ?? 0
    const line = (expected: string): void =>
      bad.add({
        file: households.open.input.file,
        row: households.lineOf(row < 0 ? (distinct.first[h] ?? 0) : row),
        column: 'household_id',
        value: nameAt(households.ids, distinct.first[h] ?? 0),
        expected,
      })
    if (had[h] === 0) line('a household with at least one person in the persons file')
    else if (members > MOST_MEMBERS) line(`at most ${MOST_MEMBERS} members, not ${members}`)
    else if (row < 0) warnings.count('household_not_known')
    else if (members === 0) warnings.count('household_without_members')
    else kept.push(h)
  }
  if (bad.count > 0) return undefined
  return build(parts, Int32Array.from(kept), rows, count)
}

/** Rows of the persons who are members on the decision date, by household and then id; and how many each household has. */
function membersOf(
  parts: Parts,
  householdOf: ArrayLike<number>,
  warnings: Warnings,
): { rows: Int32Array; count: Int32Array } {
  const { distinct, persons, chosenPersons, on } = parts
  const born = persons.columns.get('birth_date')?.values
  const count = new Int32Array(distinct.first.length)
  const members = new Int32Array(chosenPersons.length)
  let size = 0
  let isSorted = true
  let before = -1
  for (const row of chosenPersons) {
    if (row < 0) {
      warnings.count('person_not_known')
      continue
    }
    const household = householdOf[row] ?? -1
    if (household < 0) continue
    if (born && (born[row] ?? UNKNOWN) > on) {
      warnings.count('person_not_born')
      continue
    }
    if ((distinct.chosen[household] ?? -1) < 0) {
      warnings.count('person_of_household_not_known')
      continue
    }
    count[household] = (count[household] ?? 0) + 1
    if (isSorted && before >= 0) {
      const other = householdOf[before] ?? 0
      isSorted =
        other < household || (other === household && compareNames(persons.ids, before, persons.ids, row) < 0)
    }
    before = row
    members[size++] = row
  }
  const rows = members.subarray(0, size)
  return { rows: isSorted ? rows : sortMembers(rows, householdOf, count, persons), count }
}

function sortMembers(
  rows: Int32Array,
  householdOf: ArrayLike<number>,
  count: Int32Array,
  persons: RawTable,
): Int32Array {
  const next = new Int32Array(count.length + 1)
  for (let h = 0; h < count.length; h++) next[h + 1] = (next[h] ?? 0) + (count[h] ?? 0)
  const start = next.slice()
  const sorted = new Int32Array(rows.length)
  for (const row of rows) {
    const h = householdOf[row] ?? 0
    sorted[next[h] ?? 0] = row
    next[h] = (next[h] ?? 0) + 1
  }
  for (let h = 0; h < count.length; h++) {
    if ((count[h] ?? 0) > 1)
      sorted.subarray(start[h], start[h + 1]).sort((a, b) => compareNames(persons.ids, a, persons.ids, b))
  }
  return sorted
}

function build(parts: Parts, kept: Int32Array, personRows: Int32Array, count: Int32Array): Population {
  const { facts, households, distinct, persons } = parts
  const first = new Int32Array(new SharedArrayBuffer((kept.length + 1) * 4))
  for (let i = 0; i < kept.length; i++) first[i + 1] = (first[i] ?? 0) + (count[kept[i] ?? 0] ?? 0)
  const householdRows = kept.map(h => distinct.chosen[h] ?? 0)
  return {
    facts,
    households: kept.length,
    persons: personRows.length,
    first,
    householdNames: isAll(householdRows, households.rows)
      ? households.ids
      : pickNames(households.ids, householdRows),
    personNames: isAll(personRows, persons.rows) ? persons.ids : pickNames(persons.ids, personRows),
    householdColumns: columnsOf(households, householdRows),
    personColumns: columnsOf(persons, personRows),
  }
}

function isAll(rows: Int32Array, all: number): boolean {
  return rows.length === all && rows.every((row, i) => row === i)
}

/** The columns of the facts in the order of the given rows; a file in order is taken as it is. */
function columnsOf(table: RawTable, rows: Int32Array): Map<string, Column> {
  const whole = isAll(rows, table.rows)
  const columns = new Map<string, Column>()
  for (const [name, column] of table.columns) {
    if (column.role.role !== 'fact' || !column.values) continue
    const { fact } = column.role
    const values = narrowed(whole ? column.values : gather(column.values, rows))
    const unknown = values instanceof Uint8Array ? UNKNOWN_BYTE : UNKNOWN
    columns.set(name, {
      fact,
      values,
      hasUnknown: values.includes(unknown),
      dictionary: table.dictionaries.get(name),
    })
  }
  return columns
}

function gather(
  values: NonNullable<SharedColumn['values']>,
  rows: Int32Array,
): NonNullable<SharedColumn['values']> {
  const picked = roomLike(values, rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? 0
  return picked
}
