import type { Facts, HouseholdFields, PersonFields } from '../households/index.ts'
import type { FoundCommune } from './find-commune.ts'
import type { SheetKind } from './national-layout.ts'
import type { Problem } from './problems.ts'
import type { ListedClass } from './words.ts'

/** A household as read from a file, before it is known whether it can be taken. */
export interface DraftHousehold {
  /** Sheet or file it stands in. */
  readonly place: string
  /** Row or line of its first entry. */
  readonly row: number
  /** Code in the file; null where the layout has none (the national workbook). */
  readonly code: string | null
  readonly commune: FoundCommune
  /** Which of the national lists; null for the data contract. */
  readonly list: SheetKind | null
  /** Class that the list gives, recognised or not; null where it gives none. */
  readonly standing: ListedClass | null
  readonly facts: Facts
  readonly fields: HouseholdFields
  readonly members: readonly DraftMember[]
  readonly problems: readonly Problem[]
}

export interface DraftMember {
  readonly row: number
  readonly person_id: string | null
  readonly facts: Facts
  readonly fields: PersonFields
}

/** What whoever imports says about the file as a whole. */
export interface FileContext {
  /** Day of the data, ISO: facts hold from then on. */
  readonly effective_on: string
  /** Day of the import: nothing may lie behind it. */
  readonly today: string
  /** Commune of households for which the file says none. */
  readonly commune_code?: string
  /** Day of the decision about those who escaped, which the national lists do not hold. */
  readonly escaped_on?: string
}
