import { getConstructionPlans, getMigrationPlans, type PgBoss, type Queue } from 'pg-boss'
import type { Tx } from '../db/index.ts'
import { newBoss, within } from './boss.ts'
import { deadLetters, HEARTBEAT_SECONDS, type JobQueue } from './queue.ts'

/** The schema of the queue that belongs to the province of this transaction: `hai_phong` → `hai_phong_jobs`. */
async function jobsSchema(tx: Tx): Promise<string> {
  const { rows } = await tx.client.query<{ schema: string }>('select current_schema() as schema')
  return `${rows[0]?.schema}_jobs`
}

/** Their scripts bring a transaction of their own, and build indexes beside the work; ours is open already, and nobody works yet. */
const inOurTransaction = (script: string): string =>
  script.replaceAll(/^\s*(BEGIN|COMMIT);\s*$/gm, '').replaceAll(/\bCONCURRENTLY\b/g, '')

/** The version that the tables of this pg-boss have; it says so only in its own script. */
function newestVersion(script: string): number {
  const found = /version\(version\) VALUES \('(\d+)'\)/.exec(script)
  if (!found) throw new Error('the script of pg-boss does not say its version any more')
  return Number(found[1])
}

/**
 * Makes or upgrades the tables of the queue and declares the queues, as the owner, after the migrations. Safe to repeat. The rights of the
 * application and the workers come from the default privileges of the schema.
 */
export async function installJobs(tx: Tx, queues: readonly JobQueue<object>[]): Promise<void> {
  const schema = await jobsSchema(tx)
  const { rows } = await tx.client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [
    `${schema}.version`,
  ])
  const script = getConstructionPlans(schema, { createSchema: false })
  if (rows[0]?.there !== true) await tx.client.query(inOurTransaction(script))
  else {
    const found = await tx.client.query<{ version: number }>(`select version from ${schema}.version`)
    const version = found.rows[0]?.version ?? 0
    if (version < newestVersion(script))
      await tx.client.query(inOurTransaction(getMigrationPlans(schema, version)))
  }
  await declareQueues(tx, schema, queues)
}

async function declareQueues(tx: Tx, schema: string, queues: readonly JobQueue<object>[]): Promise<void> {
  const boss = newBoss(within(tx), schema)
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const queue of queues) {
      const dead = deadLetters(queue)
      const settings = {
        retryLimit: queue.retryLimit,
        retryDelay: queue.retryDelay,
        expireInSeconds: queue.expireInSeconds,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        deadLetter: dead,
      }
      for (const [name, options] of [
        [dead, { heartbeatSeconds: HEARTBEAT_SECONDS }],
        [queue.name, settings],
      ] as const)
        await declare(boss, name, options)
    }
  } finally {
    await boss.stop({ close: false, graceful: false })
  }
}

/** Makes a queue, or changes what is different about it: the next start of a store changes nothing. */
async function declare(boss: PgBoss, name: string, options: Omit<Queue, 'name'>): Promise<void> {
  const known = await boss.getQueue(name)
  if (known === null) return await boss.createQueue(name, options)
  const wanted = Object.entries(options) as [keyof Queue, unknown][]
  if (wanted.some(([key, value]) => known[key] !== value)) await boss.updateQueue(name, options)
}
