import type { Program } from '../engine/language/index.ts'
import {
  BENEFIT_OUTCOMES,
  type BenefitChunk,
  type Chunk,
  type Population,
  UNKNOWN,
} from '../engine/population/index.ts'

/** What a run gives in numbers: rows by benefit, outcome, version and group; amounts and shares; households by the value of every rule of a standing. */
export type Sums = Readonly<Record<string, number>>

/** Adds up chunks. Amounts are whole đồng far below 2^53 in sum, so the sums are exact. */
export class Summing {
  private readonly program: Program
  private readonly population: Population
  private readonly counts = new Map<string, number>()

  constructor(program: Program, population: Population) {
    this.program = program
    this.population = population
  }

  add(chunk: Chunk): void {
    const households = chunk.to - chunk.from
    const persons = (this.population.first[chunk.to] ?? 0) - chunk.firstPerson
    for (const [name, column] of chunk.standing) {
      const found = new Map<number, number>()
      for (let i = 0; i < households; i++) found.set(column[i] ?? 0, (found.get(column[i] ?? 0) ?? 0) + 1)
      for (const [value, n] of found) this.count(`${name} ${value}`, n)
    }
    for (const [i, { file }] of this.program.benefits.entries()) {
      const column = chunk.benefits[i]
      if (column) this.addBenefit(file.id, column, file.subject === 'person' ? persons : households)
    }
  }

  sums(): Sums {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  private addBenefit(
    id: string,
    { outcome, version, group, amount, share }: BenefitChunk,
    rows: number,
  ): void {
    // 4 outcomes × 4 versions × 32 groups
    const kinds = new Int32Array(4 * 4 * 32)
    let [money, shares, open] = [0, 0, 0]
    for (let row = 0; row < rows; row++) {
      const o = outcome[row] ?? 0
      const granted = o === 1
      const kind = o * 128 + (o === 0 ? 0 : (version[row] ?? 0) * 32) + (granted ? (group[row] ?? 0) : 0)
      kinds[kind] = (kinds[kind] ?? 0) + 1
      if (!granted) continue
      if (amount[row] === UNKNOWN) open++
      else money += amount[row] ?? 0
      if (share[row] !== UNKNOWN) shares += share[row] ?? 0
    }
    for (const [kind, n] of kinds.entries()) {
      if (n > 0)
        this.count(
          `${id} ${BENEFIT_OUTCOMES[kind >> 7]}${kind >> 7 === 0 ? '' : ` version ${(kind >> 5) & 3}`}${kind >> 7 === 1 ? ` group ${kind & 31}` : ''}`,
          n,
        )
    }
    this.count(`${id} sum of amounts`, money)
    this.count(`${id} sum of shares`, shares)
    this.count(`${id} granted without amount`, open)
  }

  private count(what: string, n: number): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + n)
  }
}

/** The sums of several threads as one. */
export function addSums(parts: readonly Sums[]): Sums {
  const all = new Map<string, number>()
  for (const part of parts)
    for (const [what, n] of Object.entries(part)) all.set(what, (all.get(what) ?? 0) + n)
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Where two differ, one line each; empty when they are the same. */
export function differencesOf(a: Sums, b: Sums): string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  return names
    .filter(name => (a[name] ?? 0) !== (b[name] ?? 0))
    .map(name => `${name}: ${a[name] ?? 0} and ${b[name] ?? 0}`)
}
