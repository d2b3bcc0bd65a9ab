/** What a reader should know about data that can be used. */
export interface Warning {
  readonly kind: WarningKind
  /** The column, where the warning is about one. */
  readonly column: string | undefined
  readonly count: number
  readonly message: string
}

export type WarningKind = 'column_missing' | 'contradiction' | CountedKind
type CountedKind = keyof typeof MESSAGES

const MESSAGES = {
  person_not_born: (n: number) => `${n} persons are born after the decision date and are no members on it`,
  person_not_known: (n: number) => `${n} persons were not known on the day asked for`,
  person_of_household_not_known: (n: number) =>
    `${n} persons belong to households that were not known on the day asked for`,
  household_not_known: (n: number) => `${n} households were not known on the day asked for`,
  household_without_members: (n: number) =>
    `${n} households have no member on the decision date and are left out`,
} as const

/** Collects warnings, those of one kind together. */
export class Warnings {
  private readonly counts = new Map<CountedKind, number>()
  private readonly columns: Warning[] = []

  count(kind: CountedKind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
  }

  missingColumn(file: string, column: string, optional: boolean): void {
    const message = `${file} has no column ${column}: ${optional ? 'nobody has one' : 'it is unknown for everybody'}`
    this.columns.push({ kind: 'column_missing', column: `${file}:${column}`, count: 1, message })
  }

  all(): Warning[] {
    return [
      ...this.columns,
      ...[...this.counts].map(([kind, count]) => ({
        kind,
        column: undefined,
        count,
        message: MESSAGES[kind](count),
      })),
    ]
  }
}
