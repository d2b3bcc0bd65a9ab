import type { Fact, FactBook } from '../language/law.ts'
import type { FactValue } from '../population/index.ts'
import { EITHER, exactly, type Value } from './value.ts'

/** The set of values that a fact may have. An absent optional fact is as open as an unknown one: `has` is asked first. */
export function possible(fact: Fact, value: FactValue, facts: FactBook): Value {
  if (value === undefined || value === null) return anything(fact, facts)
  switch (fact.type.t) {
    case 'bool':
      return value ? 2 : 1
    case 'category':
      return 1 << Number(value)
    case 'text':
      return String(value)
    default:
      return exactly(BigInt(value as bigint | number))
  }
}

function anything(fact: Fact, facts: FactBook): Value {
  switch (fact.type.t) {
    case 'bool':
      return EITHER
    case 'category':
      return (1 << (facts.categories.get(fact.type.of)?.words.length ?? 1)) - 1
    case 'text':
      return undefined
    default:
      return fact.bounds ?? { lo: 0n, hi: 0n }
  }
}
