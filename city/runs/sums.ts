/** Sums of a part, counted while its rows are made. Rows come household by household. */

/** One line of determination_total. */
export class PartTotal {
  readonly benefit: string
  /** As rows show it: empty where there is none, `restricted` where it is hidden. */
  readonly group: string
  readonly outcome: string
  readonly payer: string
  readonly per: string
  households = 0
  persons = 0
  /** Exact amounts, whole đồng; undefined while there is none. */
  amount: bigint | undefined
  zeroAmounts = 0
  openAmounts = 0
  waitingForLaw = 0
  private last = -1

  constructor(look: Pick<PartTotal, 'benefit' | 'group' | 'outcome' | 'payer' | 'per'>) {
    this.benefit = look.benefit
    this.group = look.group
    this.outcome = look.outcome
    this.payer = look.payer
    this.per = look.per
  }

  /** Counts a row of the household in that row of the population. */
  row(household: number, isPerson: boolean): void {
    if (household !== this.last) this.households++
    this.last = household
    if (isPerson) this.persons++
  }

  add(amount: number): void {
    this.amount = (this.amount ?? 0n) + BigInt(amount)
  }
}

/** The totals of a part, one for each look of rows. */
export class Totals {
  private readonly totals = new Map<string, PartTotal>()

  of(look: Pick<PartTotal, 'benefit' | 'group' | 'outcome' | 'payer' | 'per'>): PartTotal {
    const key = `${look.benefit}\0${look.group}\0${look.outcome}`
    const known = this.totals.get(key)
    if (known) return known
    const made = new PartTotal(look)
    this.totals.set(key, made)
    return made
  }

  all(): PartTotal[] {
    return [...this.totals.values()]
  }
}

/** One line of determination_missing. */
export interface PartMissing {
  readonly benefit: string
  readonly missing: string
  households: number
  rows: number
}

interface Counted extends PartMissing {
  lastHousehold: number
  lastRow: number
}

/** Counts what the rows of one benefit wait for, whoever the person is. */
export class MissingCounter {
  private readonly benefit: string
  private readonly counts = new Map<string, Counted>()
  private rows = 0

  constructor(benefit: string) {
    this.benefit = benefit
  }

  /** Adds a row; several members of a household may lack the same fact, and it is still one row. */
  add(household: number, missing: readonly string[]): void {
    this.rows++
    for (const name of missing) {
      const fact = factOf(name)
      let entry = this.counts.get(fact)
      if (entry === undefined) {
        entry = {
          benefit: this.benefit,
          missing: fact,
          households: 0,
          rows: 0,
          lastHousehold: -1,
          lastRow: 0,
        }
        this.counts.set(fact, entry)
      }
      if (entry.lastRow === this.rows) continue
      entry.lastRow = this.rows
      entry.rows++
      if (entry.lastHousehold !== household) entry.households++
      entry.lastHousehold = household
    }
  }

  all(): PartMissing[] {
    return [...this.counts.values()]
  }
}

/** `P001.birth_date` waits for birth_date, `law:amount` for the law. Ids may hold dots, names of facts do not. */
export const factOf = (missing: string): string =>
  missing.startsWith('law:') ? missing : missing.slice(missing.lastIndexOf('.') + 1)
