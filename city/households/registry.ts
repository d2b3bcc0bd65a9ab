import type { FactBook } from '../../engine/language/index.ts'
import { type FactColumns, factColumns } from './fact-columns.ts'
import { Sealer } from './sealing.ts'

/** What the registry needs beside the database: which facts there are, and the key that opens people's content. */
export interface Registry {
  readonly facts: FactColumns
  readonly sealer: Sealer
}

/**
 * Made once by who composes the application. The master key (32 bytes) is the store's, from its secrets. Throws Error when the declared facts
 * cannot be columns.
 */
export function openRegistry(options: { facts: FactBook; masterKey: Uint8Array }): Registry {
  return { facts: factColumns(options.facts), sealer: new Sealer(options.masterKey) }
}
