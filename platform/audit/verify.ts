import { createHash } from 'node:crypto'
import type { Tx } from '../db/index.ts'

/** What is wrong with the log. `seq` is where; for a gap the first missing entry. */
export interface AuditFault {
  readonly area: string
  readonly seq: number
  readonly kind:
    | 'altered' // what an entry says is not what was chained
    | 'moved' // an entry stands at another place than it was written
    | 'missing' // entries `seq` to `until` are gone
    | 'unlinked' // an entry does not continue the one before it: one of the two was rewritten with its hash
    | 'truncated' // the last entries are gone
    | 'headless' // the record of the last entry is gone
    | 'rewritten' // the entry is not the one that a checkpoint names
  readonly until?: number
}

export interface AuditReport {
  readonly areas: number
  readonly entries: number
  readonly faults: readonly AuditFault[]
}

interface Entry {
  readonly area: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly detail: string
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

interface Head {
  readonly seq: number
  readonly hash: Buffer
}

const START = Buffer.alloc(32)
const BATCH = 5000
/** How far from its place an entry is looked for before it counts as altered. */
const REACH = 500

/** The bytes that `audit_digest` of migrations/0009-audit.sql hashes: each part after its length in bytes. */
export function digestOf(e: Omit<Entry, 'hash'>): Buffer {
  const hash = createHash('sha256').update(e.prev_hash)
  for (const part of [e.area, String(e.seq), e.at, e.actor, e.action, e.object_kind, e.object_id, e.detail])
    hash.update(`${Buffer.byteLength(part)}:${part}`)
  return hash.digest()
}

/**
 * Reads the whole log, or one area, in order, and names every entry that was altered, moved, taken out or cut off. Run it as a role that
 * sees all entries (owner), in a repeatable-read transaction; memory does not grow with the log. A log that was rewritten whole, with its heads, is
 * found only against a checkpoint that was taken away before: see `checkpointFaults`.
 */
export async function verifyAudit(tx: Tx, area?: string): Promise<AuditReport> {
  const heads = await readHeads(tx, area)
  const faults: AuditFault[] = []
  const seen = new Set<string>()
  let entries = 0
  let last: Entry | undefined
  // what follows an entry that does not belong there cannot continue it: one fault, not two
  let strayed = false
  const endOf = (e: Entry) =>
    faults.push(...tailFaults(e.area, heads.get(e.area), e).filter(f => !(strayed && f.kind === 'unlinked')))
  for await (const e of readEntries(tx, area)) {
    entries++
    if (last !== undefined && last.area !== e.area) {
      endOf(last)
      last = undefined
      strayed = false
    }
    seen.add(e.area)
    const found = entryFaults(e, last)
    faults.push(...found.filter(f => !(strayed && f.kind === 'unlinked')))
    strayed = found.some(f => f.kind === 'moved')
    last = e
  }
  if (last !== undefined) endOf(last)
  for (const [name, head] of heads)
    if (!seen.has(name) && head.seq > 0)
      faults.push({ area: name, seq: 1, kind: 'truncated', until: head.seq })
  return { areas: new Set([...seen, ...heads.keys()]).size, entries, faults }
}

function entryFaults(e: Entry, before: Entry | undefined): AuditFault[] {
  const faults: AuditFault[] = []
  const expected = (before?.seq ?? 0) + 1
  const continues = e.prev_hash.equals(before?.hash ?? START)
  if (e.seq > expected) faults.push({ area: e.area, seq: expected, kind: 'missing', until: e.seq - 1 })
  if (!digestOf(e).equals(e.hash))
    faults.push({ area: e.area, seq: e.seq, kind: belongsElsewhere(e) ? 'moved' : 'altered' })
  else if (e.seq === expected && !continues) faults.push({ area: e.area, seq: e.seq, kind: 'unlinked' })
  return faults
}

function belongsElsewhere(e: Entry): boolean {
  for (let seq = Math.max(1, e.seq - REACH); seq <= e.seq + REACH; seq++)
    if (seq !== e.seq && digestOf({ ...e, seq }).equals(e.hash)) return true
  return false
}

function tailFaults(area: string, head: Head | undefined, last: Entry): AuditFault[] {
  if (head === undefined) return [{ area, seq: last.seq, kind: 'headless' }]
  if (head.seq > last.seq) return [{ area, seq: last.seq + 1, kind: 'truncated', until: head.seq }]
  return head.seq === last.seq && head.hash.equals(last.hash)
    ? []
    : [{ area, seq: last.seq, kind: 'unlinked' }]
}

async function readHeads(tx: Tx, area: string | undefined): Promise<Map<string, Head>> {
  const { rows } = await tx.client.query<Head & { area: string }>(
    'select area, seq, hash from audit_head where $1::text is null or area = $1',
    [area ?? null],
  )
  return new Map(rows.map(r => [r.area, r]))
}

async function* readEntries(tx: Tx, area: string | undefined): AsyncGenerator<Entry> {
  await tx.client.query(
    `declare audit_walk no scroll cursor for
     select area, seq, audit_instant(at) as at, actor, action, object_kind, object_id, detail, prev_hash, hash
     from audit_entry ${area === undefined ? '' : 'where area = $1'} order by area, seq`,
    area === undefined ? [] : [area],
  )
  try {
    for (;;) {
      const { rows } = await tx.client.query<Entry>(`fetch ${BATCH} from audit_walk`)
      yield* rows
      if (rows.length < BATCH) return
    }
  } finally {
    await tx.client.query('close audit_walk')
  }
}
