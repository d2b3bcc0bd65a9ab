/** For tests only: a registry over the declared facts, and synthetic households. */
import { loadLaw } from '../determinations/index.ts'
import type { IncomingHousehold, IncomingMember } from './incoming.ts'
import { openRegistry, type Registry } from './registry.ts'

let made: Registry | undefined

/** A registry of the declared facts under a fixed key. */
export function testRegistry(): Registry {
  made ??= openRegistry({
    facts: loadLaw().facts,
    masterKey: new Uint8Array(32).fill(7),
    syntheticOnly: true,
  })
  return made
}

/** Communes of the tests: one of the former city, one of former Hải Dương. */
export const EAST = '11311'
export const WEST = '10507'

/** A member with the facts of an ordinary adult, changed as given. */
export function incomingMember(
  changes: { facts?: IncomingMember['facts']; fields?: IncomingMember['fields']; person_id?: string } = {},
): IncomingMember {
  return {
    ...(changes.person_id === undefined ? {} : { person_id: changes.person_id }),
    facts: {
      relation_to_head: 'head',
      sex: 'female',
      birth_date: '1985-06-15',
      has_hiv: false,
      ...changes.facts,
    },
    fields: { full_name: 'Nguyễn Thị Mẫu', identity_number: '999185000001', ...changes.fields },
  }
}

let count = 0

/** A household of one ordinary adult in Hồng Bàng, changed as given. */
export function incomingHousehold(changes: Partial<IncomingHousehold> = {}): IncomingHousehold {
  count++
  return {
    code: `HO-${String(count).padStart(5, '0')}`,
    commune_code: EAST,
    effective_on: '2025-10-01',
    facts: { area_kind: 'urban', income_per_head_month: 1_500_000, ...changes.facts },
    fields: { hamlet: 'Tổ dân phố 1', ...changes.fields },
    members: [incomingMember()],
    ...withoutContent(changes),
  }
}

function withoutContent({
  facts: _,
  fields: __,
  ...rest
}: Partial<IncomingHousehold>): Partial<IncomingHousehold> {
  return rest
}
