/** Which incoming member is which person of the household. */
import { nameKey } from '../../platform/text/index.ts'
import type { IncomingMember } from './incoming.ts'
import type { HouseholdState, PersonState } from './types.ts'

export interface MatchedMembers {
  readonly known: ReadonlyMap<string, IncomingMember>
  /** Nobody in the household is like them. */
  readonly added: readonly IncomingMember[]
  /** Members whom the file does not name. They may have left, or were forgotten: a person decides. */
  readonly absent: readonly string[]
}

/**
 * Matches by identifier, then by identity number, then by name (without marks) and day or year of birth, then the head by being the head. Each sign is
 * tried for all before the next, and only where it points to one person.
 */
export function matchMembers(state: HouseholdState, incoming: readonly IncomingMember[]): MatchedMembers {
  const open = new Set(state.members.values())
  const waiting = new Set(incoming)
  const known = new Map<string, IncomingMember>()
  for (const sign of SIGNS) {
    const people = groupBy(open, p => sign.ofPerson(p))
    for (const [value, members] of groupBy(waiting, m => sign.ofIncoming(m))) {
      const [person, another] = people.get(value) ?? []
      const [member, more] = members
      if (person === undefined || member === undefined || another !== undefined || more !== undefined)
        continue
      known.set(person.person_id, member)
      open.delete(person)
      waiting.delete(member)
    }
  }
  return { known, added: [...waiting], absent: [...open].map(p => p.person_id) }
}

interface Sign {
  ofPerson(person: PersonState): string | undefined
  ofIncoming(member: IncomingMember): string | undefined
}

const fact = (person: PersonState, name: string) => person.facts.get(name)?.value
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const named = (name: unknown, born: unknown): string | undefined =>
  typeof name === 'string' && (typeof born === 'string' || typeof born === 'number')
    ? `${nameKey(name)} ${born}`
    : undefined

const yearOf = (day: unknown, year: unknown): number | undefined =>
  typeof day === 'string' ? Number(day.slice(0, 4)) : typeof year === 'number' ? year : undefined

const SIGNS: readonly Sign[] = [
  { ofPerson: p => p.person_id, ofIncoming: m => m.person_id },
  {
    ofPerson: p => text(p.fields.get('identity_number')?.value),
    ofIncoming: m => text(m.fields.identity_number),
  },
  {
    ofPerson: p => named(p.fields.get('full_name')?.value, fact(p, 'birth_date')),
    ofIncoming: m => named(m.fields.full_name, m.facts['birth_date']),
  },
  {
    ofPerson: p =>
      named(
        p.fields.get('full_name')?.value,
        yearOf(fact(p, 'birth_date'), p.fields.get('birth_year')?.value),
      ),
    ofIncoming: m => named(m.fields.full_name, yearOf(m.facts['birth_date'], m.fields.birth_year)),
  },
  {
    ofPerson: p =>
      fact(p, 'relation_to_head') === 'head'
        ? text(nameKey(String(p.fields.get('full_name')?.value)))
        : undefined,
    ofIncoming: m =>
      m.facts['relation_to_head'] === 'head' ? text(nameKey(String(m.fields.full_name))) : undefined,
  },
]

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
