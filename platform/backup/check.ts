import { damaged } from './failure.ts'
import { type End, readRecords, type Start, type TableSum } from './records.ts'
import { readSealedFile } from './sealed-file.ts'
import { isSame, type RunningSum, startSum } from './sums.ts'

/** What a backup says of itself, after every byte of it was read and compared. */
export interface CheckedBackup {
  readonly start: Start
  readonly end: End
}

/**
 * Reads a whole backup and compares every table with the manifest; nothing is written anywhere.
 *
 * @param onProgress bytes of the file read so far, and its size
 * @throws BackupFailure when the passphrase is another, or the file is damaged, truncated or none of ours.
 */
export async function checkBackup(
  file: string,
  passphrase: string,
  onProgress?: (done: number, total: number) => void,
): Promise<CheckedBackup> {
  let start: Start | undefined
  let end: End | undefined
  let open: RunningSum | undefined
  const found: TableSum[] = []
  for await (const record of readRecords(readSealedFile(file, passphrase, onProgress))) {
    if (end !== undefined) throw disorder()
    switch (record.kind) {
      case 'start':
        start = record.start
        break
      case 'table':
        open = startSum(record.table)
        break
      case 'rows':
        open?.add(record.bytes)
        break
      case 'table_end': {
        const sum = open?.end()
        if (sum === undefined || !isSame(sum, record.sum)) throw damaged(`bảng, table ${record.sum.name}`)
        found.push(sum)
        open = undefined
        break
      }
      case 'end':
        end = record.end
    }
  }
  if (start === undefined || end === undefined || open !== undefined) throw disorder()
  const listed = start.tables.map(table => `${table.schema}.${table.name}`)
  if (found.length !== end.tables.length || found.some((sum, i) => !isSame(sum, end.tables[i])))
    throw disorder()
  if (listed.join() !== found.map(sum => `${sum.schema}.${sum.name}`).join()) throw disorder()
  return { start, end }
}

const disorder = () => damaged('mục lục, manifest')
