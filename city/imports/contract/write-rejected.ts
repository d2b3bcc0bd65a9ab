import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ReasonsOf, reasonText } from '../write-rejected.ts'
import { REASON_COLUMN } from './contract-columns.ts'
import { openTable, type Raw, type RawTable } from './raw-table.ts'
import type { ContractPaths } from './read-contract.ts'

/**
 * Writes the households of a data folder that were not taken, with their persons, into a folder of CSV files of the same columns; the households have
 * their reasons in a new column, which reading passes over. Mended, the folder can be imported as it is. Gives the number of households.
 *
 * @param reasonsOf by name of the file and line, as the drafts say it
 */
export async function writeRejectedContract(
  paths: ContractPaths,
  folder: string,
  reasonsOf: ReasonsOf,
): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const ids = new Set<string>()
  let households = 0
  const open = (path: string) => openTable(path, basename(path))
  const tables = [await open(paths.households), await open(paths.persons)]
  if (paths.registry !== undefined) tables.push(await open(paths.registry))
  for (const [i, table] of tables.entries()) {
    const name = ['households', 'persons', 'registry'][i] ?? ''
    const place = table.columns.indexOf('household_id')
    const keep = (row: number, cells: readonly Raw[]): string | undefined => {
      const id = String(cells[place] ?? '')
      const problems = i < 2 ? reasonsOf(table.name, row) : undefined
      if (problems) {
        // persons without a household have their reason in their own file
        households++
        ids.add(id)
        return reasonText(problems)
      }
      return i > 0 && ids.has(id) ? '' : undefined
    }
    await pipeline(
      Readable.from(csvOf(table, i < 2, keep)),
      createWriteStream(join(folder, `${name}.csv`), { mode: 0o600 }),
    )
  }
  return households
}

async function* csvOf(
  table: RawTable,
  withReasons: boolean,
  keep: (row: number, cells: readonly Raw[]) => string | undefined,
): AsyncGenerator<string> {
  const columns = table.columns.filter(column => column !== REASON_COLUMN)
  const places = columns.map(column => table.columns.indexOf(column))
  // the mark of UTF-8 in front, without which Excel breaks the letters
  yield `\ufeff${[...columns, ...(withReasons ? [REASON_COLUMN] : [])].join(',')}\n`
  for await (const rows of table.rows()) {
    let text = ''
    for (const { row, cells } of rows) {
      const reason = keep(row, cells)
      if (reason === undefined) continue
      const line = places.map(place => csvCell(cells[place] ?? null))
      text += `${[...line, ...(withReasons ? [csvCell(reason)] : [])].join(',')}\n`
    }
    if (text !== '') yield text
  }
}

/** No text can be taken for a formula: an apostrophe stands in front, which reading takes away again. */
function csvCell(cell: Raw): string {
  if (cell === null) return ''
  const text = String(cell)
  const safe =
    typeof cell === 'string' && /^[=+\-@\t\r']/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)
      ? `'${text}`
      : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
