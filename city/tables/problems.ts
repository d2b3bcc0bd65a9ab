/** Which of the two files a row stands in, by its name in the folder (`persons.csv`). */
export type TableFile = string

/** A cell that cannot be read, or a row that does not fit the others. */
export interface BadCell {
  readonly file: TableFile
  /** Line of a CSV file (the header is line 1), row of a Parquet file (the first is row 1). */
  readonly row: number
  readonly column: string
  /** The cell as it stands in the file. Never a name of a person: such columns are not read. */
  readonly value: string
  /** What would be right. */
  readonly expected: string
}

/** More bad cells than this are counted and no longer kept, so that memory stays bounded. */
export const MOST_KEPT = 200_000

/** The data cannot be used: either a file as a whole (`faults`) or single cells of it (`bad`). */
export class DataError extends Error {
  override readonly name = 'DataError'
  /** Faults of whole files, one sentence each. */
  readonly faults: readonly string[]
  /** By file, row and column; at most MOST_KEPT. */
  readonly bad: readonly BadCell[]
  /** All bad cells, also those not kept. */
  readonly badCount: number

  constructor(faults: readonly string[], bad: readonly BadCell[] = [], badCount = bad.length) {
    super(faults.length > 0 ? faults.join('\n') : `${badCount} cells cannot be used`)
    this.faults = faults
    this.bad = bad
    this.badCount = badCount
  }
}

/** Collects bad cells from the parts of a run. */
export class BadCells {
  private readonly kept: BadCell[] = []
  count = 0

  add(cell: BadCell): void {
    this.count++
    if (this.kept.length < MOST_KEPT) this.kept.push(cell)
  }

  addAll(cells: readonly BadCell[], count: number): void {
    for (const cell of cells) if (this.kept.length < MOST_KEPT) this.kept.push(cell)
    this.count += count
  }

  /** In the order of the files: households before persons, then by row and column. */
  sorted(): BadCell[] {
    const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
    return this.kept.sort((a, b) => by(a.file, b.file) || a.row - b.row || by(a.column, b.column))
  }
}
