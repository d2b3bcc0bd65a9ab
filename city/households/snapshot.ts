/** What a household or a person carries to another chain: everything known, each value with the action it first came from. */
import type {
  Facts,
  HouseholdContent,
  HouseholdFields,
  HouseholdState,
  Origin,
  PersonContent,
  PersonFields,
  PersonState,
  Provenance,
  Reading,
} from './types.ts'

/** Content of a household for the first action of its time elsewhere. */
export const householdSnapshot = (state: HouseholdState): HouseholdContent => {
  const { facts, fields, origins } = carried(state.facts, state.fields)
  return { facts: facts as Facts, fields: fields as HouseholdFields, origins }
}

/** Content of a person for the first action in another chain. */
export const personSnapshot = (person: PersonState): PersonContent => {
  const { facts, fields, origins } = carried(person.facts, person.fields)
  return { facts: facts as Facts, fields: fields as PersonFields, origins }
}

function carried(
  facts: ReadonlyMap<string, Reading<unknown>>,
  fields: ReadonlyMap<string, Reading<unknown>>,
): { facts: Record<string, unknown>; fields: Record<string, unknown>; origins: Origin[] } {
  const out = {
    facts: {} as Record<string, unknown>,
    fields: {} as Record<string, unknown>,
    origins: [] as Origin[],
  }
  const bySource = new Map<string, { source: Provenance; names: string[] }>()
  const take = (into: Record<string, unknown>, readings: ReadonlyMap<string, Reading<unknown>>): void => {
    for (const [name, { value, source }] of readings) {
      into[name] = value
      const key = `${source.recorded_at} ${source.effective_on} ${source.kind} ${source.actor}`
      const known = bySource.get(key)
      if (known === undefined) bySource.set(key, { source, names: [name] })
      else known.names.push(name)
    }
  }
  take(out.facts, facts)
  take(out.fields, fields)
  for (const { source, names } of bySource.values()) {
    const { seq: _, ...origin } = source
    out.origins.push({ ...origin, names: names.sort() })
  }
  return out
}
