import type { Cell } from './cell.ts'
import { textOf } from './cell.ts'
import type { ProblemCode } from './problems.ts'
import type { Sex } from './words.ts'

/** An identity number as it can be kept, and what was to say about it. */
export interface ReadIdentity {
  readonly number?: string
  readonly problem?: ProblemCode
}

/**
 * Reads an identity number: 12 digits (Circular 59/2021/TT-BCA) or an old one of 9. In a numeric cell Excel drops the zeros that every province code
 * begins with (001 to 096); they are put back. Blanks, dots and dashes between digits are dropped.
 */
export function readIdentity(cell: Cell): ReadIdentity {
  const text = textOf(cell).replace(/^'/, '').replace(/[ .-]/g, '')
  if (text === '' || /^0+$/.test(text)) return {}
  if (/^\d{12}$/.test(text)) return { number: text }
  if (typeof cell === 'number' && /^\d{10,11}$/.test(text))
    return { number: text.padStart(12, '0'), problem: 'identity_zero_lost' }
  if (/^\d{9}$/.test(text)) return { number: text, problem: 'identity_old' }
  return { problem: 'identity_malformed' }
}

/**
 * Whether a number of 12 digits fits birth year and sex: the fourth digit says both sex and century (0, 1 for men and women born in the
 * 1900s, 2, 3 in the 2000s), the next two the year. No digit checks the others.
 */
export function identityContradictions(
  number: string,
  birthYear: number | undefined,
  sex: Sex | undefined,
): ProblemCode[] {
  const found: ProblemCode[] = []
  if (number.length !== 12) return found
  const digit = Number(number[3])
  const year = 1900 + Math.floor(digit / 2) * 100 + Number(number.slice(4, 6))
  if (birthYear !== undefined && year !== birthYear) found.push('identity_birth_differs')
  if (sex !== undefined && (digit % 2 === 0 ? 'male' : 'female') !== sex) found.push('identity_sex_differs')
  return found
}

/** A phone number without blanks, dots and dashes; undefined for anything but 8 to 15 digits. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/^'/, '').replace(/[ .()-]/g, '')
  return /^\+?\d{8,15}$/.test(digits) ? digits : undefined
}
