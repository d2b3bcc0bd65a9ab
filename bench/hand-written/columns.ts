import type { Program } from '../../engine/language/index.ts'
import {
  type BenefitChunk,
  type Chunk,
  NONE,
  NONE_BYTE,
  type Population,
  UNKNOWN,
  UNKNOWN_BYTE,
  type Values,
} from '../../engine/population/index.ts'
import { PREVIOUS } from './words.ts'

/** Reads columns by name; a column that the data do not have is one of unknown (or absent) values. */
export class Columns {
  private readonly population: Population
  /** Does a column that was asked for have unknown values? */
  hasUnknown = false

  constructor(population: Population) {
    this.population = population
  }

  household(name: string): Values {
    return this.column('household', name)
  }

  person(name: string): Values {
    return this.column('person', name)
  }

  /** The day of the escape: that of a household that never rose above near-poor is never asked for, and may stay empty in complete data. */
  escapedOn(): Values {
    const before = this.household('previous_standing')
    const { hasUnknown } = this
    const days = this.household('escaped_on')
    this.hasUnknown = hasUnknown || days.some((day, row) => day === UNKNOWN && before[row] !== PREVIOUS.none)
    return days
  }

  /** The number of a text in its column; −1 where nobody has it. */
  code(entity: 'household' | 'person', name: string, text: string): number {
    const columns = entity === 'household' ? this.population.householdColumns : this.population.personColumns
    return columns.get(name)?.dictionary?.indexOf(text) ?? -1
  }

  private column(entity: 'household' | 'person', name: string): Values {
    const { facts, householdColumns, personColumns, households, persons } = this.population
    const found = (entity === 'household' ? householdColumns : personColumns).get(name)
    if (found) {
      this.hasUnknown ||= found.hasUnknown
      return found.values
    }
    const fact = facts[entity].get(name)
    if (!fact) throw new Error(`the hand-written loop asks for ${name}, which facts.yaml does not declare`)
    const rows = entity === 'household' ? households : persons
    const isByte = fact.type.t === 'bool' || fact.type.t === 'category'
    if (!fact.optional) this.hasUnknown = true
    return isByte
      ? new Uint8Array(rows).fill(fact.optional ? NONE_BYTE : UNKNOWN_BYTE)
      : new Int32Array(rows).fill(fact.optional ? NONE : UNKNOWN)
  }
}

/** Columns of a chunk by the names of the law. */
export class Outputs {
  private readonly program: Program
  private readonly chunk: Chunk
  private readonly used = new Set<string>()

  constructor(program: Program, chunk: Chunk) {
    this.program = program
    this.chunk = chunk
  }

  benefit(id: string): BenefitChunk {
    const found = this.chunk.benefits[this.program.benefits.findIndex(b => b.file.id === id)]
    if (!found) throw new Error(`the law of this day has no ${id}`)
    this.used.add(id)
    return found
  }

  standing(name: string): Int32Array {
    const found = this.chunk.standing.get(name)
    if (!found) throw new Error(`the chunk has no column ${name}`)
    this.used.add(name)
    return found
  }

  /** Throws where the law gives more than the loop writes. */
  checkAllUsed(): void {
    const all = [...this.program.benefits.map(b => b.file.id), ...this.chunk.standing.keys()]
    const left = all.filter(name => !this.used.has(name))
    if (left.length > 0) throw new Error(`the hand-written loop does not compute ${left.join(', ')}`)
  }

  /** The outcomes of a subject, to be cleared before a range is decided. */
  outcomes(subject: 'household' | 'person'): Uint8Array[] {
    return this.program.benefits.flatMap((b, i) =>
      b.file.subject === subject ? [this.chunk.benefits[i]?.outcome ?? new Uint8Array()] : [],
    )
  }
}
