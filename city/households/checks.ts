/** What must hold for an action before it is recorded, and for the households after it. */
import { beforeFile, headMissing, householdEmpty, notActive, notMember } from './problems.ts'
import type { Action, HouseholdState } from './types.ts'

/** The commune of the household on a day: who may write about that day. Throws `household.before_file` (422) for a day before the file begins. */
export function communeOn(state: HouseholdState, day: string): string {
  const period =
    state.periods.find(p => p.from_on <= day && (p.to_on === null || day < p.to_on)) ?? state.periods.at(-1)
  const first = state.periods[0]?.from_on ?? state.registered_on
  if (period === undefined || day < first) throw beforeFile(first)
  return period.commune_code
}

/**
 * The commune of an event: the present one. Throws `household.before_file` (422) for a day before the household came there: the file that it brought along tells
 * the end of that time, and an event before it would not be seen. What is learned late is recorded for the first day here.
 */
export function communeOfEvent(state: HouseholdState, day: string): string {
  const from = state.periods.at(-1)?.from_on ?? state.registered_on
  if (day < from) throw beforeFile(from)
  return state.commune_code
}

/**
 * For events of the whole household. Throws `household.before_file` (422) for a day before somebody joined or left last: the household would go without those
 * who left only later.
 */
export function checkAfterMembers(actions: readonly Action[], day: string): void {
  const last = actions
    .filter(({ payload }) => ['members', 'joined', 'left'].some(name => payload[name] !== undefined))
    .reduce((latest, { effective_on }) => (effective_on > latest ? effective_on : latest), '')
  if (day < last) throw beforeFile(last)
}

/** Throws `household.not_active` (409). */
export function checkActive(state: HouseholdState): void {
  if (state.status !== 'active') throw notActive()
}

/** Throws `person.not_member` (422) unless all of them are members, or were and can still be written about. */
export function checkKnownPersons(state: HouseholdState, persons: Iterable<string>): void {
  for (const id of persons) {
    const person = state.members.get(id) ?? state.former.get(id)
    if (person === undefined || person.erased || person.state === 'merged') throw notMember()
  }
}

/** Throws `person.not_member` (422) unless all of them are members now and were on the day. */
export function checkMembers(state: HouseholdState, persons: Iterable<string>, on: string): void {
  for (const id of persons) {
    const person = state.members.get(id)
    if (person === undefined || person.joined_on > on) throw notMember()
  }
}

const heads = (state: HouseholdState): number =>
  [...state.members.values()].filter(p => p.facts.get('relation_to_head')?.value === 'head').length

/**
 * Throws `household.would_be_empty` (422) for an active household without members, and `household.head_missing` (422) when it has two heads, or none
 * although it is new or had one before. A household whose head nobody knows may stay so.
 */
export function checkAfter(before: HouseholdState | undefined, after: HouseholdState): void {
  if (after.status !== 'active') return
  if (after.members.size === 0) throw householdEmpty()
  const count = heads(after)
  const hadOne = before === undefined || (before.status === 'active' && heads(before) > 0)
  if (count > 1 || (count === 0 && hadOne)) throw headMissing()
}
