import { blank } from './blank.ts'
import {
  HOUSEHOLD_COLUMNS,
  type HouseholdTable,
  makeTable,
  PERSON_COLUMNS,
  type PersonTable,
} from './columns.ts'
import { CsvEncoder } from './csv.ts'
import { type Household, MADE_STANDINGS, type MadeStanding } from './facts.ts'
import { HouseholdMaker } from './make-household.ts'
import { type Group, groupOf, registryGroup } from './parquet.ts'
import { type Part, partsOf } from './places.ts'
import type { Plan } from './plan.ts'
import { CITY_PRESETS, type PresetName, sceneOf } from './presets.ts'
import { RegistryMaker } from './registry.ts'
import { storeHousehold, storePerson } from './store.ts'
import { UniformMaker } from './uniform.ts'

/** What a thread needs to make any block. */
export interface BlockWork {
  readonly preset: PresetName
  readonly seed: number
  readonly unknown: number
  readonly format: 'csv' | 'parquet'
  readonly plan: Plan
}

export const FILES = ['households', 'persons', 'registry'] as const
export type FileName = (typeof FILES)[number]

/** The rows of one block for each file: CSV bytes, or row groups. */
export type MadeBlock = Readonly<Record<FileName, Uint8Array | Group>>

/** Makes blocks of households, one after the other, into tables that are used again. */
export class BlockMaker {
  private readonly work: BlockWork
  private readonly parts: readonly Part[]
  private readonly registry: RegistryMaker
  private readonly csv = new CsvEncoder()
  private readonly makeOne: (number: number, place: number) => Household
  private households: HouseholdTable
  private persons: PersonTable

  constructor(work: BlockWork) {
    this.work = work
    const blocks = Math.ceil(work.plan.households / work.plan.block)
    this.parts = work.preset === 'uniform' ? [] : partsOf(CITY_PRESETS[work.preset])
    this.registry = new RegistryMaker(work.seed, blocks)
    this.makeOne = work.preset === 'uniform' ? uniform(work) : city(work, this.parts)
    const capacity = Math.max(...Array.from({ length: blocks }, (_, block) => personsOf(work.plan, block)))
    this.households = makeTable(HOUSEHOLD_COLUMNS, Math.min(work.plan.block, work.plan.households))
    this.persons = makeTable(PERSON_COLUMNS, capacity)
  }

  /** Block `block` (from 0), ready to be written. */
  make(block: number): MadeBlock {
    const { households, persons } = this.tables(block)
    const { plan } = this.work
    const ids = persons.columns
    const registry = this.registry.make(persons, block, number => this.parts[plan.part[number - 1] as number])
    this.blank(households, persons)
    if (this.work.format === 'csv') {
      return {
        households: this.csv.table(households, HOUSEHOLD_COLUMNS),
        persons: this.csv.table(persons, PERSON_COLUMNS),
        registry: this.csv.registry(registry, ids.person_id, ids.household_id),
      }
    }
    return {
      households: groupOf(households, HOUSEHOLD_COLUMNS, this.work.unknown > 0),
      persons: groupOf(persons, PERSON_COLUMNS, this.work.unknown > 0),
      registry: registryGroup(registry, ids.person_id, ids.household_id),
    }
  }

  /** The facts of a block, nothing blanked yet. The tables are overwritten by the next call. */
  private tables(block: number): { readonly households: HouseholdTable; readonly persons: PersonTable } {
    const { plan } = this.work
    this.households.rows = 0
    this.persons.rows = 0
    let person = plan.persons_before[block] as number
    const end = Math.min((block + 1) * plan.block, plan.households)
    for (let place = block * plan.block; place < end; place++) {
      const household = this.makeOne(place + 1, place)
      storeHousehold(this.households, place + 1, household)
      for (const one of household.persons) storePerson(this.persons, ++person, place + 1, one)
    }
    return { households: this.households, persons: this.persons }
  }

  private blank(households: HouseholdTable, persons: PersonTable): void {
    const { unknown, seed } = this.work
    blank(households, HOUSEHOLD_COLUMNS, households.columns.household_id, unknown, seed, 0)
    blank(persons, PERSON_COLUMNS, persons.columns.household_id, unknown, seed, 1)
  }
}

function personsOf(plan: Plan, block: number): number {
  return (plan.persons_before[block + 1] as number) - (plan.persons_before[block] as number)
}

function uniform({ seed, plan }: BlockWork): (number: number, place: number) => Household {
  const maker = new UniformMaker(seed)
  return (number, place) => maker.make(number, plan.size[place] as number)
}

function city(
  { preset, seed, plan }: BlockWork,
  parts: readonly Part[],
): (number: number, place: number) => Household {
  if (preset === 'uniform') throw new Error('uniform is no city')
  const maker = new HouseholdMaker(sceneOf(CITY_PRESETS[preset]), seed)
  return (number, place) =>
    maker.make({
      number,
      standing: MADE_STANDINGS[plan.standing[place] as number] as MadeStanding,
      size: plan.size[place] as number,
      cards: plan.cards[place] as number,
      part: parts[plan.part[place] as number] as Part,
    })
}
