import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../platform/failure/index.ts'
import { type BadCell, DataError } from '../tables/index.ts'
import { cellOf } from './bytes.ts'

const SHOWN = 100

/** Turns unusable data into a message for the person, and writes all bad cells to `file`. Other errors pass. */
export function reportBadData(error: unknown, file: string): never {
  if (!(error instanceof DataError)) throw error
  if (error.faults.length > 0) throw new Failure(error.faults.join('\n'))
  writeErrors(file, error.bad)
  const kept = error.bad.length < error.badCount ? ` (the first ${error.bad.length} of them)` : ''
  const more = error.badCount > SHOWN ? `… and ${error.badCount - SHOWN} more\n` : ''
  throw new Failure(
    `${table(error.bad.slice(0, SHOWN))}\n${more}${error.badCount} cells cannot be used; all stand in ${file}${kept}. Nothing was decided.`,
  )
}

const HEADER = ['file', 'row', 'column', 'value', 'expected'] as const

function writeErrors(file: string, bad: readonly BadCell[]): void {
  const rows = bad.map(b => [b.file, String(b.row), b.column, b.value, b.expected].map(cellOf).join(','))
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, `${[HEADER.join(','), ...rows].join('\n')}\n`)
  renameSync(`${file}.part`, file)
}

/** Columns padded to one width, for the terminal. */
function table(bad: readonly BadCell[]): string {
  const rows = [
    [...HEADER],
    ...bad.map(b => [b.file, String(b.row), b.column, b.value, b.expected].map(printable)),
  ]
  const widths = HEADER.map((_, c) => Math.max(...rows.map(r => r[c]?.length ?? 0)))
  return rows
    .map(r =>
      r
        .map((cell, c) => cell.padEnd(widths[c] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A cell of somebody's file must not steer the terminal. */
const printable = (cell: string): string => cell.replaceAll(/\p{Cc}/gu, '␣')
