import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell } from './cell.ts'
import type { DraftHousehold, FileContext } from './draft.ts'
import { fromNational } from './from-national.ts'
import type { NationalHousehold } from './national-household.ts'
import type { Field, SheetKind } from './national-layout.ts'
import { readNational } from './read-national.ts'
import { type NationalLines, writeNational } from './write-national.ts'

/** For tests: synthetic people under the province code 999, which no province has. */

export const CONTEXT: FileContext = { effective_on: '2025-12-31', today: '2026-01-15' }

export type Cells = Readonly<Partial<Record<Field, Cell>>>

/** A head as a clean list holds it; `cells` replaces. The number makes name and identity number his own. */
export const head = (n: number, cells: Cells = {}): Cells => ({
  head_mark: 'x',
  head_name: `Nguyễn Văn Thử ${n}`,
  relation: 'Chủ hộ',
  birth: '05/06/1957',
  sex: 'Nam',
  identity: `999057${String(n).padStart(6, '0')}`,
  province: 'Thành phố Hải Phòng',
  commune: 'Phường Hồng Bàng',
  commune_code: '11311',
  hamlet: 'Tổ dân phố 3',
  ethnicity: '1',
  class: '1',
  decision_number: '12/QĐ-UBND',
  decision_date: '10/12/2025',
  b1: 120,
  b2: 40,
  minority: '0',
  no_labour: 'x',
  merit: '0',
  cause: '7',
  ...cells,
})

export const member = (n: number, cells: Cells = {}): Cells => ({
  member_name: `Trần Thị Thử ${n}`,
  relation: 'Vợ',
  birth: '01/02/1960',
  sex: 'Nữ',
  identity: `999160${String(n).padStart(6, '0')}`,
  ethnicity: '1',
  ...cells,
})

export const lines = (...rows: Cells[]): NationalLines => ({ rows: rows.map(cells => ({ cells })) })

/** A folder that goes away after the tests. */
export function testFolder(after: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'ansinh-imports-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let files = 0
export async function workbook(
  folder: string,
  sheets: Partial<Record<SheetKind, NationalLines[]>>,
): Promise<string> {
  const path = join(folder, `list-${++files}.xlsx`)
  await writeNational(path, { above: ['UBND THÀNH PHỐ HẢI PHÒNG'], sheets })
  return path
}

export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

export const householdsIn = (path: string): Promise<NationalHousehold[]> =>
  allOf(readNational(path).households)

/** Drafts of a workbook with these households. */
export async function draftsOf(
  folder: string,
  sheets: Partial<Record<SheetKind, NationalLines[]>>,
  context: FileContext = CONTEXT,
): Promise<DraftHousehold[]> {
  const path = await workbook(folder, sheets)
  return (await householdsIn(path)).map(one => fromNational(one, context))
}
