import type { Program } from '../../engine/language/index.ts'
import type { Chunk, Population } from '../../engine/population/index.ts'
import { Columns, Outputs } from './columns.ts'
import { completeBenefits } from './complete-benefits.ts'
import { completeStandings } from './complete-standings.ts'
import { prepare } from './grants.ts'
import { ON } from './law-of-the-day.ts'
import { unknownBenefits } from './unknown-benefits.ts'
import { unknownStandings } from './unknown-standings.ts'
import { checkWords } from './words.ts'

export interface HandWritten {
  readonly variant: 'complete' | 'unknown'
  /** Fills the chunk with the households `from` … `to − 1`. */
  decide(from: number, to: number): void
}

/** Denominators of the shares it writes, by id; others have no share, or the whole. */
export const SHARE_BASE: Readonly<Record<string, bigint>> = {
  'hai-phong/health-insurance': 10n,
  'vn/health-insurance': 10n,
  'vn/voluntary-insurance': 10n,
}

/** Households whose standings are decided before their benefits, so that their rows are still in the cache. */
const STEP = 256

/**
 * What one would write by hand for the law of 2025-12-31 over the columns of a population: a second computation that shares no code with the engine, and the
 * measure of how fast it can be done. Plain booleans where no column that it reads has an unknown value, else sets of what is possible.
 * It is bound to one chunk, large enough for every range that will be asked for.
 */
export function handWritten(population: Population, program: Program, chunk: Chunk): HandWritten {
  if (program.on !== ON) throw new Error('the hand-written loop knows the law of 2025-12-31 alone')
  checkWords(population.facts)
  prepare(chunk.benefits)
  const columns = new Columns(population)
  const complete = bind(population, program, chunk, columns, [completeStandings, completeBenefits])
  if (!columns.hasUnknown) return { variant: 'complete', decide: complete }
  return {
    variant: 'unknown',
    decide: bind(population, program, chunk, columns, [unknownStandings, unknownBenefits]),
  }
}

type Part = readonly [typeof completeStandings, typeof completeBenefits]

function bind(
  population: Population,
  program: Program,
  chunk: Chunk,
  columns: Columns,
  [makeStandings, makeBenefits]: Part,
): HandWritten['decide'] {
  const out = new Outputs(program, chunk)
  const standings = makeStandings(population, columns, out)
  const benefits = makeBenefits(population, columns, out)
  out.checkAllUsed()
  const [ofHouseholds, ofPersons] = [out.outcomes('household'), out.outcomes('person')]
  const { first } = population
  return (from, to) => {
    const firstPerson = first[from] ?? 0
    const persons = (first[to] ?? 0) - firstPerson
    chunk.from = from
    chunk.to = to
    chunk.firstPerson = firstPerson
    for (const outcome of ofHouseholds) outcome.fill(0, 0, to - from)
    for (const outcome of ofPersons) outcome.fill(0, 0, persons)
    for (let h = from; h < to; h += STEP) {
      const end = Math.min(h + STEP, to)
      standings(h, end, h - from)
      benefits(h, end, h - from, firstPerson)
    }
  }
}
