import { type Fraction, lcm } from '../language/fraction.ts'
import type { Program } from '../language/in-force.ts'
import { type Node, walk } from '../language/nodes/index.ts'
import {
  BENEFIT_OUTCOMES,
  type Chunk,
  type Decider,
  householdAt,
  type Population,
  UNKNOWN,
} from '../population/index.ts'
import { Case, type Outcome } from './decide.ts'
import type { Range, Value } from './value.ts'

/** The reference evaluator as a decider of populations: one household at a time, every value as a set. */
export function referenceDecider(population: Population, program: Program): Decider {
  const shareBase = program.benefits.map(b =>
    b.versions
      .flatMap(v => v.groups)
      .reduce((base, g) => (g.share ? lcm(base, denominators(g.share)) : base), 1n),
  )
  let last: { row: number; decided: Case; outcomes: Map<string, Outcome> } | undefined
  const caseAt = (row: number): Case => {
    if (last?.row !== row)
      last = { row, decided: new Case(program, householdAt(population, row)), outcomes: new Map() }
    return last.decided
  }
  const outcomeAt = (benefit: number, household: number, person: number): Outcome | undefined => {
    const decided = caseAt(household)
    const key = `${benefit} ${person}`
    const known = last?.outcomes.get(key)
    if (known) return known
    const linked = program.benefits[benefit]
    if (!linked) return undefined
    const member =
      person < 0 ? undefined : decided.household.members[person - (population.first[household] ?? 0)]
    const outcome = decided.decide(linked, member)
    last?.outcomes.set(key, outcome)
    return outcome
  }
  return {
    program,
    shareBase,
    decide(from, to, chunk) {
      chunk.from = from
      chunk.to = to
      chunk.firstPerson = population.first[from] ?? 0
      for (let row = from; row < to; row++)
        decideRow(caseAt(row), row - from, (population.first[row] ?? 0) - chunk.firstPerson, chunk, shareBase)
    },
    standingMissing: household => [...caseAt(household).standing().missing],
    standingRestricted: household => caseAt(household).standing().restricted,
    missing: (benefit, household, person) => [...(outcomeAt(benefit, household, person)?.missing ?? [])],
    restricted: (benefit, household, person) => outcomeAt(benefit, household, person)?.restricted ?? false,
  }
}

function decideRow(
  decided: Case,
  row: number,
  firstPerson: number,
  chunk: Chunk,
  shareBase: readonly bigint[],
): void {
  const { program } = decided
  if (program.standard) {
    const { values } = decided.standingValues()
    for (const [name, column] of chunk.standing) column[row] = packed(values.get(name))
  }
  program.benefits.forEach((benefit, b) => {
    const column = chunk.benefits[b]
    if (!column) return
    decided.benefit(benefit, false).forEach((o, i) => {
      const at = benefit.file.subject === 'person' ? firstPerson + i : row
      column.outcome[at] = BENEFIT_OUTCOMES.indexOf(o.outcome)
      column.version[at] = benefit.versions.indexOf(o.version)
      column.group[at] = o.group ? o.version.groups.indexOf(o.group) : 0
      column.amount[at] = o.amount === undefined ? UNKNOWN : Number(o.amount)
      column.share[at] =
        o.share === undefined ? UNKNOWN : Number((o.share.n * (shareBase[b] ?? 1n)) / o.share.d)
    })
  })
}

/** A value as a chunk holds it. */
function packed(value: Value): number {
  if (typeof value === 'number') return value
  const range = value as Range
  return range.lo === range.hi ? Number(range.lo) : UNKNOWN
}

/** The least common denominator of every rate in an expression. */
function denominators(node: Node): bigint {
  let base = 1n
  walk(node, n => {
    if (n.kind === 'literal' && n.type.t === 'rate') base = lcm(base, (n.value as Fraction).d)
    if (n.kind === 'parameter' && n.type.t === 'rate')
      for (const v of n.parameter.values)
        for (const c of v.cells) if (c !== undefined) base = lcm(base, (c as Fraction).d)
  })
  return base
}
