import type { RawTable } from './raw-table.ts'

/**
 * Whether the persons stand household by household in the order of the households, and the registry in the order of the persons. Then the files are
 * read side by side; else they are sorted into parts first. A person of an unknown household is a break of the order too.
 */
export async function isSameOrder(
  households: RawTable,
  persons: RawTable,
  registry: RawTable | undefined,
): Promise<boolean> {
  if (!(await follows(idsOf(persons, 'household_id', true), idsOf(households, 'household_id', false))))
    return false
  return (
    registry === undefined || follows(idsOf(registry, 'person_id', false), idsOf(persons, 'person_id', false))
  )
}

/** True if every id of `inner` stands in `outer` in the same order. */
async function follows(inner: AsyncGenerator<string>, outer: AsyncGenerator<string>): Promise<boolean> {
  try {
    for await (const id of inner) {
      let next = await outer.next()
      while (next.done !== true && next.value !== id) next = await outer.next()
      if (next.done === true) return false
    }
    return true
  } finally {
    await outer.return(undefined)
  }
}

/** Ids of a column; `runs` gives an id once where it stands several times in a row. */
async function* idsOf(table: RawTable, column: string, runs: boolean): AsyncGenerator<string> {
  const place = table.columns.indexOf(column)
  let last: string | undefined
  for await (const rows of table.rows([column])) {
    for (const { cells } of rows) {
      const id = String(cells[place] ?? '')
      if (runs && id === last) continue
      last = id
      yield id
    }
  }
}
