import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { attachment } from '../../platform/http/export-response.ts'
import { zipOf } from '../../platform/http/exports/zip-stream.ts'
import { writeRejectedContract } from './contract/write-rejected.ts'
import { FileProblem } from './file-problem.ts'
import { nothingRejected, refusedFile } from './http-problems.ts'
import type { ImportFolder } from './import-folder.ts'
import { type ImportFile, problemsOfImport } from './import-queries.ts'
import type { Problem } from './problems.ts'
import type { Run } from './stage.ts'
import { type ReasonsOf, writeRejectedNational } from './write-rejected.ts'

/** Reasons by place and row. */
export function reasonsBy(
  rows: Iterable<{ place: string; row: number; problems: readonly Problem[] }>,
): ReasonsOf {
  const reasons = new Map<string, readonly Problem[]>()
  for (const { place, row, problems } of rows) reasons.set(`${row} ${place.slice(0, 60)}`, problems)
  return (place, row) => reasons.get(`${row} ${place.slice(0, 60)}`)
}

/** The households of an import that were not taken, as a download in the layout in which they came. */
export async function rejectedFile(run: Run, file: ImportFile, folder: ImportFolder): Promise<Response> {
  const rows = await run(tx => problemsOfImport(tx, file.import_id))
  if (rows.length === 0) throw nothingRejected()
  const reasons = reasonsBy(rows.map(({ place, file_row, problems }) => ({ place, row: file_row, problems })))
  const work = join(folder.path, 'rejected')
  try {
    await mkdir(work, { recursive: true, mode: 0o700 })
    if (file.kind === 'national') {
      const path = join(work, 'rejected.xlsx')
      await writeRejectedNational(folder.workbook(), path, reasons)
      return download(createReadStream(path), 'ho-khong-nhap-duoc.xlsx', work)
    }
    await writeRejectedContract(folder.contract(), work, reasons)
    const entries = (await readdir(work))
      .filter(name => name.endsWith('.csv'))
      .map(name => ({ name, content: createReadStream(join(work, name), 'utf8') as AsyncIterable<string> }))
    return download(Readable.from(zipOf(entries)), 'ho-khong-nhap-duoc.zip', work)
  } catch (e) {
    await rm(work, { recursive: true, force: true })
    // the files were removed after the import
    if (e instanceof FileProblem && ['workbook_missing', 'files_missing'].includes(e.code))
      throw nothingRejected()
    throw e instanceof FileProblem ? refusedFile(e) : e
  }
}

/** Sends a file that is made for this answer and removed after it. */
export function download(source: Readable, name: string, work: string): Response {
  source.once('close', () => void rm(work, { recursive: true, force: true }))
  return new Response(Readable.toWeb(source) as ReadableStream, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': attachment(name),
      'Cache-Control': 'no-store',
    },
  })
}
