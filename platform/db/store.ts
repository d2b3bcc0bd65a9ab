import type pg from 'pg'
import { type Admin, rolePool } from './connect.ts'
import { type RoleKind, type StoreNames, storeNames } from './names.ts'

/** The connections to one province. */
export interface Store {
  readonly names: StoreNames
  readonly pools: Readonly<Record<RoleKind, pg.Pool>>
  /** Ends every connection; waits for those in use. */
  close(): Promise<void>
}

export interface StoreOptions {
  /** Most connections of each role. */
  readonly connections?: Partial<Record<RoleKind, number>>
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** How long a statement may take: a person waits for the application, nobody waits for the owner. */
const LIMITS: Record<RoleKind, { max: number; statementMs: number; idleInTransactionMs: number }> = {
  app: { max: 12, statementMs: 30 * SECOND, idleInTransactionMs: MINUTE },
  worker: { max: 6, statementMs: 30 * MINUTE, idleInTransactionMs: 10 * MINUTE },
  auth: { max: 4, statementMs: 15 * SECOND, idleInTransactionMs: MINUTE },
  owner: { max: 3, statementMs: 0, idleInTransactionMs: 30 * MINUTE },
}

/** Opens the pools of a migrated province; a connection is made at its first use. */
export function openStore(admin: Admin, province: string, options: StoreOptions = {}): Store {
  const names = storeNames(province)
  const pool = (kind: RoleKind) =>
    rolePool(admin, names, kind, { ...LIMITS[kind], max: options.connections?.[kind] ?? LIMITS[kind].max })
  const pools = { app: pool('app'), worker: pool('worker'), auth: pool('auth'), owner: pool('owner') }
  let closing: Promise<unknown> | undefined
  return {
    names,
    pools,
    close: async () => {
      closing ??= Promise.all(Object.values(pools).map(p => p.end()))
      await closing
    },
  }
}
