import { hash } from 'node:crypto'
import type { DraftHousehold } from './draft.ts'

type Flat = Readonly<Record<string, unknown>>

/** JSON of a flat record with its names in order, which records of the data contract have from the start. */
function ordered(record: Flat): string {
  const names = Object.keys(record)
  for (let i = 1; i < names.length; i++)
    if ((names[i - 1] ?? '') > (names[i] ?? '')) {
      names.sort()
      return JSON.stringify(Object.fromEntries(names.map(name => [name, record[name]])))
    }
  return JSON.stringify(record)
}

/**
 * SHA-256 of what a household of a file says: its place, facts, registry fields and members in any order. Not of where it stands in the file, nor of the
 * day it is imported for: the same content again changes nothing.
 */
export function contentHash({ code, commune, facts, fields, members }: DraftHousehold): Buffer {
  const place = 'code' in commune ? commune.code : 'candidates' in commune ? commune.from.code : null
  const persons = members.map(
    member =>
      `[${JSON.stringify(member.person_id)},${ordered(member.facts)},${ordered(member.fields as Flat)}]`,
  )
  const text = `[${JSON.stringify([code, place])},${ordered(facts)},${ordered(fields as Flat)},[${persons.sort().join(',')}]]`
  return Buffer.from(hash('sha256', text, 'binary'), 'binary')
}
