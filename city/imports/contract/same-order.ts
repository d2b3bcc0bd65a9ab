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
  const isInOrder = await follows(new Ids(persons, 'household_id', true), new Ids(households, 'household_id'))
  if (!isInOrder || registry === undefined) return isInOrder
  return await follows(new Ids(registry, 'person_id'), new Ids(persons, 'person_id'))
}

/** True if every id of `inner` stands in `outer` in the same order. */
async function follows(inner: Ids, outer: Ids): Promise<boolean> {
  try {
    while (inner.next() || (await inner.load())) {
      do if (!outer.next() && !(await outer.load())) return false
      while (outer.id !== inner.id)
    }
    return true
  } finally {
    await inner.end()
    await outer.end()
  }
}

/** The ids of a column one after the other; `runs` gives an id once where it stands several times in a row. */
class Ids {
  id: string | undefined
  private readonly batches: AsyncIterator<readonly string[]>
  private readonly runs: boolean
  private texts: readonly string[] = []
  private at = 0

  constructor(table: RawTable, column: string, runs = false) {
    this.batches = table.texts(column)[Symbol.asyncIterator]()
    this.runs = runs
  }

  /** Goes on to the next id; false when what was loaded is at its end. */
  next(): boolean {
    while (this.at < this.texts.length) {
      const id = this.texts[this.at++]
      if (this.runs && id === this.id) continue
      this.id = id
      return true
    }
    return false
  }

  /** Loads more and goes on to the first of it; false at the end. */
  async load(): Promise<boolean> {
    do {
      const batch = await this.batches.next()
      if (batch.done === true) return false
      this.texts = batch.value
      this.at = 0
    } while (!this.next())
    return true
  }

  async end(): Promise<void> {
    await this.batches.return?.()
  }
}
