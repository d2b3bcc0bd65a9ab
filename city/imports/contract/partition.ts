import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { textKey } from '../key-table.ts'
import type { RawRow, RawTable } from './raw-table.ts'

const BUFFER = 64 * 1024

/**
 * Sorts the rows of a file into parts by household, so that a part fits into memory and holds all rows of its households, whatever the order of the file.
 * The parts are private files of a folder of the caller.
 */
export class Partition {
  private readonly folder: string
  private readonly parts: number

  constructor(folder: string, parts: number) {
    this.folder = folder
    this.parts = parts
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  async add(name: string, table: RawTable): Promise<void> {
    const place = table.columns.indexOf('household_id')
    const files = Array.from({ length: this.parts }, (_, part) => openSync(this.path(name, part), 'w', 0o600))
    const waiting: string[] = new Array<string>(this.parts).fill('')
    try {
      for await (const rows of table.rows()) {
        for (const { row, cells } of rows) {
          const part = textKey(String(cells[place] ?? ''))[1] % this.parts
          waiting[part] += `${JSON.stringify([row, ...cells])}\n`
          if ((waiting[part]?.length ?? 0) > BUFFER) {
            writeSync(files[part] ?? -1, waiting[part] ?? '')
            waiting[part] = ''
          }
        }
      }
      for (const [part, text] of waiting.entries()) if (text !== '') writeSync(files[part] ?? -1, text)
    } finally {
      for (const file of files) closeSync(file)
    }
  }

  /** The rows of a part, in the order of their file. */
  read(name: string, part: number): RawRow[] {
    const text = readFileSync(this.path(name, part), 'utf8')
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [row, ...cells] = JSON.parse(line) as [number, ...RawRow['cells']]
        return { row, cells }
      })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private path(name: string, part: number): string {
    return join(this.folder, `${name}-${part}`)
  }
}
