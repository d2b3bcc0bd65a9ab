import { createHash } from 'node:crypto'
import type { DraftHousehold } from './draft.ts'

/** JSON in one spelling: keys in order, no blanks, what is absent left out. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/**
 * SHA-256 of what a household of a file says: its place, facts, registry fields and members in any order. Not of where it stands in the file, nor of the
 * day it is imported for: the same content again changes nothing.
 */
export function contentHash({ code, commune, facts, fields, members }: DraftHousehold): Buffer {
  const place = 'code' in commune ? commune.code : 'candidates' in commune ? commune.from.code : null
  const persons = members.map(member =>
    canonical({ person_id: member.person_id, facts: member.facts, fields: member.fields }),
  )
  const text = canonical({ code, place, facts, fields, persons: persons.sort() })
  return createHash('sha256').update(text).digest()
}
