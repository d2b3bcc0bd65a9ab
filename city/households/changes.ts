/** What an event changes, for the person who is about to confirm it. */
import type { FactValue, HouseholdState, PersonState, Reading } from './types.ts'

export interface ValueChange {
  /** undefined: of the household itself. */
  readonly person_id?: string
  readonly of: 'fact' | 'field'
  readonly name: string
  readonly before: FactValue | readonly string[]
  readonly after: FactValue | readonly string[]
}

export interface HouseholdChanges {
  readonly household_id: string
  readonly status: {
    readonly before: HouseholdState['status'] | null
    readonly after: HouseholdState['status']
  }
  readonly commune_code: { readonly before: string | null; readonly after: string }
  readonly joined: readonly string[]
  readonly left: readonly { readonly person_id: string; readonly state: PersonState['state'] }[]
  readonly values: readonly ValueChange[]
}

/** Differences of two states of a household; `before` is undefined for one that the event founds. */
export function changesBetween(before: HouseholdState | undefined, after: HouseholdState): HouseholdChanges {
  const was = before?.members ?? new Map<string, PersonState>()
  const people = [...after.members.values(), ...after.former.values()]
  return {
    household_id: after.household_id,
    status: { before: before?.status ?? null, after: after.status },
    commune_code: { before: before?.commune_code ?? null, after: after.commune_code },
    joined: [...after.members.keys()].filter(id => !was.has(id)),
    left: [...was.keys()]
      .filter(id => !after.members.has(id))
      .map(person_id => ({ person_id, state: after.former.get(person_id)?.state ?? 'left' })),
    values: [
      ...values(undefined, 'fact', before?.facts, after.facts),
      ...values(undefined, 'field', before?.fields, after.fields),
      ...people.flatMap(person => {
        const known = before?.members.get(person.person_id) ?? before?.former.get(person.person_id)
        return [
          ...values(person.person_id, 'fact', known?.facts, person.facts),
          ...values(person.person_id, 'field', known?.fields, person.fields),
        ]
      }),
    ],
  }
}

type Readings = ReadonlyMap<string, Reading<FactValue | readonly string[]>>

function values(
  person_id: string | undefined,
  of: 'fact' | 'field',
  before: Readings | undefined,
  after: Readings,
): ValueChange[] {
  const changes: ValueChange[] = []
  for (const [name, { value }] of after) {
    const old = before?.get(name)?.value ?? null
    if (JSON.stringify(old) === JSON.stringify(value)) continue
    changes.push({ ...(person_id === undefined ? {} : { person_id }), of, name, before: old, after: value })
  }
  return changes
}
