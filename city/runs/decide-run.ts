import { withWorker } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { decideOrSay, type RunContext } from './decide-part.ts'
import { openParts } from './part-queries.ts'

export interface DecideRunOptions {
  /** Communes decided at once in this process; default 2: while the database writes one, the other is decided. */
  readonly concurrency?: number
  /** Called after each part. */
  readonly onPart?: (done: number, all: number) => void
}

/**
 * Decides all open parts of a run in this process, without the queue. Several processes may do so at once, and workers of the queue beside
 * them: a part is decided once. Throws Failure with the words of the parts that failed, after the others have ended.
 */
export async function decideRun(
  context: RunContext,
  run: number,
  options: DecideRunOptions = {},
): Promise<void> {
  const { concurrency = 2, onPart } = options
  const open = await withWorker(context.store, tx => openParts(tx, run))
  const waiting = [...open]
  const problems: string[] = []
  let done = 0
  const work = async (): Promise<void> => {
    for (let commune = waiting.shift(); commune !== undefined; commune = waiting.shift()) {
      const end = await decideOrSay(context, run, commune)
      if (typeof end === 'object') problems.push(`${commune}: ${end.problem}`)
      onPart?.(++done, open.length)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, work))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  if (problems.length > 0) throw new Failure(problems.join('\n'))
}
