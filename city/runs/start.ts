/** What an officer does with runs: start, try again, take back. Each is written into the audit log. */
import { appendAudit, CITY } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { notFound } from '../../platform/http/problem/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { runById } from './part-queries.ts'
import { nothingToDecide } from './problems.ts'
import { cancelRun, retryParts, sendParts } from './queue.ts'
import { type RedecisionRequest, startRedecision } from './redecide.ts'
import { markCancelled, runnableCommunes } from './start-queries.ts'
import { type MonthRequest, startMonth } from './start-run.ts'

type Sender = Pick<Jobs, 'send'>

/** Starts the determination of a month in the area of the session's user and hands it to the workers. Gives the number of the run. */
export async function orderMonth(tx: Tx, jobs: Sender, request: MonthRequest): Promise<number> {
  const run = await startMonth(tx, { ...request, communes: await communesFor(tx, request.communes) })
  await sendParts(tx, jobs, run)
  await note(tx, 'determination.start', run, request.communes, {
    month: request.month,
    facts: request.facts ?? null,
  })
  return run
}

/** Starts deciding a past month again and hands it to the workers. */
export async function orderRedecision(tx: Tx, jobs: Sender, request: RedecisionRequest): Promise<number> {
  const before = await runById(tx, request.run)
  if (before === undefined) throw notFound()
  const { everywhere } = await runnableCommunes(tx)
  const communes = everywhere ? request.communes : await communesFor(tx, request.communes)
  const run = await startRedecision(tx, { ...request, communes })
  await sendParts(tx, jobs, run)
  await note(tx, 'determination.redecide', run, request.communes, {
    redecides: request.run,
    law: request.law,
    facts: request.facts,
  })
  return run
}

/** Lets the failed and cancelled parts of a run be tried again. Gives how many. */
export async function orderRetry(tx: Tx, jobs: Sender, run: number): Promise<number> {
  await mustRun(tx, run)
  const parts = await retryParts(tx, jobs, run)
  await note(tx, 'determination.retry', run, undefined, { parts })
  return parts
}

/** Takes back what has not begun. Gives how many parts. */
export async function orderCancel(tx: Tx, run: number): Promise<number> {
  await mustRun(tx, run)
  const parts = await cancelRun(tx, run)
  if (parts > 0) await markCancelled(tx, run)
  await note(tx, 'determination.cancel', run, undefined, { parts })
  return parts
}

/** Which parts he may touch, the database says; who may touch none is told so. */
async function mustRun(tx: Tx, run: number): Promise<void> {
  if ((await runById(tx, run)) === undefined) throw notFound()
  await communesFor(tx, undefined)
}

/** What was asked for; else everything where the user may run. What he may not, the database refuses. */
async function communesFor(
  tx: Tx,
  wanted: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  const { everywhere, communes } = await runnableCommunes(tx)
  if (!everywhere && communes.length === 0) throw nothingToDecide()
  return wanted ?? (everywhere ? undefined : communes)
}

const note = (
  tx: Tx,
  action: string,
  run: number,
  communes: readonly string[] | undefined,
  detail: Readonly<Record<string, string | number | null>>,
): Promise<void> =>
  appendAudit(tx, {
    area: communes?.length === 1 ? (communes[0] ?? CITY) : CITY,
    action,
    object: { kind: 'determination_run', id: String(run) },
    detail: { ...detail, communes: communes?.length ?? null },
  })
