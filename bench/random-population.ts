import type { Fact, FactBook } from '../engine/language/index.ts'
import { type FactValue, type Household, type Population, populationOf } from '../engine/population/index.ts'

/** Days around which rules of 2025-12-31 turn: birthdays of the ages that the law names, day before, day and day after, and 29 February. */
const TURNS = [3, 6, 12, 15, 16, 18, 22, 23, 30, 31, 59, 60, 65, 69, 70, 75, 77, 80, 81].flatMap(age => {
  const day = Date.UTC(2025 - age, 11, 31) / 86_400_000
  return [day - 1, day, day + 1]
})
const LEAP_DAYS = [1960, 2008, 2012].map(year => Date.UTC(year, 1, 29) / 86_400_000)
const DECISIONS = [
  [2022, 12, 31],
  [2023, 1, 1],
  [2023, 1, 2],
  [2024, 6, 30],
  [2025, 12, 30],
  [2025, 12, 31],
  [2026, 1, 1],
].map(([y, m, d]) => Date.UTC(y ?? 0, (m ?? 1) - 1, d) / 86_400_000)
const AMOUNTS = [0, 0, 0, 1, 3, 500_000, 1_499_999, 1_500_000, 2_000_000, 5_000_000]
const INCOMES = [
  0, 1_499_999, 1_500_000, 1_500_001, 1_999_999, 2_000_000, 2_000_001, 2_250_000, 2_250_001, 3_000_000,
  3_000_001, 9_000_000,
]
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  income_per_head_month: INCOMES,
  b1_points: [100, 140, 141, 175, 176, 300],
  b2_points: [0, 29, 30, 60],
  monthly_kwh: [0, 49, 50, 51, 200],
  voluntary_months_supported: [0, 119, 120, 121],
  floor_area_m2: [0, 799, 800, 801, 1600, 2399, 2400, 3200, 8000],
}
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ethnicity: ['Kinh', 'Kinh', 'Kinh', 'Tày', 'Hoa'],
  commune_code: ['11311', '11311', '11914', '11948'],
}

/**
 * Households in which every fact lies near what the law of 2025-12-31 asks for, so that every branch is taken often; `unknown` is the share of unknown cells.
 * The same seed gives the same households. It is no picture of a city.
 */
export function randomPopulation(facts: FactBook, count: number, unknown: number, seed: number): Population {
  const random = generator(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const value = (fact: Fact): FactValue => {
    if (fact.optional ? random() < 0.55 : random() < unknown) return fact.optional ? null : undefined
    if (fact.type.t === 'bool')
      return random() < (fact.name === 'uses_internet' || fact.name === 'has_health_insurance' ? 0.8 : 0.35)
    if (fact.type.t === 'category') {
      const words = facts.categories.get(fact.type.of)?.words.length ?? 1
      return random() < 0.3 ? 0 : Math.floor(random() * words)
    }
    if (fact.type.t === 'text') return pick(TEXTS[fact.name] ?? ['x'])
    if (fact.name === 'birth_date')
      return random() < 0.5
        ? pick(TURNS)
        : random() < 0.1
          ? pick(LEAP_DAYS)
          : -10_000 + Math.floor(random() * 30_000)
    if (fact.type.t === 'date') return pick(DECISIONS)
    return pick(NUMBERS[fact.name] ?? AMOUNTS)
  }
  const row = (book: ReadonlyMap<string, Fact>): Map<string, FactValue> =>
    new Map([...book.values()].map(fact => [fact.name, value(fact)]))
  const households: Household[] = Array.from({ length: count }, (_, h) => ({
    id: `H${String(h).padStart(7, '0')}`,
    facts: row(facts.household),
    members: Array.from({ length: 1 + Math.floor(random() * 6) }, (_, m) => ({
      id: `P${String(h).padStart(7, '0')}${m}`,
      facts: row(facts.person),
    })),
  }))
  return populationOf(households, facts)
}

/** Numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
