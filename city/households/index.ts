/**
 * The registry: households and persons as lists of actions, and the tables made from them.
 *
 * Others write through `appendAction`, `registerMany` and the events, and read the tables (`household`, `person` and their side tables) under
 * row-level security, or a household as of two dates.
 */

export { ACTION_KINDS } from './action-kinds.ts'
export {
  type Appended,
  appendAction,
  type NewAction,
  previewAction,
  type StatementKind,
} from './append.ts'
export { householdAsOf, householdsAsOf, householdsAtVersions } from './as-of.ts'
export { canonicalJson } from './canonical.ts'
export { type BrokenChain, type SealedAction, verifyChain } from './chain.ts'
export { askWho } from './chain-queries.ts'
export { changesBetween, type HouseholdChanges, type ValueChange } from './changes.ts'
export { checkActive, checkMembers } from './checks.ts'
export { engineHousehold } from './engine-facts.ts'
export { dissolve } from './event-members.ts'
// for events that are another thing's: merging two files of one person, erasing a person
export { checkEverywhere, checkedPersons, draftFor, joined, wholePerson } from './event-parts.ts'
export { type EventDone, type HouseholdEvent, recordEvent } from './events.ts'
export { type FactColumn, type FactColumns, factColumns } from './fact-columns.ts'
export { addFactColumns } from './fact-columns-queries.ts'
export { type AsOf, fold, headOf, valuesOf } from './fold.ts'
export { type HouseholdFile, readFiles } from './household-file.ts'
export { newEventId } from './ids.ts'
export { type Imported, type ImportOptions, importMany } from './import-many.ts'
export type { IncomingHousehold, IncomingMember } from './incoming.ts'
export { maskIdentity } from './mask.ts'
export { checkRegistry, rebuildRegistry } from './rebuild.ts'
export { type OpenFile, Recording } from './recording.ts'
export {
  type Registered,
  type RegisterOptions,
  registerHousehold,
  registerMany,
} from './register.ts'
export { openRegistry, type Registry } from './registry.ts'
export type {
  Action,
  ActionKind,
  Entry,
  Facts,
  FactValue,
  HouseholdContent,
  HouseholdFields,
  HouseholdState,
  HouseholdStatus,
  MemberState,
  Origin,
  Payload,
  PayloadValue,
  Period,
  PersonContent,
  PersonFields,
  PersonState,
  Provenance,
  Reading,
  Stay,
} from './types.ts'
