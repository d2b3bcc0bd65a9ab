import { parseDay } from './days.ts'
import { LawFault } from './finding.ts'
import { parseFraction } from './fraction.ts'
import type { ParameterValue } from './law.ts'
import type { Category, Type } from './types.ts'
import { formatType } from './types.ts'

/** Reads a whole number of a type as the files write it: `1500000`, `8.00` (scaled to 800), `2023-12-31` (day number). */
export function parseWhole(text: string, type: Type): bigint {
  if (type.t === 'date') {
    const day = parseDay(text)
    if (day === undefined) throw new LawFault('value', `${text} is not a date`, 'write it as 2023-12-31')
    return BigInt(day)
  }
  if (type.t === 'decimal') {
    const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
    const places = m?.[3] ?? ''
    if (!m?.[2] || places.length > type.places) {
      throw new LawFault(
        'value',
        `${text} is not a decimal with at most ${type.places} places`,
        `write it as ${(8).toFixed(type.places)}`,
      )
    }
    return BigInt(m[1] + m[2] + places.padEnd(type.places, '0'))
  }
  if (!/^-?\d+$/.test(text))
    throw new LawFault('value', `${text} is not a whole number`, `write a ${formatType(type)} as digits only`)
  return BigInt(text)
}

/** Reads a single value of a type as the files write it. */
export function parseValue(
  text: string,
  type: Type,
  categories: ReadonlyMap<string, Category>,
): Exclude<ParameterValue, undefined | readonly unknown[]> {
  if (type.t === 'bool') {
    if (text !== 'true' && text !== 'false')
      throw new LawFault('value', `${text} is neither true nor false`, 'write true or false')
    return text === 'true'
  }
  if (type.t === 'text') return text
  if (type.t === 'category') {
    const word = categories.get(type.of)?.words.indexOf(text) ?? -1
    if (word < 0)
      throw new LawFault(
        'value',
        `${text} is no word of category ${type.of}`,
        `use one of: ${categories.get(type.of)?.words.join(', ') ?? ''}`,
      )
    return word
  }
  if (type.t === 'rate') {
    const rate = parseFraction(text)
    if (!rate) throw new LawFault('value', `${text} is not a rate`, 'write it as 7/10, 4.5% or 0.0624')
    return rate
  }
  return parseWhole(text, type)
}
