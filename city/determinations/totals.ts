import { bytesOf, cellOf } from './bytes.ts'

/** One line of totals.csv. */
export interface Total {
  readonly benefit: string
  /** As the rows show it: empty where there is no group, `restricted` where it is hidden. */
  readonly group: string
  readonly payer: string
  readonly outcome: string
  /** Different households with such a row. */
  readonly households: number
  /** Rows of persons; 0 for benefits of households. */
  readonly persons: number
  /** Sum of the amounts that are known, whole đồng; undefined where none is, and for what is neither cash nor premium. */
  readonly amount: bigint | undefined
  readonly per: string
}

const keyOf = (t: Total): string => [t.benefit, t.group, t.payer, t.outcome].join('\0')

/** Adds up the totals of parts that have no household in common. Sorted by benefit, group, payer and outcome. */
export function addTotals(parts: readonly (readonly Total[])[]): Total[] {
  const sums = new Map<string, Total>()
  for (const total of parts.flat()) {
    const key = keyOf(total)
    const sum = sums.get(key)
    const amount = total.amount === undefined ? sum?.amount : (sum?.amount ?? 0n) + total.amount
    sums.set(
      key,
      sum
        ? {
            ...sum,
            households: sum.households + total.households,
            persons: sum.persons + total.persons,
            amount,
          }
        : total,
    )
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
}

/** totals.csv as bytes. */
export function totalsCsv(totals: readonly Total[]): Uint8Array {
  const rows = totals.map(t =>
    [t.benefit, t.group, t.payer, t.outcome, t.households, t.persons, t.amount ?? '', t.per]
      .map(c => cellOf(String(c)))
      .join(','),
  )
  return bytesOf(`${['benefit,group,payer,outcome,households,persons,amount,per', ...rows].join('\n')}\n`)
}

const FLUSH = 2 ** 52

/** Counts rows of one kind, household by household. Sums stay exact: they go over into a bigint before a double could round. */
export class Counter {
  private last = -1
  private sum = 0
  private large = 0n
  private isKnown = false
  households = 0
  rows = 0

  row(household: number): void {
    if (household !== this.last) this.households++
    this.last = household
    this.rows++
  }

  amount(amount: number): void {
    this.isKnown = true
    this.sum += amount
    if (this.sum > FLUSH) {
      this.large += BigInt(this.sum)
      this.sum = 0
    }
  }

  total(): bigint | undefined {
    return this.isKnown ? this.large + BigInt(this.sum) : undefined
  }
}
