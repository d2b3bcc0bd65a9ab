import type { NationalHousehold } from './national-household.ts'
import type { Field } from './national-layout.ts'
import type { Problem, ProblemCode } from './problems.ts'

/** Collects what is wrong with one household, with row and column. */
export class Complaints {
  readonly problems: Problem[] = []
  private readonly household: NationalHousehold

  constructor(household: NationalHousehold) {
    this.household = household
  }

  add(code: ProblemCode, row: number, field?: Field, args?: Problem['args']): void {
    const column = field && this.household.columns[field]
    this.problems.push({ code, row, ...(column ? { column } : {}), ...(args ? { args } : {}) })
  }
}
