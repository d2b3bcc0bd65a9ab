/**
 * The registry: households and persons as lists of actions, and the tables made from them.
 *
 * Others write through `appendAction`, `registerMany` and the events, and read the tables (`household`, `person` and their side tables) under
 * row-level security, or a household as of two dates.
 */

export type { IncomingHousehold, IncomingMember } from './incoming.ts'
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
