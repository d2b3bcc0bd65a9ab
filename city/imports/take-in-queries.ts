import type { Tx } from '../../platform/db/index.ts'

/** A household of the registry that an incoming one may be. */
export interface KnownHousehold {
  readonly household_id: string
  readonly source_code: string | null
  readonly commune_code: string
  readonly state: string
}

/** A member of some household, by the identity number that was asked for. */
export interface KnownPerson {
  readonly identity_number: string
  readonly person_id: string
  readonly household_id: string
}

// Lateral with an offset: a few thousand keys are looked up one by one in the index, among millions of rows, whatever the statistics of a table that is being
// filled say.

/** Households of the registry with these codes of the system they came from, as far as the session may see. */
export async function householdsByCode(tx: Tx, codes: readonly string[]): Promise<KnownHousehold[]> {
  const { rows } = await tx.client.query<KnownHousehold>(
    `select household_id, source_code, commune_code, state
     from unnest($1::text[]) as f (code)
     cross join lateral (select * from household o where o.source_code = f.code collate "C" offset 0) h`,
    [codes],
  )
  return rows
}

/** The same by their identifiers. */
export async function householdsById(tx: Tx, ids: readonly string[]): Promise<KnownHousehold[]> {
  const { rows } = await tx.client.query<KnownHousehold>(
    `select household_id, source_code, commune_code, state
     from household where household_id = any ($1::text[])`,
    [ids],
  )
  return rows
}

/** Present members with these identity numbers, as far as the session may see. */
export async function membersByIdentity(tx: Tx, numbers: readonly string[]): Promise<KnownPerson[]> {
  const { rows } = await tx.client.query<KnownPerson>(
    `select i.identity_number, p.person_id, p.household_id
     from unnest($1::text[]) as f (number)
     cross join lateral (select * from person_identity o where o.identity_number = f.number collate "C" offset 0) i
     cross join lateral (select * from person o where o.person_id = i.person_id and o.state = 'member' offset 0) p`,
    [numbers],
  )
  return rows
}

/** Runs a step that may fail without losing the transaction: what it did is undone, and its error thrown. */
export async function attempt<T>(tx: Tx, step: () => Promise<T>): Promise<T> {
  await tx.client.query('savepoint attempt')
  try {
    const result = await step()
    await tx.client.query('release savepoint attempt')
    return result
  } catch (e) {
    await tx.client.query('rollback to savepoint attempt; release savepoint attempt')
    throw e
  }
}
