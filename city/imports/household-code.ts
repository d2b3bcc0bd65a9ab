import { createHmac } from 'node:crypto'
import type { DraftHousehold } from './draft.ts'
import { plain } from './plain-text.ts'

/** Crockford's base 32: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/**
 * Code under which the registry remembers where a household came from: that of the file. The national workbook has none; there a head with an identity number
 * is enough (null), and for others a code is made of what identifies the household, its place and its head's name and birth. It is keyed, so that
 * it says nothing to anybody, and the same in every file.
 */
export function householdCode(
  { code, commune, members, fields }: DraftHousehold,
  key: Uint8Array,
): string | null {
  if (code !== null) return code
  const head = members[0]
  if (head?.fields.identity_number) return null
  const place = 'from' in commune ? commune.from.code : 'code' in commune ? commune.code : ''
  const birth = head?.facts['birth_date'] ?? head?.fields.birth_year ?? ''
  const who = [place, plain(fields.hamlet ?? ''), plain(head?.fields.full_name ?? ''), birth].join('|')
  const digest = createHmac('sha256', key).update(who).digest()
  let made = 'QG-'
  for (let i = 0; i < LENGTH; i++) made += LETTERS[(digest[i] ?? 0) & 31]
  return made
}
