import { appendAudit } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { isDatabaseFault } from '../../platform/http/problem/index.ts'
import { amountUnfit, nothingGranted } from './problems.ts'
import { insertEntry, type NewEntry, type Obligation } from './queries.ts'

/**
 * Enters by hand how far a granted right is, in the name of the session's user. Throws `delivery.nothing_granted`, `delivery.more_than_owed`,
 * `delivery.delivered_once`, `delivery.amount_unfit`, 403.
 */
export async function enterDelivery(tx: Tx, entry: NewEntry): Promise<Obligation> {
  const made = await insertEntry(tx, entry).catch((e: unknown) => {
    if (isDatabaseFault(e) && e.code === 'P0002') throw nothingGranted()
    if (isDatabaseFault(e) && e.code === '22023') throw amountUnfit()
    throw e
  })
  await appendAudit(tx, {
    area: made.commune_code,
    action: 'delivery.enter',
    object: { kind: 'household', id: entry.household },
    detail: {
      benefit: entry.benefit,
      month: entry.month.slice(0, 7),
      state: entry.state,
      entry: made.entries,
    },
  })
  return made
}
