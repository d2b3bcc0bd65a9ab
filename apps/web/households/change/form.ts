import type { HouseholdFile } from '../queries.ts'
import type { Draft } from './draft.ts'

/** A form tells what somebody is about to record; undefined while something is missing. */
export interface FormProps {
  readonly file: HouseholdFile
  readonly onDraft: (draft: Draft | undefined) => void
}
