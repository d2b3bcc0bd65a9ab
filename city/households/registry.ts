import type { FactBook } from '../../engine/language/index.ts'
import { type FactColumns, factColumns } from './fact-columns.ts'
import { HOUSEHOLD_ASPECTS, PartTexts, PERSON_ASPECTS } from './part-texts.ts'
import { Sealer } from './sealing.ts'

/** What the registry needs beside the database: which facts there are, and the key that opens people's content. */
export interface Registry {
  readonly facts: FactColumns
  readonly sealer: Sealer
  /** How contents are written before they are sealed. */
  readonly texts: { readonly household: PartTexts; readonly person: PartTexts }
  /** A store of synthetic people: identity numbers of real provinces are refused. */
  readonly syntheticOnly: boolean
}

/**
 * Made once by who composes the application. The master key (32 bytes) is the store's, from its secrets. Throws Error when the declared facts
 * cannot be columns.
 */
export function openRegistry(options: {
  facts: FactBook
  masterKey: Uint8Array
  syntheticOnly?: boolean
}): Registry {
  const facts = factColumns(options.facts)
  return {
    facts,
    texts: {
      household: new PartTexts(facts.household, HOUSEHOLD_ASPECTS),
      person: new PartTexts(facts.person, PERSON_ASPECTS),
    },
    sealer: new Sealer(options.masterKey),
    syntheticOnly: options.syntheticOnly ?? false,
  }
}
