import type { Tally, Witness } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { type BrokenChain, type SealedAction, verifyChain } from '../households/index.ts'

/** What checkpoints say of the actions of households: per commune how many, and one hash over the hashes of all. */
export const householdActions: Witness = {
  name: 'household_actions',
  async tally(tx: Tx, until: string) {
    const { rows } = await tx.client.query<Tally & { area: string }>(
      `select commune_code as area, count(*) as count, encode(sha256(string_agg(hash, ''::bytea order by household_id, seq)), 'hex') as digest
       from action where recorded_at <= $1 group by commune_code`,
      [until],
    )
    return Object.fromEntries(rows.map(({ area, count, digest }) => [area, { count, digest }]))
  },
}

type Row = SealedAction & { readonly version: number | null }

const BATCH = 2000
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

export interface ActionReport {
  readonly households: number
  readonly actions: number
  readonly faults: readonly BrokenChain[]
}

/**
 * Reads the chains of all households and names those that are broken: an action altered, taken out, cut off or put in between. As the owner,
 * in a repeatable-read transaction; holds one household at a time.
 */
export async function verifyActions(tx: Tx): Promise<ActionReport> {
  const faults: BrokenChain[] = []
  let households = 0
  let actions = 0
  let chain: Row[] = []
  const finish = (): void => {
    const [first] = chain
    if (first === undefined) return
    households++
    const fault = verifyChain(first.household_id, chain, first.version ?? undefined)
    if (fault !== undefined) faults.push(fault)
    chain = []
  }
  for await (const row of readActions(tx)) {
    actions++
    if (chain[0] !== undefined && chain[0].household_id !== row.household_id) finish()
    chain.push(row)
  }
  finish()
  const bare = await tx.client.query<{ household_id: string }>(
    'select h.household_id from household h where not exists (select 1 from action a where a.household_id = h.household_id) order by 1',
  )
  for (const { household_id } of bare.rows) faults.push({ household_id, seq: 1, fault: 'missing' })
  return { households: households + bare.rows.length, actions, faults }
}

async function* readActions(tx: Tx): AsyncGenerator<Row> {
  await tx.client.query(
    `declare action_walk no scroll cursor for
     select a.household_id, a.seq, a.kind, a.effective_on, to_char(a.recorded_at at time zone 'UTC', ${INSTANT}) as recorded_at, a.actor,
            a.commune_code, a.event_id, a.payload, a.subjects, a.sealed, a.prev_hash, a.hash, h.version
     from action a left join household h on h.household_id = a.household_id order by a.household_id, a.seq`,
  )
  try {
    for (;;) {
      const { rows } = await tx.client.query<Row>(`fetch ${BATCH} from action_walk`)
      yield* rows
      if (rows.length < BATCH) return
    }
  } finally {
    await tx.client.query('close action_walk')
  }
}
