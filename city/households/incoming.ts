import type { Facts, HouseholdFields, PersonFields } from './types.ts'

/**
 * A household as a file or a form brings it. The registry gives it and its members their identifiers: the given ones where
 * they are free, else new ones.
 */
export interface IncomingHousehold {
  /** Code in the file, null if it has none. Kept as source_code; becomes the household_id where no household has it yet. */
  readonly code: string | null
  /** Unit since 2025-07-01. */
  readonly commune_code: string
  /** Day from which the content holds, `YYYY-MM-DD`; not in the future. */
  readonly effective_on: string
  /** Declared facts of the household; commune_code is not among them. */
  readonly facts: Facts
  readonly fields: Omit<HouseholdFields, 'source_code' | 'source_hash'>
  /** Of the content as the importer sees it; kept, so that the same file again changes nothing. */
  readonly content_hash?: Uint8Array
  /** At least one. */
  readonly members: readonly IncomingMember[]
}

export interface IncomingMember {
  /** The person's identifier in the file, if it has one; becomes the person_id where nobody has it yet. */
  readonly person_id?: string
  /** Declared facts of the person, restricted ones included. */
  readonly facts: Facts
  readonly fields: Omit<PersonFields, 'identity_tail'>
}
