import {
  type AuditFault,
  type AuditReport,
  type Checkpoint,
  checkpointFaults,
  isSigned,
  type SigningKeys,
  takeCheckpoint,
  verifyAudit,
  type Witness,
  type WitnessFault,
} from '../../platform/audit/index.ts'
import { type Store, withOwner } from '../../platform/db/index.ts'
import { type ActionReport, householdActions, verifyActions } from './action-queries.ts'

/** Chains outside the log to which checkpoints bear witness. */
const WITNESSES: readonly Witness[] = [householdActions]

export interface StoreReport {
  readonly log: AuditReport
  readonly actions: ActionReport
  /** Against a checkpoint, when one was given. */
  readonly checkpoint?: {
    readonly takenAt: string
    /** Of this store, and not changed since it was signed. */
    readonly genuine: boolean
    readonly log: readonly AuditFault[]
    readonly others: readonly WitnessFault[]
  }
  readonly sound: boolean
}

/**
 * Checks everything that is chained: the audit log, the actions of every household, and both against a checkpoint that somebody took away before. All
 * in one snapshot, while the store is in use.
 */
export function verifyStore(
  store: Store,
  keys: Pick<SigningKeys, 'publicKey'>,
  checkpoint?: Checkpoint,
): Promise<StoreReport> {
  return withOwner(
    store,
    async tx => {
      const log = await verifyAudit(tx)
      const actions = await verifyActions(tx)
      const against = checkpoint && {
        takenAt: checkpoint.checkpoint.taken_at,
        genuine: isSigned(checkpoint, keys.publicKey),
        ...(await checkpointFaults(tx, checkpoint, WITNESSES)),
      }
      const faults =
        log.faults.length + actions.faults.length + (against ? against.log.length + against.others.length : 0)
      return {
        log,
        actions,
        ...(against && { checkpoint: against }),
        sound: faults === 0 && against?.genuine !== false,
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

/** Checks the chain of one area of the log, or all of them, as it stands now. */
export const verifyArea = (store: Store, area?: string): Promise<AuditReport> =>
  withOwner(store, tx => verifyAudit(tx, area), { isolation: 'repeatable read', readOnly: true })

/** A signed checkpoint of the store as it is now. */
export const checkpointOf = (store: Store, keys: SigningKeys): Promise<Checkpoint> =>
  withOwner(store, tx => takeCheckpoint(tx, keys, WITNESSES), {
    isolation: 'repeatable read',
    readOnly: true,
  })
