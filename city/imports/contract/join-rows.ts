import { join } from 'node:path'
import { Partition } from './partition.ts'
import type { RawRow, RawTable } from './raw-table.ts'
import { isSameOrder } from './same-order.ts'

/** The rows of one household. Without `household`, persons whose household is in no row. */
export interface HouseholdRows {
  readonly id: string
  readonly household?: RawRow
  readonly persons: readonly PersonRows[]
}

export interface PersonRows {
  readonly person: RawRow
  readonly registry?: RawRow
}

export interface ContractTables {
  readonly households: RawTable
  readonly persons: RawTable
  readonly registry?: RawTable
}

export interface JoinNotes {
  /** Rows of the registry whose person is in no row. */
  unmatchedRegistry: number
}

/** Persons of one part that are in memory at once. */
const PERSONS_A_PART = 50_000
const MOST_PARTS = 200

/**
 * Brings the rows of the files together, household by household, in memory that does not grow with the files.
 *
 * @param workFolder a private folder for the case that the files stand in different orders; what is made in it is removed
 */
export async function* joinRows(
  tables: ContractTables,
  workFolder: string,
  notes: JoinNotes,
): AsyncGenerator<HouseholdRows> {
  const { households, persons, registry } = tables
  if (await isSameOrder(households, persons, registry)) {
    yield* sideBySide(tables, notes)
    return
  }
  const parts = Math.min(MOST_PARTS, Math.max(1, Math.ceil(persons.count / PERSONS_A_PART)))
  const partition = new Partition(join(workFolder, 'parts'), parts)
  try {
    await partition.add('households', households)
    await partition.add('persons', persons)
    if (registry) await partition.add('registry', registry)
    for (let part = 0; part < parts; part++) {
      const rows = (name: string) => partition.read(name, part)
      yield* ofPart(tables, rows('households'), rows('persons'), registry ? rows('registry') : [], notes)
    }
  } finally {
    partition.remove()
  }
}

const idIn = (table: RawTable, column: string): ((row: RawRow) => string) => {
  const place = table.columns.indexOf(column)
  return row => String(row.cells[place] ?? '')
}

async function* sideBySide(tables: ContractTables, notes: JoinNotes): AsyncGenerator<HouseholdRows> {
  const { households, persons, registry } = tables
  const idOf = idIn(households, 'household_id')
  const householdOf = idIn(persons, 'household_id')
  const personIdOf = idIn(persons, 'person_id')
  const registryIdOf = registry && idIn(registry, 'person_id')
  const person = new Cursor(persons)
  const entry = registry && new Cursor(registry)
  await person.load()
  await entry?.load()
  for await (const batch of households.rows())
    for (const household of batch) {
      const id = idOf(household)
      const found: PersonRows[] = []
      for (let row = person.row; row !== undefined && householdOf(row) === id; row = person.row) {
        const beside = entry?.row
        if (entry && beside && registryIdOf?.(beside) === personIdOf(row)) {
          found.push({ person: row, registry: beside })
          if (!entry.next()) await entry.load()
        } else found.push({ person: row })
        if (!person.next()) await person.load()
      }
      yield { id, household, persons: found }
    }
  for (; entry?.row !== undefined; notes.unmatchedRegistry++) if (!entry.next()) await entry.load()
}

/** A place in a table. Going on waits for nothing but the next batch. */
class Cursor {
  /** Undefined at the end. */
  row: RawRow | undefined
  private readonly batches: AsyncIterator<readonly RawRow[]>
  private rows: readonly RawRow[] = []
  private at = 0

  constructor(table: RawTable) {
    this.batches = table.rows()[Symbol.asyncIterator]()
  }

  /** Goes on to the next row; false when what was loaded is at its end. */
  next(): boolean {
    this.row = this.rows[this.at++]
    return this.row !== undefined
  }

  /** Loads more and goes on to the first row of it, if there is one. */
  async load(): Promise<void> {
    do {
      const batch = await this.batches.next()
      if (batch.done === true) return
      this.rows = batch.value
      this.at = 0
    } while (!this.next())
  }
}

function* ofPart(
  { households, persons, registry }: ContractTables,
  householdRows: readonly RawRow[],
  personRows: readonly RawRow[],
  registryRows: readonly RawRow[],
  notes: JoinNotes,
): Generator<HouseholdRows> {
  const registryOf = new Map<string, RawRow>()
  if (registry) for (const row of registryRows) registryOf.set(idIn(registry, 'person_id')(row), row)
  const personIdOf = idIn(persons, 'person_id')
  const householdOf = idIn(persons, 'household_id')
  const members = new Map<string, PersonRows[]>()
  for (const person of personRows) {
    const entry = registryOf.get(personIdOf(person))
    if (entry) registryOf.delete(personIdOf(person))
    const one = entry ? { person, registry: entry } : { person }
    const id = householdOf(person)
    const others = members.get(id)
    if (others) others.push(one)
    else members.set(id, [one])
  }
  notes.unmatchedRegistry += registryOf.size
  const idOf = idIn(households, 'household_id')
  for (const household of householdRows) {
    const id = idOf(household)
    yield { id, household, persons: members.get(id) ?? [] }
    members.delete(id)
  }
  for (const [id, strays] of members) yield { id, persons: strays }
}
