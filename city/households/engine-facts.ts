/** A household in the form in which the law decides it. */
import { parseDay } from '../../engine/language/index.ts'
import type { FactValue as EngineValue, Household, Person } from '../../engine/population/index.ts'
import type { FactColumn } from './fact-columns.ts'
import type { Registry } from './registry.ts'
import type { FactValue, HouseholdState, Reading } from './types.ts'

/** The state with the values of the engine: scaled numbers, numbers of days and words; undefined for unknown, null for "there is none". */
export function engineHousehold(registry: Registry, state: HouseholdState): Household {
  const facts = valuesFor(registry.facts.household, state.facts)
  facts.set('commune_code', state.commune_code)
  const members = [...state.members.values()].map(
    (person): Person => ({ id: person.person_id, facts: valuesFor(registry.facts.person, person.facts) }),
  )
  return { id: state.household_id, facts, members }
}

function valuesFor(
  columns: ReadonlyMap<string, FactColumn>,
  readings: ReadonlyMap<string, Reading<FactValue>>,
): Map<string, EngineValue> {
  return new Map(
    [...columns.values()].map(column => [
      column.name,
      engineValue(column, readings.get(column.name)?.value ?? null),
    ]),
  )
}

function engineValue({ type, optional, words }: FactColumn, value: FactValue): EngineValue {
  if (value === null) return optional ? null : undefined
  switch (type.t) {
    case 'date':
      return parseDay(String(value))
    case 'decimal': {
      const [whole = '0', fraction = ''] = String(value).split('.')
      return BigInt(whole + fraction.padEnd(type.places, '0').slice(0, type.places))
    }
    case 'category': {
      const n = Object.keys(words ?? {}).indexOf(String(value))
      return n < 0 ? undefined : n
    }
    default:
      return value
  }
}
