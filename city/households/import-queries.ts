import type { Tx } from '../../platform/db/index.ts'
import type { IncomingHousehold } from './incoming.ts'

/** A household that a file may mean, and the hash of what was imported for it last. */
export interface KnownHousehold {
  readonly household_id: string
  readonly source_hash: Uint8Array | null
}

// Lateral with an offset: the keys are looked up one by one in the index, whatever the statistics of a table that is being filled say.

/** Active households with the code of the file, in the same commune. */
export async function findBySourceCode(
  tx: Tx,
  batch: readonly IncomingHousehold[],
): Promise<Map<IncomingHousehold, KnownHousehold>> {
  const coded = batch.filter(h => h.code !== null)
  const { rows } = await tx.client.query<KnownHousehold & { source_code: string; commune_code: string }>(
    `select h.household_id, h.source_hash, h.source_code, h.commune_code
     from unnest($1::text[], $2::text[]) as f (code, commune)
     cross join lateral (
       select * from household o
       where o.source_code = f.code collate "C" and o.commune_code = f.commune collate "C" and o.state = 'active' offset 0
     ) h`,
    [coded.map(h => h.code), coded.map(h => h.commune_code)],
  )
  const found = new Map(rows.map(row => [`${row.commune_code} ${row.source_code}`, row]))
  return matched(coded, h => found.get(`${h.commune_code} ${h.code}`))
}

/** Active households one of whose members has the identity number of the incoming head, in the same commune. */
export async function findByHeadNumber(
  tx: Tx,
  batch: readonly IncomingHousehold[],
): Promise<Map<IncomingHousehold, KnownHousehold>> {
  const numberOf = (h: IncomingHousehold): string | undefined =>
    h.members.find(m => m.facts['relation_to_head'] === 'head')?.fields.identity_number ?? undefined
  const numbered = batch.filter(h => h.code === null && numberOf(h) !== undefined)
  if (numbered.length === 0) return new Map()
  const { rows } = await tx.client.query<KnownHousehold & { identity_number: string; commune_code: string }>(
    `select h.household_id, h.source_hash, h.commune_code, i.identity_number
     from unnest($1::text[], $2::text[]) as f (number, commune)
     cross join lateral (
       select * from person_identity o
       where o.identity_number = f.number collate "C" and o.commune_code = f.commune collate "C" offset 0
     ) i
     join person p on p.person_id = i.person_id and p.state = 'member'
     join household h on h.household_id = p.household_id and h.state = 'active'`,
    [numbered.map(numberOf), numbered.map(h => h.commune_code)],
  )
  const found = new Map(rows.map(row => [`${row.commune_code} ${row.identity_number}`, row]))
  return matched(numbered, h => found.get(`${h.commune_code} ${numberOf(h)}`))
}

function matched(
  batch: readonly IncomingHousehold[],
  find: (household: IncomingHousehold) => KnownHousehold | undefined,
): Map<IncomingHousehold, KnownHousehold> {
  const known = new Map<IncomingHousehold, KnownHousehold>()
  for (const incoming of batch) {
    const found = find(incoming)
    if (found !== undefined) known.set(incoming, found)
  }
  return known
}
