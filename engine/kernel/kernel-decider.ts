import { type Bounds, boundsOf, ratesOf } from '../check/bounds.ts'
import { lcm } from '../language/fraction.ts'
import { type Program, ruleKey } from '../language/in-force.ts'
import { rowRules, standingRules, WAITING_RULES } from '../language/standing-rules.ts'
import { type Chunk, type Decider, nameAt, type Population, UNKNOWN } from '../population/index.ts'
import { benefitCode, benefitFunctions } from './benefit-code.ts'
import { restartNames } from './block.ts'
import { benefitMissingCode, type MissingFunctions, missingFunction } from './missing-code.ts'
import { planStages } from './plan.ts'
import { benefitReadCode, type ReadFunctions, readFunction } from './restricted-code.ts'
import { runtime } from './runtime.ts'
import { stageCode } from './stage-code.ts'
import type { Stored, Unit } from './unit.ts'

interface Compiled {
  readonly stages: readonly ((from: number, to: number, base: number) => number)[]
  readonly benefits: readonly ((from: number, to: number, base: number) => void)[]
  /** The same for a chunk in which the stages left nothing undecided. */
  readonly decided: readonly ((from: number, to: number, base: number) => void)[]
  readonly missing: readonly ((h: number, p: number, from: number, base: number, out: MissingList) => void)[]
  readonly reads: readonly ((h: number, p: number, from: number, base: number) => boolean)[]
  readonly standingMissing: (h: number, p: number, from: number, base: number, out: MissingList) => void
  readonly standingReads: (h: number, p: number, from: number, base: number) => boolean
}

/** Collects what generated code finds missing, as the result files name it. */
class MissingList {
  private readonly found = new Set<string>()
  private readonly population: Population

  constructor(population: Population) {
    this.population = population
  }

  fact(name: string, person: number): void {
    this.found.add(person < 0 ? name : `${nameAt(this.population.personNames, person)}.${name}`)
  }

  law(parameter: string): void {
    this.found.add(`law:${parameter}`)
  }

  clear(): void {
    this.found.clear()
  }

  sorted(): string[] {
    return [...this.found].sort()
  }
}

/** The kernel with the text it was compiled from, for those who want to read it. */
export interface KernelDecider extends Decider {
  readonly source: string
}

/**
 * Compiles the law of a day for the columns of a population: fused loops over typed arrays, with code for unknown values only where a column has some.
 * Throws CannotCompile where a rule cannot be expressed exactly (`checkKernel` finds that when the law is checked).
 * `capacity`: the largest range of households, and persons in it, that `decide` will be asked for at once.
 */
export function kernelDecider(
  population: Population,
  program: Program,
  capacity: { households: number; persons: number },
): KernelDecider {
  restartNames()
  const arrays = new Map<string, unknown>([['F', population.first]])
  const stored = new Map<string, Stored>()
  const unit: Unit = {
    program,
    facts: program.law.facts,
    population,
    arrays,
    stored,
    bounds: ruleBounds(program),
    householdBlock: undefined,
    fused: undefined,
  }
  const row = rowRules(program)
  const outputs = standingRules(program)
  const shareBase = program.benefits.map(b =>
    b.versions
      .flatMap(v => v.groups)
      .reduce((base, g) => (g.share ? ratesOf(g.share).reduce((d, r) => lcm(d, r.d), base) : base), 1n),
  )
  // the columns of results get their place when the first chunk is there: the code writes straight into it
  for (const i of program.benefits.keys()) arrays.set(`B${i}`, undefined)
  const stages = planStages(program, outputs).map(stage => stageCode(stage, unit, stored, capacity))
  const benefitsFor = (u: Unit): string[] =>
    benefitFunctions(program.benefits.map((b, i) => benefitCode(b, i, shareBase[i] ?? 1n, u)))
  const benefits = benefitsFor(unit)
  // data may leave a rule open that they hardly ever do (the day of an escape that never was): then most chunks take the plainer code
  const isOpen = [...stored.values()].some(rule => !rule.known && rule.t !== 'whole')
  const decided = isOpen
    ? benefitsFor({
        ...unit,
        stored: new Map(
          [...stored].map(([key, rule]) => [key, rule.t === 'whole' ? rule : { ...rule, known: true }]),
        ),
      })
    : []
  const missingFunctions: MissingFunctions = { names: new Map(), code: [] }
  const readFunctions: ReadFunctions = { names: new Map(), code: [] }
  const missing = program.benefits.map((b, i) => benefitMissingCode(b, i, unit, missingFunctions))
  const reads = program.benefits.map(b => benefitReadCode(b, unit, readFunctions))
  const waits =
    outputs.length === 0
      ? []
      : WAITING_RULES.map(
          name =>
            `${missingFunction(ruleKey('household', name), unit, missingFunctions)}(h, -1, from, base, out);`,
        )
  const readsStanding = row.map(
    name =>
      `if (${readFunction(ruleKey('household', name), unit, readFunctions)}(h, -1, from, base)) return true;`,
  )
  const source = [
    '"use strict";',
    ...missingFunctions.code,
    ...readFunctions.code,
    'return {',
    `stages: [${stages.map((s, i) => `function stage${i}(from, to, base) {\n${s}\n}`).join(',\n')}],`,
    `benefits: [${benefits.map((s, i) => `function benefit${i}(from, to, base) {\n${s}\n}`).join(',\n')}],`,
    `decided: [${decided.map((s, i) => `function decided${i}(from, to, base) {\n${s}\n}`).join(',\n')}],`,
    `missing: [${missing.map((s, i) => `function missing${i}(h, p, from, base, out) {\n${s}\n}`).join(',\n')}],`,
    `reads: [${reads.map((s, i) => `function reads${i}(h, p, from, base) {\n${s}\n}`).join(',\n')}],`,
    `standingMissing: function (h, p, from, base, out) {\n${waits.join('\n')}\n},`,
    `standingReads: function (h, p, from, base) {\n${readsStanding.join('\n')}\nreturn false;\n}`,
    '};',
  ].join('\n')
  const make = new Function('R', ...arrays.keys(), source) as (...given: unknown[]) => Compiled
  let linked: { readonly compiled: Compiled; readonly chunk: Chunk } | undefined
  const link = (chunk: Chunk): { compiled: Compiled; chunk: Chunk } => {
    for (const [i, columns] of chunk.benefits.entries()) arrays.set(`B${i}`, columns)
    for (const [name, column] of chunk.standing) {
      const rule = stored.get(ruleKey('household', name))
      if (rule && rule.t !== 'whole') arrays.set(rule.lo, column)
    }
    return { compiled: make(runtime, ...arrays.values()), chunk }
  }
  const after = (): Compiled => {
    if (!linked) throw new Error('asked before anything was decided')
    return linked.compiled
  }
  let from = 0
  let base = 0
  const list = (fill: (out: MissingList) => void): string[] => {
    const out = new MissingList(population)
    fill(out)
    return out.sorted()
  }
  return {
    program,
    shareBase,
    source,
    decide(first, to, chunk) {
      from = first
      base = population.first[first] ?? 0
      const persons = (population.first[to] ?? 0) - base
      if (
        to - first > Math.min(capacity.households, chunk.capacity.households) ||
        persons > Math.min(capacity.persons, chunk.capacity.persons)
      )
        throw new RangeError(
          `${to - first} households with ${persons} persons are more than the kernel was made for`,
        )
      linked ??= link(chunk)
      const { compiled, chunk: mine } = linked
      let undecided = 0
      for (const stage of compiled.stages) undecided |= stage(first, to, base)
      for (const [i, b] of program.benefits.entries())
        mine.benefits[i]?.outcome.fill(0, 0, b.file.subject === 'person' ? persons : to - first)
      for (const benefit of undecided === 0 && isOpen ? compiled.decided : compiled.benefits)
        benefit(first, to, base)
      for (const c of new Set([mine, chunk])) {
        c.from = first
        c.to = to
        c.firstPerson = base
      }
      copyNumbers(mine, first, to, unit)
      if (chunk !== mine) copyChunk(mine, chunk, first, to, persons, program)
    },
    standingMissing: h => list(out => after().standingMissing(h, -1, from, base, out)),
    standingRestricted: h => after().standingReads(h, -1, from, base),
    missing: (benefit, h, p) => list(out => after().missing[benefit]?.(h, p, from, base, out)),
    restricted: (benefit, h, p) => after().reads[benefit]?.(h, p, from, base) ?? false,
  }
}

/** Numbers of standings (the count of deprivations) are stored as they are computed; the chunk has one number, or none where two are possible. */
function copyNumbers(chunk: Chunk, from: number, to: number, unit: Unit): void {
  for (const [name, column] of chunk.standing) {
    const rule = unit.stored.get(ruleKey('household', name))
    if (rule?.t !== 'whole') continue
    const lo = unit.arrays.get(rule.lo) as Float64Array
    const hi = rule.hi === undefined ? lo : (unit.arrays.get(rule.hi) as Float64Array)
    for (let i = 0; i < to - from; i++) column[i] = lo[i] === hi[i] ? (lo[i] ?? UNKNOWN) : UNKNOWN
  }
}

/** Another chunk than the one the code writes into gets a copy. */
function copyChunk(
  mine: Chunk,
  theirs: Chunk,
  from: number,
  to: number,
  persons: number,
  program: Program,
): void {
  for (const [name, column] of mine.standing) theirs.standing.get(name)?.set(column.subarray(0, to - from))
  for (const [i, b] of program.benefits.entries()) {
    const rows = b.file.subject === 'person' ? persons : to - from
    const [source, target] = [mine.benefits[i], theirs.benefits[i]]
    if (source && target)
      for (const key of ['outcome', 'version', 'group', 'amount', 'share'] as const)
        target[key].set(source[key].subarray(0, rows))
  }
}

/** Bounds of the shared rules, for the proof that products stay exact. */
function ruleBounds(program: Program): (key: string) => Bounds | undefined {
  const known = new Map<string, Bounds | undefined>()
  const bounds = (key: string): Bounds | undefined => {
    if (known.has(key)) return known.get(key)
    known.set(key, undefined)
    const rule = program.rules.get(key)
    const b = rule && boundsOf(rule.expression, program.law.facts, bounds)
    known.set(key, b)
    return b
  }
  return bounds
}
