import type { Writable } from 'node:stream'
import { SHEET_KINDS, type SheetKind } from './national-layout.ts'
import { type Problem, sentenceOf, severityOf } from './problems.ts'
import { readNational } from './read-national.ts'
import { type NationalLines, writeNational } from './write-national.ts'

/** Problems of a household of the file by the place of its first row; undefined for one that was taken. */
export type ReasonsOf = (place: string, row: number) => readonly Problem[] | undefined

/** The sentences of what must be mended, then of what else was noticed. */
export function reasonText(problems: readonly Problem[]): string {
  const rank = (problem: Problem): number => (['reject', 'wait'].includes(severityOf(problem)) ? 0 : 1)
  return [...problems]
    .sort((a, b) => rank(a) - rank(b))
    .map(problem => sentenceOf(problem))
    .join('\n')
}

/**
 * Writes the households of a national workbook that were not taken into a workbook of the same layout, each with its reasons in a new column behind
 * the others. Mended, it can be imported as it is.
 */
export async function writeRejectedNational(
  source: string,
  target: string | Writable,
  reasonsOf: ReasonsOf,
): Promise<number> {
  // a sheet is read again for each of the three lists: sheets of the source may stand in any order
  const rejected = async function* (kind: SheetKind): AsyncGenerator<NationalLines> {
    for await (const { sheet, sheetName, row, rows } of readNational(source).households) {
      const problems = sheet === kind ? reasonsOf(sheetName, row) : undefined
      if (problems) yield { rows, reason: reasonText(problems) }
    }
  }
  const sheets = Object.fromEntries(SHEET_KINDS.map(kind => [kind, rejected(kind)]))
  return writeNational(target, { sheets, withReasons: true })
}
