import type { FactBook, Program } from '../../engine/language/index.ts'
import {
  type Chunk,
  type Column,
  type Decider,
  type Names,
  nameAt,
  type Population,
} from '../../engine/population/index.ts'
import { currentUnits } from '../areas/index.ts'
import { makeDecider, rangesOf } from '../determinations/index.ts'
import { ColumnBuilder } from './column-builder.ts'
import { NamesBuilder } from './names-builder.ts'

/** Rows of a population whose arrays are used again for the next commune, so they may be longer than there are rows. */
class FramePopulation implements Population {
  readonly facts: FactBook
  households = 0
  persons = 0
  first = new Int32Array(1)
  householdNames: Names
  personNames: Names
  householdColumns: ReadonlyMap<string, Column> = new Map()
  personColumns: ReadonlyMap<string, Column> = new Map()

  constructor(facts: FactBook, householdNames: Names, personNames: Names) {
    this.facts = facts
    this.householdNames = householdNames
    this.personNames = personNames
  }
}

type Builders = ReadonlyMap<string, ColumnBuilder>

/**
 * Room for one commune after the other: the facts go into the same arrays again, so that the law compiled for them stays compiled (and warm).
 * Compiling takes longer than deciding a small commune.
 *
 * Fill it household by household and person by person, in the order of their ids, each person naming the row of its household; then `finish`.
 */
export class CommuneFrame {
  readonly facts: FactBook
  readonly householdNames = new NamesBuilder()
  readonly personNames = new NamesBuilder()
  readonly householdColumns: Builders
  readonly personColumns: Builders
  /** Number of the last action of each household that its facts rest on. */
  versions: Int32Array = new Int32Array(1024)
  /** Active households of which nobody was born on the day; they are not decided. */
  withoutMembers = 0
  private members: Int32Array = new Int32Array(1024)
  private readonly rows: FramePopulation
  private generation = 0
  private compiled:
    | {
        readonly generation: number
        readonly program: Program
        readonly capacity: { readonly households: number; readonly persons: number }
        readonly decider: Decider
        readonly chunk: Chunk
      }
    | undefined

  constructor(facts: FactBook) {
    this.facts = facts
    const builders = (entity: 'household' | 'person'): Builders =>
      new Map([...facts[entity].values()].map(fact => [fact.name, new ColumnBuilder(fact)]))
    this.householdColumns = builders('household')
    this.personColumns = builders('person')
    // every commune has another code, and a text that is new means compiling again
    for (const { code } of currentUnits()) this.householdColumns.get('commune_code')?.codeOf(code)
    this.rows = new FramePopulation(facts, this.householdNames.names(), this.personNames.names())
  }

  /** The commune as it was filled in; valid until the frame is cleared. */
  get population(): Population {
    return this.rows
  }

  /** Ids of the households in the frame. */
  householdIds(): Set<string> {
    const ids = new Set<string>()
    for (let h = 0; h < this.rows.households; h++) ids.add(nameAt(this.rows.householdNames, h))
    return ids
  }

  clear(): void {
    for (const builder of [...this.householdColumns.values(), ...this.personColumns.values()]) builder.clear()
    this.householdNames.clear()
    this.personNames.clear()
    this.withoutMembers = 0
  }

  /** Adds a household; its facts go into the columns by the caller. Gives its row. */
  addHousehold(version: number, id: Uint8Array, from = 0, to = id.length): number {
    const row = this.householdNames.rows
    if (row === this.versions.length) {
      this.versions = larger(this.versions)
      this.members = larger(this.members)
    }
    this.householdNames.push(id, from, to)
    this.versions[row] = version
    this.members[row] = 0
    return row
  }

  /** Adds a member of the household in that row. */
  addPerson(household: number, id: Uint8Array, from = 0, to = id.length): void {
    this.personNames.push(id, from, to)
    this.members[household] = (this.members[household] ?? 0) + 1
  }

  /** Everybody is there: households without members go, and the population stands. */
  finish(): void {
    const { rows, householdNames, members } = this
    const all = householdNames.rows
    const kept: number[] = []
    for (let row = 0; row < all; row++) if (members[row] !== 0) kept.push(row)
    if (kept.length < all) this.keep(Int32Array.from(kept))
    this.withoutMembers = all - kept.length
    rows.households = kept.length
    rows.persons = this.personNames.rows
    rows.householdNames = householdNames.names()
    rows.personNames = this.personNames.names()
    this.settleFirst()
    this.settleColumns()
  }

  private keep(kept: Int32Array): void {
    this.householdNames.keep(kept)
    for (const builder of this.householdColumns.values()) builder.keep(kept)
    for (const [i, row] of kept.entries()) {
      this.versions[i] = this.versions[row] ?? 0
      this.members[i] = this.members[row] ?? 0
    }
  }

  private settleFirst(): void {
    const { rows, members } = this
    if (rows.first.length <= rows.households) {
      rows.first = new Int32Array(rows.households * 2 + 1)
      this.generation++
    }
    for (let h = 0; h < rows.households; h++) rows.first[h + 1] = (rows.first[h] ?? 0) + (members[h] ?? 0)
  }

  private settleColumns(): void {
    const columns = (
      builders: Builders,
      before: ReadonlyMap<string, Column>,
    ): ReadonlyMap<string, Column> => {
      let isSame = before.size === builders.size
      for (const [name, builder] of builders) isSame &&= before.get(name) === builder.column()
      if (isSame) return before
      this.generation++
      return new Map([...builders].map(([name, builder]) => [name, builder.column()]))
    }
    this.rows.householdColumns = columns(this.householdColumns, this.rows.householdColumns)
    this.rows.personColumns = columns(this.personColumns, this.rows.personColumns)
  }

  /** The kernel for a law and this frame, compiled only when the arrays or the law are others than the last time. */
  decider(program: Program): {
    readonly decider: Decider
    readonly chunk: Chunk
    readonly ranges: readonly (readonly [number, number])[]
  } {
    const { ranges, capacity } = rangesOf(this.rows)
    const { compiled } = this
    if (
      compiled?.generation === this.generation &&
      compiled.program === program &&
      compiled.capacity.households >= capacity.households &&
      compiled.capacity.persons >= capacity.persons
    )
      return { decider: compiled.decider, chunk: compiled.chunk, ranges }
    const roomy = { households: ROOMY, persons: Math.max(ROOMY * 5, capacity.persons) }
    const made = makeDecider({ population: this.rows, program, engine: 'kernel' }, roomy)
    this.compiled = { generation: this.generation, program, capacity: roomy, ...made }
    return { ...made, ranges }
  }
}

/** Households that a range may hold at most. */
const ROOMY = 8192

function larger(values: Int32Array): Int32Array {
  const room = new Int32Array(values.length * 2)
  room.set(values)
  return room
}
