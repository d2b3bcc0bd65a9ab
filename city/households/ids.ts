/** Identifiers of households, persons and events. They say nothing about anybody. */
import { randomBytes, randomUUID } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U, so that a number read aloud or copied by hand stays right. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const random = (length: number): string => {
  let text = ''
  for (const byte of randomBytes(length)) text += LETTERS[byte & 31]
  return text
}

/** Sixty random bits: among ten million households, one chance in twenty thousand that any two meet, and then the key of the table refuses. */
export const newHouseholdId = (): string => `H${random(12)}`
export const newPersonId = (): string => `P${random(12)}`
export const newEventId = (): string => randomUUID()

/** An identifier from outside that we may keep: ASCII letters, digits, `.`, `_`, `-`; not longer than 40. */
export const isKeepable = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(id)
