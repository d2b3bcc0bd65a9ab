import type { RuleBounds } from '../check/bounds.ts'
import type { Program } from '../language/in-force.ts'
import type { FactBook, LawFile, Version } from '../language/law.ts'
import type { Column, Population } from '../population/index.ts'
import type { Block } from './block.ts'
import type { Emitted, EmittedWhole } from './emitted.ts'

/** Where an expression is emitted: whose names count, and the variables that hold the rows of the person and the member. */
export interface Place {
  readonly file: LawFile
  readonly version: Version
  readonly self: string | undefined
  readonly member: string | undefined
}

/** A rule whose values a stage has stored, row by row of the chunk. */
export interface Stored {
  readonly entity: 'household' | 'person'
  readonly known: boolean
  /** bool and word: bit sets. whole: numbers (`lo`), and the highest values when they can differ. */
  readonly t: 'bool' | 'word' | 'whole'
  readonly lo: string
  readonly hi: string | undefined
}

/** One loop over the members of a household in which everything is asked of them that the rules of a stage want to know. */
export interface Fused {
  /** Before the loop, once for the household. */
  readonly head: Block
  /** In the loop. */
  readonly body: Block
  /** The variable of the loop: the row of the member. */
  readonly row: string
  /** Rules stored by the stages before this one: what this stage stores comes only after the loop. */
  readonly stored: ReadonlyMap<string, Stored>
  /** Answers by what was asked, so that the same question is asked once. */
  readonly answers: Map<string, Emitted>
}

/** One compilation: the law of a day for the columns of a population. */
export interface Unit {
  readonly program: Program
  readonly facts: FactBook
  readonly population: Population
  /** Arrays that the generated code reads, by the name it has there. */
  readonly arrays: Map<string, unknown>
  /** Stored rules by `entity.name`. */
  readonly stored: ReadonlyMap<string, Stored>
  readonly bounds: RuleBounds
  /** The block outside the loop over persons, where what belongs to the household is computed once. */
  householdBlock: Block | undefined
  /** The common loop over members of a stage of households. */
  readonly fused: Fused | undefined
}

/** The column of a fact, if the data have one. */
export const columnOf = (unit: Unit, entity: 'household' | 'person', name: string): Column | undefined =>
  (entity === 'household' ? unit.population.householdColumns : unit.population.personColumns).get(name)

/** Gives an array to the generated code and returns its name there. */
export function useArray(unit: Unit, name: string, array: unknown): string {
  const known = unit.arrays.get(name)
  if (known === undefined) unit.arrays.set(name, array)
  else if (known !== array) return useArray(unit, `${name}_`, array)
  return name
}

/** Least and greatest as one text each. */
export const rangeOf = (w: EmittedWhole): string => (w.known ? w.lo : `${w.lo}…${w.hi}`)
