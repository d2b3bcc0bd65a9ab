/** For tests and measurements: puts a data folder of the file contract straight into the tables of the registry, cell by cell, as the owner. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { inferSchema, initParser } from 'udsv'
import type { FactBook } from '../../engine/language/index.ts'
import { type CopyValue, copyRows, type Store, withOwner } from '../../platform/db/index.ts'

const DAY = '2020-01-01'
type Row = Readonly<Record<string, string>>

/** Reads CSV row by row; the files of synthetic cities hold one row a line. */
async function* csvRows(file: string): AsyncGenerator<Row> {
  let columns: string[] | undefined
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (columns === undefined) {
      columns = line.split(',')
      continue
    }
    const cells = line.includes('"') ? parsed(line) : line.split(',')
    yield Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']))
  }
}

function parsed(line: string): string[] {
  const text = `${line}\n${line}`
  return (
    (initParser(inferSchema(text, { header: () => [] as never })).stringArrs(text) as string[][])[0] ?? []
  )
}

const cell = (text: string | undefined): CopyValue => (text === undefined || text === '' ? null : text)

/** Households and persons of `households.csv` and `persons.csv`. The fact columns must be there. */
export async function importFolder(store: Store, folder: string, facts: FactBook): Promise<void> {
  const communeOf = new Map<string, string>()
  const householdFacts = [...facts.household.keys()].filter(name => name !== 'commune_code')
  const open = [...facts.person.values()].filter(fact => !fact.restricted).map(fact => fact.name)
  const hidden = [...facts.person.values()].filter(fact => fact.restricted).map(fact => fact.name)
  await withOwner(store, async tx => {
    async function* households(): AsyncGenerator<readonly CopyValue[]> {
      for await (const row of csvRows(path.join(folder, 'households.csv'))) {
        const { household_id = '', commune_code = '' } = row
        communeOf.set(household_id, commune_code)
        yield [household_id, commune_code, 1, 1, DAY, ...householdFacts.map(name => cell(row[name]))]
      }
    }
    await copyRows(
      tx,
      'household',
      ['household_id', 'commune_code', 'version', 'member_count', 'registered_on', ...householdFacts],
      households(),
    )
    async function* persons(
      names: readonly string[],
      joined: readonly CopyValue[],
    ): AsyncGenerator<readonly CopyValue[]> {
      for await (const row of csvRows(path.join(folder, 'persons.csv'))) {
        const { person_id = '', household_id = '' } = row
        yield [
          person_id,
          household_id,
          communeOf.get(household_id),
          ...joined,
          ...names.map(name => cell(row[name])),
        ]
      }
    }
    await copyRows(
      tx,
      'person',
      ['person_id', 'household_id', 'commune_code', 'joined_on', ...open],
      persons(open, [DAY]),
    )
    await copyRows(
      tx,
      'person_restricted',
      ['person_id', 'household_id', 'commune_code', ...hidden],
      persons(hidden, []),
    )
    await tx.client.query('analyze household, person, person_restricted')
  })
}
