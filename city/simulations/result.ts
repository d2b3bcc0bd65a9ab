import type { Program } from '../../engine/language/index.ts'
import type { Population } from '../../engine/population/index.ts'
import { type Cell, Cells } from './cells.ts'
import { type Pair, pairsOf } from './pairs.ts'
import { SameLaw } from './same-law.ts'
import { AT, type Count, type Counted, type Waiting, WIDTH } from './tally.ts'

/** Persons and households who gain, lose, or whose change is not known. */
export interface Affected {
  readonly gain: number
  readonly lose: number
  readonly unknown: number
}

/** What one benefit, or the sum of monthly cash and premiums, gives one part of the population under both laws. */
export interface SimulationRow {
  readonly cell: Cell
  /** Undefined: the sum of monthly cash and premiums. */
  readonly pair: Pair | undefined
  readonly granted: readonly [before: number, after: number]
  readonly undetermined: readonly [before: number, after: number]
  /** Granted, but the amount is not known. */
  readonly unknownAmounts: readonly [before: number, after: number]
  /** Sum of the known amounts in whole đồng; undefined where none is known and some are not, and for what is no cost. */
  readonly amount: readonly [before: bigint | undefined, after: bigint | undefined]
  /** Sum of the known changes; undefined likewise. */
  readonly difference: bigint | undefined
  readonly households: Affected
  /** Undefined for a household's benefit. */
  readonly persons: Affected | undefined
}

/** Households and persons of one part of the population. */
export interface CellResult {
  readonly cell: Cell
  readonly households: number
  readonly persons: number
  /** The sum first, then every benefit by id. */
  readonly rows: readonly SimulationRow[]
}

/** Households and persons by standing under the base law and with the reform. */
export interface Move {
  readonly before: Cell
  readonly after: Cell
  readonly households: number
  readonly persons: number
}

/** What a reform changes in a population. */
export interface SimulationResult {
  /** Cells with households: the whole, standings, area kinds, communes by code; what is not known last. */
  readonly cells: readonly CellResult[]
  /** Every pair of standings, in the order of the law. */
  readonly moves: readonly Move[]
  /** Benefits whose own conditions or amounts the reform changes. */
  readonly changed: readonly Pair[]
  /** Does the reform change how a household's standing, or another result of the standard, is decided? */
  readonly changesStandard: boolean
  /** What unknown changes wait for, by benefit id; only where there are some. */
  readonly waiting: ReadonlyMap<string, Waiting>
}

/** Puts what was counted into rows. */
export function resultOf(
  population: Population,
  base: Program,
  reform: Program,
  counted: Counted,
): SimulationResult {
  const { cells, standings } = new Cells(population, base)
  const pairs = pairsOf(base, reform)
  const same = new SameLaw(base, reform, pairs)
  const results = cells.map((cell, c): CellResult => {
    const row = (pair: Pair | undefined, i: number): SimulationRow =>
      rowOf(counted, cell, pair, c * (pairs.length + 1) + i)
    const rows = [row(undefined, pairs.length), ...pairs.map(row)]
    return { cell, households: counted.households[c] ?? 0, persons: counted.persons[c] ?? 0, rows }
  })
  const standing = standings.values.map(
    (value, i): Cell => ({ dimension: 'standing', value, name: standings.names[i] ?? '' }),
  )
  return {
    cells: sorted(results.filter(r => r.households > 0)),
    moves: standing.flatMap((before, b) =>
      standing.map((after, a): Move => {
        const at = b * standing.length + a
        return {
          before,
          after,
          households: counted.movedHouseholds[at] ?? 0,
          persons: counted.movedPersons[at] ?? 0,
        }
      }),
    ),
    changed: pairs.filter((_, i) => !same.isUntouched(i)),
    changesStandard: same.changedResults.length > 0,
    waiting: new Map(
      pairs.flatMap(({ id }, i): [string, Waiting][] => {
        const waiting = counted.waiting[i]
        return waiting && (waiting.facts || waiting.law.length > 0) ? [[id, waiting]] : []
      }),
    ),
  }
}

/** Communes by code; the rest stays in the order of the law. */
function sorted(results: readonly CellResult[]): CellResult[] {
  const communes = results.filter(r => r.cell.dimension === 'commune')
  const key = ({ cell }: CellResult): string => (cell.value === 'unknown' ? '~' : cell.value)
  return [
    ...results.filter(r => r.cell.dimension !== 'commune'),
    ...communes.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  ]
}

function rowOf(counted: Counted, cell: Cell, pair: Pair | undefined, at: number): SimulationRow {
  const n = (name: Count): number => counted.counts[at * WIDTH + AT[name]] ?? 0
  const both = (name: 'granted' | 'undetermined' | 'unknown_amounts'): [number, number] => [
    n(`${name}_before`),
    n(`${name}_after`),
  ]
  const affected = (who: 'households' | 'persons'): Affected => ({
    gain: n(`${who}_gain`),
    lose: n(`${who}_lose`),
    unknown: n(`${who}_unknown`),
  })
  const [granted, undetermined, unknownAmounts] = [
    both('granted'),
    both('undetermined'),
    both('unknown_amounts'),
  ]
  const isCost = pair?.isCost ?? true
  const sum = (
    name: 'amount_before' | 'amount_after' | 'difference',
    known: number,
    unknown: number,
  ): bigint | undefined =>
    isCost && (known > 0 || unknown === 0) ? (counted.sums[name][at] ?? 0n) : undefined
  return {
    cell,
    pair,
    granted,
    undetermined,
    unknownAmounts,
    amount: [
      sum('amount_before', granted[0] - unknownAmounts[0], undetermined[0] + unknownAmounts[0]),
      sum('amount_after', granted[1] - unknownAmounts[1], undetermined[1] + unknownAmounts[1]),
    ],
    difference: sum('difference', n('known_differences'), n('unknown_differences')),
    households: affected('households'),
    persons: pair?.file.subject === 'household' ? undefined : affected('persons'),
  }
}
