import type { FactInfo, Plain } from '../decide/messages.ts'
import { useFormats, useKitWords } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'

/** A value of a fact in words. */
export function useShowValue(): (fact: FactInfo, value: Plain) => string {
  const t = useKitWords()
  const two = useTwo()
  const f = useFormats()
  return (fact, value) => {
    if (value === null) return t(fact.optional ? 'none' : 'unknown')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    const word = fact.words.find(w => w.word === value)
    if (word !== undefined) return two(word.label)
    if (fact.type === 'date') return f.day(String(value))
    if (fact.type === 'money') return f.money(Number(value))
    if (fact.type === 'decimal') return String(value).replace('.', ',')
    return typeof value === 'number' ? f.number(value) : value
  }
}
