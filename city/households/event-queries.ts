import type { Tx } from '../../platform/db/index.ts'
import type { SealedAction } from './chain.ts'
import type { SubjectSalts } from './sealed-action.ts'

/** Households whose chains have a part of an event, as far as the caller may read them. */
export async function householdsOfEvent(tx: Tx, event_id: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    'select distinct household_id from action where event_id = $1 order by household_id',
    [event_id],
  )
  return rows.map(row => row.household_id)
}

/** Writes the second side of a move and hands the rows over to the other commune. */
export async function handOverHousehold(tx: Tx, to: string, action: SealedAction): Promise<void> {
  const {
    household_id,
    seq,
    effective_on,
    recorded_at,
    event_id,
    payload,
    subjects,
    sealed,
    prev_hash,
    hash,
  } = action
  await tx.client.query('select hand_over_household($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    ...[
      household_id,
      to,
      seq,
      effective_on,
      recorded_at,
      event_id,
      payload,
      subjects,
      sealed,
      prev_hash,
      hash,
    ],
  ])
}

export interface Arrival {
  readonly event_id: string
  readonly person_id: string
  readonly from_commune: string
  readonly to_commune: string
  readonly left_on: string
  readonly reason: 'member_left' | 'married_out'
  readonly state: 'open' | 'taken' | 'withdrawn'
  readonly announced_at: string
}
export interface SealedArrival extends Arrival {
  readonly subjects: readonly string[]
  readonly sealed: readonly Uint8Array[]
}

const ARRIVAL = `event_id, person_id, from_commune, to_commune, left_on, reason, state,
  to_char(announced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as announced_at`

/** People announced to or from a commune, those who wait first. */
export async function listArrivals(tx: Tx, commune: string): Promise<Arrival[]> {
  const { rows } = await tx.client.query<Arrival>(
    `select ${ARRIVAL} from person_arrival where to_commune = $1 or from_commune = $1
     order by state = 'open' desc, announced_at desc, event_id limit 500`,
    [commune],
  )
  return rows
}

export async function findArrival(tx: Tx, event_id: string): Promise<SealedArrival | undefined> {
  const { rows } = await tx.client.query<SealedArrival>(
    `select ${ARRIVAL}, subjects, sealed from person_arrival where event_id = $1`,
    [event_id],
  )
  return rows[0]
}

/** The salts of somebody who arrives, for the commune that takes the person in. */
export async function arrivalSalts(tx: Tx, event_id: string): Promise<SubjectSalts> {
  const { rows } = await tx.client.query<
    Record<'open_salt' | 'restricted_salt' | 'identity_salt', Buffer | null>
  >('select open_salt, restricted_salt, identity_salt from salts_of_arrival($1)', [event_id])
  const [row] = rows
  return {
    ...(row?.open_salt ? { open: row.open_salt } : {}),
    ...(row?.restricted_salt ? { restricted: row.restricted_salt } : {}),
    ...(row?.identity_salt ? { identity: row.identity_salt } : {}),
  }
}

export async function insertArrival(
  tx: Tx,
  arrival: Omit<SealedArrival, 'state' | 'announced_at'> & { readonly announced_by: string },
): Promise<void> {
  await tx.client.query(
    `insert into person_arrival (event_id, person_id, from_commune, to_commune, left_on, reason, subjects, sealed, announced_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[
        arrival.event_id,
        arrival.person_id,
        arrival.from_commune,
        arrival.to_commune,
        arrival.left_on,
        arrival.reason,
      ],
      ...[arrival.subjects, arrival.sealed, arrival.announced_by],
    ],
  )
}

/** Gives an arriving person's rows to a household of the commune that takes the person in. */
export async function takeInPerson(tx: Tx, event_id: string, household_id: string): Promise<void> {
  await tx.client.query('select take_in_person($1, $2)', [event_id, household_id])
}

/** Takes an announcement back. False when the person was taken in already. */
export async function withdrawArrival(tx: Tx, event_id: string): Promise<boolean> {
  const arrival = await findArrival(tx, event_id)
  if (arrival === undefined || arrival.state === 'withdrawn') return true
  if (arrival.state === 'taken') return false
  await tx.client.query(
    `update person_arrival set state = 'withdrawn', subjects = '{}', sealed = '{}' where event_id = $1`,
    [event_id],
  )
  return true
}
