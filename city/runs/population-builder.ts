import type { FactBook } from '../../engine/language/index.ts'
import type { Column, Population } from '../../engine/population/index.ts'
import { ColumnBuilder } from './column-builder.ts'
import { NamesBuilder } from './names-builder.ts'

/** A population with what a receipt needs of each household. */
export interface DecidedPopulation {
  readonly population: Population
  /** Number of the last action of each household that the facts rest on. */
  readonly versions: Int32Array
  /** Active households of which nobody was born on the day; they are not decided. */
  readonly withoutMembers: number
}

/**
 * Puts a population together, household by household and person by person, both in the order of their ids. Persons come after all
 * households, or each household's right after it.
 */
export class PopulationBuilder {
  readonly facts: FactBook
  readonly householdNames = new NamesBuilder()
  readonly personNames = new NamesBuilder()
  readonly householdColumns: ReadonlyMap<string, ColumnBuilder>
  readonly personColumns: ReadonlyMap<string, ColumnBuilder>
  private readonly versions: number[] = []
  private readonly members: number[] = []

  constructor(facts: FactBook) {
    this.facts = facts
    const builders = (entity: 'household' | 'person'): Map<string, ColumnBuilder> =>
      new Map([...facts[entity].values()].map(fact => [fact.name, new ColumnBuilder(fact)]))
    this.householdColumns = builders('household')
    this.personColumns = builders('person')
  }

  /** Adds a household; its facts go into the columns by the caller. */
  addHousehold(version: number, id: Uint8Array, from = 0, to = id.length): void {
    this.householdNames.push(id, from, to)
    this.versions.push(version)
    this.members.push(0)
  }

  /** Adds a member of the household in that row. */
  addPerson(household: number, id: Uint8Array, from = 0, to = id.length): void {
    this.personNames.push(id, from, to)
    this.members[household] = (this.members[household] ?? 0) + 1
  }

  finish(): DecidedPopulation {
    const rows: number[] = []
    const first: number[] = [0]
    for (const [row, count] of this.members.entries()) {
      if (count === 0) continue
      rows.push(row)
      first.push((first.at(-1) ?? 0) + count)
    }
    const withoutMembers = this.members.length - rows.length
    const kept = withoutMembers === 0 ? undefined : Int32Array.from(rows)
    return {
      population: {
        facts: this.facts,
        households: rows.length,
        persons: this.personNames.rows,
        first: Int32Array.from(first),
        householdNames: this.householdNames.finish(kept),
        personNames: this.personNames.finish(),
        householdColumns: finished(this.householdColumns, kept),
        personColumns: finished(this.personColumns),
      },
      versions: Int32Array.from(rows, row => this.versions[row] ?? 0),
      withoutMembers,
    }
  }
}

const finished = (builders: ReadonlyMap<string, ColumnBuilder>, kept?: Int32Array): Map<string, Column> =>
  new Map([...builders].map(([name, builder]) => [name, builder.finish(kept)]))
