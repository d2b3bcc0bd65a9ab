import type { AreaTotal } from './queries.ts'

export type PastedState = 'new' | 'change' | 'same' | 'unknown' | 'number' | 'twice'
export interface PastedRow {
  readonly line: number
  readonly code: string
  readonly households: number | null
  readonly persons: number | null
  readonly state: PastedState
  readonly before: AreaTotal | undefined
}

/** A number as people write it: `12.345`, `12 345`, `12,345`. Empty is null; what is no number is undefined. */
function numberIn(text: string | undefined): number | null | undefined {
  const plain = (text ?? '').trim()
  if (plain === '') return null
  const isGrouped = /^\d{1,3}([., \u00a0]\d{3})+$/.test(plain)
  const digits = isGrouped ? plain.replace(/\D/g, '') : plain
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

/** Reads a pasted table of code, households, persons; columns by tab, semicolon or bar. A line of titles is passed over. */
export function readPasted(
  text: string,
  units: ReadonlySet<string>,
  totals: readonly AreaTotal[],
): PastedRow[] {
  const held = new Map(totals.map(one => [one.code, one]))
  const seen = new Set<string>()
  return text.split(/\r?\n/).flatMap((line, i): PastedRow[] => {
    const cells = line.split(/[\t;|]/).map(cell => cell.trim())
    const code = (cells[0] ?? '').padStart(5, '0')
    if (line.trim() === '' || (i === 0 && !/\d/.test(line))) return []
    const [households, persons] = [numberIn(cells[1]), numberIn(cells[2])]
    const before = held.get(code)
    const state: PastedState = !units.has(code)
      ? 'unknown'
      : seen.has(code)
        ? 'twice'
        : households === undefined || persons === undefined || (households === null && persons === null)
          ? 'number'
          : before === undefined
            ? 'new'
            : before.households === households && before.persons === persons
              ? 'same'
              : 'change'
    seen.add(code)
    return [
      {
        line: i + 1,
        code: cells[0] ?? '',
        households: households ?? null,
        persons: persons ?? null,
        state,
        before,
      },
    ]
  })
}
