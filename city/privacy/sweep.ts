import path from 'node:path'
import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { type Store, withOwner } from '../../platform/db/index.ts'
import { RETENTION, type RetentionRule } from './retention.ts'
import { takeSweepLock } from './sweep-queries.ts'

export interface Swept {
  readonly rule: RetentionRule
  readonly count: number
}

/**
 * Deletes what has been kept long enough, by every rule, in one transaction; logged with counts. Undefined when another sweep runs at the moment.
 * `data` is the data folder.
 */
export function sweep(store: Store, data: string): Promise<readonly Swept[] | undefined> {
  return withOwner(store, async tx => {
    if (!(await takeSweepLock(tx))) return undefined
    const uploads = path.join(data, 'uploads')
    const swept: Swept[] = []
    for (const rule of RETENTION)
      swept.push({ rule, count: await rule.sweep({ store, tx, uploads, data }, rule.days) })
    await appendAudit(tx, {
      area: SYSTEM,
      action: 'privacy.sweep',
      object: { kind: 'store', id: '' },
      detail: Object.fromEntries(swept.map(s => [s.rule.id, s.count])),
    })
    return swept
  })
}

const HOUR = 3_600_000

/** Sweeps once a day as long as the server runs, the first time an hour after it started. Gives the way to stop it. */
export function keepSweeping(store: Store, data: string, onError: (error: unknown) => void): () => void {
  const run = (): void => void sweep(store, data).catch(onError)
  const first = setTimeout(run, HOUR).unref()
  const later = setInterval(run, 24 * HOUR).unref()
  return () => {
    clearTimeout(first)
    clearInterval(later)
  }
}
