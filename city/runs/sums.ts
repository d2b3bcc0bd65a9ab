/** Sums of a part, counted while its rows are made. */

/** One line of determination_total. */
export interface PartTotal {
  readonly benefit: string
  /** As rows show it: empty where there is none, `restricted` where it is hidden. */
  readonly group: string
  readonly outcome: string
  readonly payer: string
  readonly per: string
  households: number
  persons: number
  /** Exact amounts, whole đồng; undefined while there is none. */
  amount: bigint | undefined
  openAmounts: number
  waitingForLaw: number
}

/** Counts rows by what they show. Rows come household by household. */
export class TotalCounter {
  private readonly totals = new Map<string, { total: PartTotal; last: number }>()

  /** The counter of one look of rows; ask once and keep it. */
  of(look: Pick<PartTotal, 'benefit' | 'group' | 'outcome' | 'payer' | 'per'>): RowCounter {
    const key = `${look.benefit}\0${look.group}\0${look.outcome}`
    let entry = this.totals.get(key)
    if (entry === undefined) {
      entry = {
        total: { ...look, households: 0, persons: 0, amount: undefined, openAmounts: 0, waitingForLaw: 0 },
        last: -1,
      }
      this.totals.set(key, entry)
    }
    const { total } = entry
    const counted = entry
    return {
      row(household, isPerson) {
        if (household !== counted.last) total.households++
        counted.last = household
        if (isPerson) total.persons++
      },
      amount(amount) {
        total.amount = (total.amount ?? 0n) + BigInt(amount)
      },
      open() {
        total.openAmounts++
      },
      waits() {
        total.waitingForLaw++
      },
    }
  }

  all(): PartTotal[] {
    return [...this.totals.values()].map(entry => entry.total)
  }
}

export interface RowCounter {
  row(household: number, isPerson: boolean): void
  amount(amount: number): void
  open(): void
  waits(): void
}

/** One line of determination_missing. */
export interface PartMissing {
  readonly benefit: string
  readonly missing: string
  households: number
  rows: number
}

/** Counts what rows wait for, by benefit, whoever the person is. */
export class MissingCounter {
  private readonly counts = new Map<string, Map<string, PartMissing & { last: number }>>()

  add(benefit: string, household: number, missing: readonly string[]): void {
    let mine = this.counts.get(benefit)
    if (mine === undefined) {
      mine = new Map()
      this.counts.set(benefit, mine)
    }
    for (const [i, name] of missing.entries()) {
      const fact = factOf(name)
      // several members of one row may lack the same fact: it is one row
      if (missing.findIndex(other => factOf(other) === fact) !== i) continue
      let entry = mine.get(fact)
      if (entry === undefined) {
        entry = { benefit, missing: fact, households: 0, rows: 0, last: -1 }
        mine.set(fact, entry)
      }
      if (entry.last !== household) entry.households++
      entry.last = household
      entry.rows++
    }
  }

  all(): PartMissing[] {
    return [...this.counts.values()].flatMap(mine => [...mine.values()])
  }
}

/** `P001.birth_date` waits for birth_date, `law:amount` for the law. Ids may hold dots, names of facts do not. */
export const factOf = (missing: string): string =>
  missing.startsWith('law:') ? missing : missing.slice(missing.lastIndexOf('.') + 1)
