import { CannotCompile } from '../../engine/kernel/index.ts'
import { type Store, type Tx, withWorker } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import type { Registry } from '../households/index.ts'
import { overlaysById } from '../law-overlays/index.ts'
import { decideCommune } from './decide-commune.ts'
import { writeDifferences } from './difference-queries.ts'
import { factsHash } from './facts-hash.ts'
import { fillFrame } from './fill-frame.ts'
import { withFrame } from './frames.ts'
import { RegistryFault } from './load-commune.ts'
import {
  lockPart,
  markDone,
  markFailed,
  markRunning,
  previousRun,
  runById,
  sectorsOfRun,
  underReview,
  updateStandings,
} from './part-queries.ts'
import { clearPart, writePart } from './part-rows-queries.ts'
import { programOfRun } from './run-law.ts'

/** What deciding needs: the store, and the registry with the key that opens files of past days. */
export interface RunContext {
  readonly store: Store
  readonly registry: Registry
}

/** What became of a part: decided now, or there was nothing to do (done by another, cancelled). */
export type PartEnd = 'decided' | 'nothing to do'

/**
 * Decides one commune of a run and stores everything about it in one transaction: after a kill at any point the part is either not done, and
 * may be decided again, or done. Throws RegistryFault or Failure for what trying again cannot mend.
 */
export async function decidePart(context: RunContext, run: number, commune: string): Promise<PartEnd> {
  const started = await withWorker(context.store, tx => markRunning(tx, run, commune))
  if (!started) return 'nothing to do'
  return await withWorker(context.store, tx => decideLocked(tx, context, run, commune), {
    isolation: 'repeatable read',
  })
}

/**
 * The same, but what trying again cannot mend (the registry holds what the law cannot read, the law files are others) becomes the state of the part,
 * in words. Gives those words.
 */
export async function decideOrSay(
  context: RunContext,
  run: number,
  commune: string,
): Promise<PartEnd | { readonly problem: string }> {
  try {
    return await decidePart(context, run, commune)
  } catch (e) {
    if (!(e instanceof RegistryFault || e instanceof Failure || e instanceof CannotCompile)) throw e
    await withWorker(context.store, tx => markFailed(tx, run, commune, e.message))
    return { problem: e.message }
  }
}

async function decideLocked(tx: Tx, context: RunContext, runId: number, commune: string): Promise<PartEnd> {
  const begin = performance.now()
  const part = await lockPart(tx, runId, commune)
  if (part?.state !== 'running') return 'nothing to do'
  const run = await runById(tx, runId)
  if (run === undefined) throw new Error(`there is no run ${runId}`)
  const program = programOfRun(
    run,
    await overlaysById(
      tx,
      run.overlays.map(o => o.id),
    ),
  )
  return await withFrame<PartEnd>(program.law.facts, async frame => {
    await fillFrame(tx, context.registry, run, commune, frame)
    const sectors = await sectorsOfRun(tx, runId)
    const sectorOf = (benefit: string): string => sectors.get(benefit) ?? 'poverty'
    const decided = await decideCommune(frame, program, {
      run: runId,
      commune,
      sectorOf,
      underReview: await underReview(tx, commune),
    })
    if (part.attempts > 1) await clearPart(tx, runId, commune)
    await writePart(tx, runId, commune, decided, sectorOf)
    const previous = await previousRun(tx, run, commune)
    const households = frame.householdIds()
    const changes =
      previous === undefined ? undefined : await writeDifferences(tx, runId, commune, previous, households)
    await updateStandings(tx, run, commune, households)
    await markDone(tx, runId, commune, frame, decided, {
      factsHash: factsHash(frame.population),
      previousRun: previous,
      changes,
      seconds: Math.round(performance.now() - begin) / 1000,
    })
    return 'decided'
  })
}
