import type { Tx } from '../db/index.ts'

/** Chains of the log beside those of the communes: what concerns the whole city, and sign-in, roles, settings, the machine. */
export const CITY = 'city'
export const SYSTEM = 'system'

/** What an entry may say beside its object: counts, codes, days, numbers of versions. Never a name, a number of a person or a searched text. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface AuditEvent {
  /** Code of the commune the object belongs to, `city` or `system`. */
  readonly area: string
  /** What was done, as `thing.deed`: `household.read`, `household.export`, `review.decide`. */
  readonly action: string
  /** What it was done to: the kind (a noun) and the opaque id, '' where there is no single one. */
  readonly object: { readonly kind: string; readonly id: string }
  readonly detail?: AuditDetail
}

/**
 * Writes one entry into the audit log, as part of the transaction: if it rolls back, nothing was read or changed and nothing is logged.
 * Who acts is the user of the session (or the worker's role); the caller cannot say otherwise. Call it anywhere in the transaction: the
 * chain is locked only when it commits. Bulk work writes one entry per area with a count. Throws 42501 without a session.
 *
 * The transaction must be `read committed` (the default): the heads of the chains move under a snapshot.
 */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.client.query('select audit_append($1, $2, $3, $4, $5)', [
    event.area,
    event.action,
    event.object.kind,
    event.object.id,
    JSON.stringify(event.detail ?? {}),
  ])
}

/** What happens before there is a session. */
export type DoorAction = 'sign_in.done' | 'sign_in.failed' | 'sign_in.password_accepted' | 'sign_in.ended'

/**
 * Writes a sign-in, or a failed one, into the chain of the system. `userId` is '' where the name that was typed belongs to nobody: what was
 * typed is not kept, people type passwords into the wrong field.
 */
export async function appendAtTheDoor(
  tx: Tx,
  action: DoorAction,
  userId: string,
  detail: AuditDetail = {},
): Promise<void> {
  await tx.client.query('select audit_at_the_door($1, $2, $3)', [action, userId, JSON.stringify(detail)])
}
