import type { Tx } from './session.ts'
import type { Store } from './store.ts'

export type StoreMode = 'demo' | 'real'

export interface StoreInfo {
  readonly storeId: string
  /** A demo holds synthetic people and is bound to this machine; decided once, for ever. */
  readonly mode: StoreMode
  readonly province: string
  readonly madeAt: Date
}

/** What kind of store this is; undefined when it was migrated but never founded. */
export async function readStoreInfo(store: Store): Promise<StoreInfo | undefined> {
  const { rows } = await store.pools.app.query<StoreInfo>(
    'select store_id as "storeId", mode, province, made_at as "madeAt" from store_info',
  )
  return rows[0]
}

/** Founds a store, as the owner. Throws 23505 when it was founded before. */
export async function foundStore(tx: Tx, mode: StoreMode, province: string): Promise<void> {
  await tx.client.query('insert into store_info (mode, province) values ($1, $2)', [mode, province])
}
