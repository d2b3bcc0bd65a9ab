import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import type { AuditFault } from './verify.ts'

const Tally = z.strictObject({ count: z.int().nonnegative(), digest: z.string().regex(/^[0-9a-f]{64}$/) })

/** What a chain outside the log contributes, per area: how many links it had at an instant, and a hash over all of them. */
export type Tally = z.infer<typeof Tally>

/** A chain outside the log that checkpoints bear witness to, such as the actions of households. */
export interface Witness {
  readonly name: string
  /** Links recorded up to an instant (ISO 8601), per area; the same at any later time. */
  tally(tx: Tx, until: string): Promise<Readonly<Record<string, Tally>>>
}

const Body = z.strictObject({
  format: z.literal('ansinh-audit-checkpoint-1'),
  store_id: z.string(),
  province: z.string(),
  taken_at: z.string(),
  heads: z.array(z.strictObject({ area: z.string(), seq: z.int().positive(), hash: z.string() })),
  /** Links of other chains recorded up to this instant. */
  witnessed_until: z.string(),
  witnesses: z.record(z.string(), z.record(z.string(), Tally)),
})
const File = z.strictObject({ checkpoint: Body, public_key: z.string(), signature: z.string() })

/** What an inspector takes away: the last entry of every chain, signed. */
export type Checkpoint = z.infer<typeof File>

export interface SigningKeys {
  /** Ed25519, PEM. */
  readonly privateKey: string
  readonly publicKey: string
}

/**
 * Transactions are shorter than this: a link recorded before then is either there at the checkpoint or never will be. Bulk imports commit
 * every thousand households.
 */
const SETTLED_MINUTES = 15

const bytesOf = (body: z.infer<typeof Body>): Buffer => Buffer.from(JSON.stringify(body))

/** A signed checkpoint of the log as the transaction sees it (owner, repeatable read), and of other chains. */
export async function takeCheckpoint(
  tx: Tx,
  keys: SigningKeys,
  witnesses: readonly Witness[] = [],
): Promise<Checkpoint> {
  const now = await tx.client.query<{ at: string; until: string; store_id: string; province: string }>(
    `select audit_instant(clock_timestamp()) as at,
            audit_instant(clock_timestamp() - make_interval(mins => $1)) as until,
            coalesce((select store_id::text from store_info), '') as store_id,
            coalesce((select province from store_info), '') as province`,
    [SETTLED_MINUTES],
  )
  const { at = '', until = '', store_id = '', province = '' } = now.rows[0] ?? {}
  const heads = await tx.client.query<{ area: string; seq: number; hash: string }>(
    `select area, seq, encode(hash, 'hex') as hash from audit_head where seq > 0 order by area`,
  )
  const tallies: Record<string, Record<string, Tally>> = {}
  for (const w of witnesses) tallies[w.name] = { ...(await w.tally(tx, until)) }
  const checkpoint: z.infer<typeof Body> = {
    format: 'ansinh-audit-checkpoint-1',
    store_id,
    province,
    taken_at: at,
    heads: heads.rows,
    witnessed_until: until,
    witnesses: tallies,
  }
  const signature = sign(null, bytesOf(checkpoint), createPrivateKey(keys.privateKey)).toString('base64')
  return { checkpoint, public_key: keys.publicKey, signature }
}

/** Reads a checkpoint file. Undefined if it is none. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  try {
    return File.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Whether the checkpoint was signed with the key of this store and not changed since. */
export function isSigned(file: Checkpoint, publicKey: string): boolean {
  return (
    file.public_key.trim() === publicKey.trim() &&
    verify(null, bytesOf(file.checkpoint), createPublicKey(publicKey), Buffer.from(file.signature, 'base64'))
  )
}

/** A chain outside the log that is no longer what a checkpoint saw. */
export interface WitnessFault {
  readonly witness: string
  readonly area: string
  readonly expected: number
  /** Equal to `expected` when links were changed rather than taken out or slipped in. */
  readonly found: number
}

/**
 * What no longer agrees with a checkpoint: entries it names that are gone or are others now, and other chains that lost, gained or changed links recorded
 * before it. Entries written after it are not its business: see `verifyAudit`.
 */
export async function checkpointFaults(
  tx: Tx,
  { checkpoint }: Checkpoint,
  witnesses: readonly Witness[] = [],
): Promise<{ readonly log: readonly AuditFault[]; readonly others: readonly WitnessFault[] }> {
  const found = await tx.client.query<{ area: string; seq: number; hash: string; last: number }>(
    `select w.area, w.seq, encode(e.hash, 'hex') as hash, coalesce((select max(x.seq) from audit_entry x where x.area = w.area), 0) as last
     from unnest($1::text[], $2::bigint[]) as w(area, seq)
     left join audit_entry e on e.area = w.area and e.seq = w.seq`,
    [checkpoint.heads.map(h => h.area), checkpoint.heads.map(h => h.seq)],
  )
  const log = checkpoint.heads.flatMap((head): AuditFault[] => {
    const row = found.rows.find(r => r.area === head.area)
    if (row === undefined || row.last < head.seq)
      return [{ area: head.area, seq: (row?.last ?? 0) + 1, kind: 'truncated', until: head.seq }]
    if (row.hash === null) return [{ area: head.area, seq: head.seq, kind: 'missing', until: head.seq }]
    return row.hash === head.hash ? [] : [{ area: head.area, seq: head.seq, kind: 'rewritten' }]
  })
  const others: WitnessFault[] = []
  for (const w of witnesses) {
    const before = checkpoint.witnesses[w.name]
    if (before !== undefined)
      others.push(...tallyFaults(w.name, before, await w.tally(tx, checkpoint.witnessed_until)))
  }
  return { log, others }
}

function tallyFaults(
  witness: string,
  before: Readonly<Record<string, Tally>>,
  now: Readonly<Record<string, Tally>>,
): WitnessFault[] {
  const areas = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return areas
    .filter(area => before[area]?.digest !== now[area]?.digest)
    .map(area => ({
      witness,
      area,
      expected: before[area]?.count ?? 0,
      found: now[area]?.count ?? 0,
    }))
}
