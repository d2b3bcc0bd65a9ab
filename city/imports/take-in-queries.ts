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

/** A few thousand keys are looked up among millions of rows: by their index, whatever the statistics of a table that is being filled say. */
export async function lookUpByIndex(tx: Tx): Promise<void> {
  await tx.client.query(
    'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off',
  )
}

/** Households of the registry with these codes of the system they came from, as far as the session may see. */
export async function householdsByCode(tx: Tx, codes: readonly string[]): Promise<KnownHousehold[]> {
  const { rows } = await tx.client.query<KnownHousehold>(
    `select household_id, source_code, commune_code, state
     from household where source_code = any ($1::text[])`,
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
     from person_identity i join person p on p.person_id = i.person_id
     where i.identity_number = any ($1::text[]) and p.state = 'member'`,
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
