import type { LawFile, Program } from '../../engine/language/index.ts'

/** One benefit under both laws, matched by its id. */
export interface Pair {
  readonly id: string
  readonly file: LawFile
  /** Place in the benefits of the program; −1: not in force under that law. */
  readonly before: number
  readonly after: number
  /** Monthly cash and premiums: what the monthly sum of a household is made of. */
  readonly isSummed: boolean
  /** Are its amounts paid out, so that a sum of them is a cost? A loan limit and a fee waiver are not. */
  readonly isCost: boolean
}

/** Every benefit in force under one of the two laws, sorted by id. An overlay changes versions: payer, kind and subject stay. */
export function pairsOf(base: Program, reform: Program): Pair[] {
  const files = new Map([...base.benefits, ...reform.benefits].map(b => [b.file.id, b.file]))
  const place = (program: Program, id: string): number => program.benefits.findIndex(b => b.file.id === id)
  return [...files.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(file => {
      const isCost = file.kind === 'cash' || file.kind === 'premium'
      return {
        id: file.id,
        file,
        before: place(base, file.id),
        after: place(reform, file.id),
        isSummed: isCost && file.per === 'month',
        isCost,
      }
    })
}
