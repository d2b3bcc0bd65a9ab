import { type FactBook, parseDay, parseWhole, type Type } from '../../../engine/language/index.ts'
import type { FactValue, Household } from '../../../engine/population/index.ts'
import type { Plain, PlainFacts, PlainHousehold } from './messages.ts'

/** Name of the household inside of the engine; no number of the registry goes in. */
export const HOME = 'home'

/** Plain facts as the engine decides them. What the law does not declare is left out. */
export function engineHousehold(book: FactBook, household: PlainHousehold): Household {
  return {
    id: HOME,
    facts: values(book, 'household', household.facts),
    members: household.members.map(m => ({ id: m.id, facts: values(book, 'person', m.facts) })),
  }
}

function values(book: FactBook, entity: 'household' | 'person', facts: PlainFacts): Map<string, FactValue> {
  const map = new Map<string, FactValue>()
  for (const fact of book[entity].values()) {
    const value = facts[fact.name] ?? null
    map.set(
      fact.name,
      value === null ? (fact.optional ? null : undefined) : engineValue(book, fact.type, value),
    )
  }
  return map
}

function engineValue(book: FactBook, type: Type, value: NonNullable<Plain>): FactValue {
  if (type.t === 'date') return parseDay(String(value))
  if (type.t === 'decimal') return Number(parseWhole(String(value), type))
  if (type.t === 'category') {
    const n = book.categories.get(type.of)?.words.indexOf(String(value)) ?? -1
    return n < 0 ? undefined : n
  }
  return value
}
