import { type Category, type Program, wordOf } from '../../engine/language/index.ts'
import type { Chunk, Column, Population } from '../../engine/population/index.ts'
import { findUnit } from '../areas/index.ts'

/** By what the rows of a simulation are counted. */
export type Dimension = 'all' | 'standing' | 'area_kind' | 'commune'

/** One value of one dimension: a block of rows in simulation.csv. */
export interface Cell {
  readonly dimension: Dimension
  /** `all`; the word of the law; the commune code; `undetermined` or `unknown` where it is not known. */
  readonly value: string
  /** How it is called in Vietnamese. */
  readonly name: string
}

export const UNDETERMINED = 'undetermined'

/** The category that a household rule gives. */
function categoryOf(program: Program, rule: string): Category | undefined {
  const type = program.rules.get(`household.${rule}`)?.type
  return type?.t === 'category' ? program.law.facts.categories.get(type.of) : undefined
}

/** Places of standings: the words of the law, then `undetermined`. */
export class Standings {
  readonly values: readonly string[]
  readonly names: readonly string[]
  private readonly category: Category | undefined
  private readonly known = new Map<number, number>()

  constructor(program: Program) {
    this.category = categoryOf(program, 'standing')
    const words = this.category?.words ?? []
    this.values = [...words, UNDETERMINED]
    this.names = [...words.map(word => this.category?.labels[word]?.vi ?? word), 'chưa xác định được']
  }

  /** The place of a bit set of possible standings, named as the result files of a determination name it. */
  place(possible: number): number {
    const known = this.known.get(possible)
    if (known !== undefined) return known
    const word = this.category && wordOf(this.category, possible)
    const place = word === undefined ? this.values.length - 1 : this.values.indexOf(word)
    this.known.set(possible, place)
    return place
  }
}

/** The cells of one column: a cell for each word or text, then the one for what is not known. */
interface Places {
  readonly column: Column | undefined
  readonly first: number
  readonly unknown: number
}

/** Sentinels of the column lie outside its words and texts. */
function placeIn({ column, first, unknown }: Places, household: number): number {
  const place = first + (column?.values[household] ?? -1)
  return place >= first && place < unknown ? place : unknown
}

/** The cells of a population, and in which of them a household is counted: the whole, its standing, its area kind, its commune. */
export class Cells {
  readonly cells: readonly Cell[]
  readonly standings: Standings
  private readonly area: Places
  private readonly commune: Places

  constructor(population: Population, base: Program) {
    this.standings = new Standings(base)
    const { names, values } = this.standings
    const standing = values.map((value, i): Cell => ({ dimension: 'standing', value, name: names[i] ?? '' }))
    const kinds = base.law.facts.categories.get('area_kind')
    const areas = (kinds?.words ?? []).map(
      (value): Cell => ({ dimension: 'area_kind', value, name: kinds?.labels[value]?.vi ?? value }),
    )
    const codes = population.householdColumns.get('commune_code')
    const communes = (codes?.dictionary ?? []).map(
      (value): Cell => ({ dimension: 'commune', value, name: findUnit(value)?.full_name ?? '' }),
    )
    const unknown = (dimension: Dimension): Cell => ({ dimension, value: 'unknown', name: 'chưa biết' })
    const all: Cell = { dimension: 'all', value: 'all', name: 'toàn bộ' }
    this.cells = [all, ...standing, ...areas, unknown('area_kind'), ...communes, unknown('commune')]
    const firstArea = 1 + standing.length
    const firstCommune = firstArea + areas.length + 1
    this.area = {
      column: population.householdColumns.get('area_kind'),
      first: firstArea,
      unknown: firstArea + areas.length,
    }
    this.commune = { column: codes, first: firstCommune, unknown: firstCommune + communes.length }
  }

  /** Writes the four cells of a household into `out`. The standing is that of the base law. */
  of(household: number, base: Chunk, out: Int32Array): void {
    out[0] = 0
    out[1] = 1 + this.standings.place(base.standing.get('standing')?.[household - base.from] ?? 0)
    out[2] = placeIn(this.area, household)
    out[3] = placeIn(this.commune, household)
  }
}

/** Cells a household is counted in. */
export const CELLS_OF_HOUSEHOLD = 4
