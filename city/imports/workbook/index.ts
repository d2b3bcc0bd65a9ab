import type { ZipCaps } from '../../../platform/zip/index.ts'
import { FileProblem } from '../file-problem.ts'
import { readBookParts } from './book-parts.ts'
import { openArchive } from './open-archive.ts'
import { type SheetRow, sheetRows } from './sheet-rows.ts'

export { columnOf, type SheetRow } from './sheet-rows.ts'

/** A worksheet; its rows can be read more than once. */
export interface Sheet {
  readonly name: string
  readonly rows: () => AsyncIterable<SheetRow>
}

export interface Workbook {
  /** Visible sheets in their order. */
  readonly sheets: readonly Sheet[]
  close(): Promise<void>
}

/** What one workbook may unpack: about a million rows of the national list. */
export const WORKBOOK_LIMITS: ZipCaps = { bytes: 1 << 30, entries: 2_000 }

/**
 * Opens a workbook (.xlsx) for reading row by row. Nothing is unpacked to disk. Hidden sheets are left out: what nobody saw is not imported.
 *
 * @throws FileProblem
 */
export async function openWorkbook(path: string, limits: ZipCaps = WORKBOOK_LIMITS): Promise<Workbook> {
  const zip = await openArchive(path, limits)
  try {
    const book = await readBookParts(zip)
    const sheets = book.sheets
      .filter(sheet => !sheet.hidden)
      .map(({ name, path: entry }) => ({
        name,
        rows: () => {
          const pieces = zip.read(entry)
          if (!pieces) throw new FileProblem('damaged')
          return sheetRows(pieces, book)
        },
      }))
    return { sheets, close: () => zip.close() }
  } catch (e) {
    await zip.close()
    throw e
  }
}
