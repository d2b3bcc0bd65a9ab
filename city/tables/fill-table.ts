import type { FactBook } from '../../engine/language/index.ts'
import type { Crew } from './crew.ts'
import { linesOf, readBlock } from './csv-part.ts'
import type { Job } from './job.ts'
import type { NameIndex } from './name-index.ts'
import { joinNames, type NamesPart, type SharedNames } from './names.ts'
import type { OpenTable } from './open-table.ts'
import type { PartResult } from './part.ts'
import type { BadCells } from './problems.ts'
import { roomForAll, type SharedColumn } from './shared-column.ts'

/** The cells of a file, row by row as the file has them. */
export interface RawTable {
  readonly open: OpenTable
  readonly rows: number
  readonly ids: SharedNames
  readonly columns: ReadonlyMap<string, SharedColumn>
  /** Texts by their number, for facts of type text. */
  readonly dictionaries: ReadonlyMap<string, readonly string[]>
  /** Where a row stands in the file, for messages. */
  readonly lineOf: (row: number) => number
}

/** Reads all cells of an open file; bad cells are collected and become unknown. */
export async function fillTable(
  open: OpenTable,
  facts: FactBook,
  households: NameIndex | undefined,
  crew: Crew,
  bad: BadCells,
  onDone: (bytes: number) => void,
): Promise<RawTable> {
  const { rows, file } = open.input
  const columns = roomForAll(open.columns, rows)
  for (const row of open.malformed)
    bad.add({ file, row: row.line, column: '', value: `${row.cells} cells`, expected: row.expected })
  const names: { at: number; part: NamesPart }[] = []
  const dictionaries = new Map(
    columns
      .filter(isTextColumn)
      .map(c => [c.name, { codes: new Map<string, number>(), texts: [] as string[] }]),
  )
  await crew.run({ file, path: open.path, columns, facts, households }, open.jobs, (result, number) => {
    const job = open.jobs[number]
    if (job === undefined) return
    const { first, count } = rangeOf(job)
    if (result.names) names.push({ at: first, part: result.names })
    for (const [name, texts] of result.texts) {
      const dictionary = dictionaries.get(name)
      const values = columns.find(c => c.name === name)?.values
      if (dictionary && values) renumber(values.subarray(first, first + count), texts, dictionary)
    }
    bad.addAll(result.bad, result.badCount)
    onDone(job.format === 'csv' ? job.block.length : job.chunk.length)
  })
  names.sort((a, b) => a.at - b.at)
  return {
    open,
    rows,
    ids: joinNames(names.map(n => n.part)),
    columns: new Map(columns.map(c => [c.name, c])),
    dictionaries: new Map([...dictionaries].map(([name, d]) => [name, d.texts])),
    lineOf: lineFinder(open),
  }
}

const isTextColumn = ({ role }: SharedColumn): boolean => role.role === 'fact' && role.fact.type.t === 'text'

const rangeOf = (job: Job): { first: number; count: number } =>
  job.format === 'csv'
    ? { first: job.block.firstRow, count: job.block.rows }
    : { first: job.chunk.firstRow, count: job.chunk.rows }

/** Turns the numbers of a part's texts into the numbers of the whole column. */
function renumber(
  values: Uint8Array | Int32Array | Float64Array,
  texts: PartResult['texts'] extends ReadonlyMap<string, infer T> ? T : never,
  dictionary: { codes: Map<string, number>; texts: string[] },
): void {
  const codes = texts.map(text => {
    const known = dictionary.codes.get(text)
    if (known !== undefined) return known
    dictionary.codes.set(text, dictionary.texts.length)
    return dictionary.texts.push(text) - 1
  })
  if (codes.every((code, i) => code === i)) return
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? -1
    if (value >= 0) values[i] = codes[value] ?? value
  }
}

/** The line of a row in a CSV file, found by reading its block once more; the number of the row in a Parquet file. */
function lineFinder(open: OpenTable): (row: number) => number {
  let last: { first: number; lines: Int32Array } | undefined
  return row => {
    if (last && row >= last.first && row < last.first + last.lines.length)
      return last.lines[row - last.first] ?? 0
    for (const job of open.jobs) {
      if (job.format === 'parquet') return row + 1
      const { block, dialect } = job
      if (row < block.firstRow || row >= block.firstRow + block.rows) continue
      last = { first: block.firstRow, lines: linesOf(readBlock(open.path, block), dialect, block) }
      return last.lines[row - block.firstRow] ?? 0
    }
    return 0
  }
}
