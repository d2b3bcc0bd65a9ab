import type { Fact, FactBook } from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { territoryOf } from '../areas/index.ts'
import { type BinaryRow, readBinaryRows } from './binary-rows.ts'
import type { ColumnBuilder } from './column-builder.ts'
import type { CommuneFrame } from './commune-frame.ts'
import { householdFacts, householdRows, personRows } from './commune-queries.ts'
import { type CellReader, cellReader } from './fact-cells.ts'

/** The registry holds something that the law cannot read. Its words say what and where; ids are opaque. */
export class RegistryFault extends Error {
  override readonly name = 'RegistryFault'
}

interface Cell {
  readonly fact: Fact
  readonly column: number
  readonly into: ColumnBuilder
  readonly read: CellReader
}

/** Columns before the facts: two ids, or an id and the version. */
const LEADING = 2

/**
 * Fills an empty frame with the households of a commune and their members as the registry has them now, without those born after the day `on` (day
 * number). Use a repeatable-read transaction: households and persons are read one after the other. Throws RegistryFault.
 */
export async function loadCommune(tx: Tx, commune: string, frame: CommuneFrame, on: number): Promise<void> {
  await loadHouseholds(tx, commune, frame)
  await loadPersons(tx, commune, frame, on)
  frame.finish()
}

const cellsOf = (facts: readonly Fact[], into: ReadonlyMap<string, ColumnBuilder>, book: FactBook): Cell[] =>
  facts.map((fact, i) => ({
    fact,
    column: LEADING + i,
    into: into.get(fact.name) as ColumnBuilder,
    read: cellReader(fact, book),
  }))

function readCells(cells: readonly Cell[], row: BinaryRow): void {
  for (const { fact, column, into, read } of cells) {
    if (row.isNull(column)) into.pushNull()
    else if (!read(row, column, into))
      throw new RegistryFault(
        `${fact.entity} ${row.text(fact.entity === 'household' ? 0 : 1)}: the value of ${fact.name} is none that the law knows`,
      )
  }
}

async function loadHouseholds(tx: Tx, commune: string, frame: CommuneFrame): Promise<void> {
  const { facts, householdColumns } = frame
  const territory = territoryFill(commune, facts, frame)
  const cells = cellsOf(householdFacts(facts), householdColumns, facts)
  const others = cells.filter(cell => cell.fact.name !== 'territory')
  const code = householdColumns.get('commune_code')
  await readBinaryRows(householdRows(tx, commune, facts), LEADING + cells.length, row => {
    frame.addHousehold(row.int4(1), row.bytes, row.start[0] ?? 0, (row.start[0] ?? 0) + (row.length[0] ?? 0))
    code?.pushText(commune)
    territory?.(
      row,
      cells.find(cell => cell.fact.name === 'territory'),
    )
    readCells(others, row)
  })
}

/** The territory follows from the commune: an empty one is filled, another one is a fault. */
function territoryFill(
  commune: string,
  facts: FactBook,
  frame: CommuneFrame,
): ((row: BinaryRow, cell: Cell | undefined) => void) | undefined {
  const fact = facts.household.get('territory')
  const into = frame.householdColumns.get('territory')
  if (fact?.type.t !== 'category' || into === undefined) return undefined
  const word = territoryOf(commune)
  const code = (facts.categories.get(fact.type.of)?.words ?? []).indexOf(word)
  return (row, cell) => {
    if (cell !== undefined && !row.isNull(cell.column) && row.text(cell.column) !== word)
      throw new RegistryFault(`household ${row.text(0)}: its territory is not that of its commune, ${word}`)
    into.push(code)
  }
}

async function loadPersons(tx: Tx, commune: string, frame: CommuneFrame, on: number): Promise<void> {
  const { facts, personColumns, householdNames } = frame
  const all = [...facts.person.values()]
  const cells = cellsOf(all, personColumns, facts)
  const birth = cells.find(cell => cell.fact.name === 'birth_date')?.column
  let household = 0
  await readBinaryRows(personRows(tx, commune, facts), LEADING + cells.length, row => {
    const [from, length] = [row.start[0] ?? 0, row.length[0] ?? 0]
    let order = -1
    for (; household < householdNames.rows; household++) {
      order = householdNames.compare(household, row.bytes, from, from + length)
      if (order >= 0) break
    }
    if (order !== 0)
      throw new RegistryFault(`person ${row.text(1)} belongs to no active household of commune ${commune}`)
    if (birth !== undefined && !row.isNull(birth) && row.day(birth) > on) return
    frame.addPerson(household, row.bytes, row.start[1] ?? 0, (row.start[1] ?? 0) + (row.length[1] ?? 0))
    readCells(cells, row)
  })
}
