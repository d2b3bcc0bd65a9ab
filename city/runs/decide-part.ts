import { parseDay } from '../../engine/language/index.ts'
import { type Store, type Tx, withWorker } from '../../platform/db/index.ts'
import { overlaysById } from '../law-overlays/index.ts'
import type { CommuneFrame } from './commune-frame.ts'
import { decideCommune } from './decide-commune.ts'
import { writeDifferences } from './difference-queries.ts'
import { factsHash } from './facts-hash.ts'
import { withFrame } from './frames.ts'
import { loadCommune } from './load-commune.ts'
import {
  clearPart,
  lockPart,
  markDone,
  markRunning,
  previousRun,
  runById,
  sectorsOfRun,
  updateStandings,
  writePart,
} from './part-queries.ts'
import { programOfRun } from './run-law.ts'
import type { RunRow } from './tables.ts'

/** What became of a part: decided now, or there was nothing to do (done by another, cancelled). */
export type PartEnd = 'decided' | 'nothing to do'

/**
 * Decides one commune of a run and stores everything about it in one transaction: after a kill at any point the part is either not done, and
 * may be decided again, or done. Throws RegistryFault or Failure for what trying again cannot mend.
 */
export async function decidePart(store: Store, run: number, commune: string): Promise<PartEnd> {
  const started = await withWorker(store, tx => markRunning(tx, run, commune))
  if (!started) return 'nothing to do'
  return await withWorker(store, tx => decideLocked(tx, run, commune), { isolation: 'repeatable read' })
}

async function decideLocked(tx: Tx, runId: number, commune: string): Promise<PartEnd> {
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
    await fill(tx, run, commune, frame)
    const sectors = await sectorsOfRun(tx, runId)
    const sectorOf = (benefit: string): string => sectors.get(benefit) ?? 'poverty'
    const decided = await decideCommune(frame, program, {
      run: runId,
      commune,
      sectorOf,
      underReview: new Set(),
    })
    await clearPart(tx, runId, commune)
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

async function fill(tx: Tx, run: RunRow, commune: string, frame: CommuneFrame): Promise<void> {
  const on = parseDay(run.decided_on) ?? 0
  if (run.facts === 'current') return await loadCommune(tx, commune, frame, on)
  throw new Error('not yet')
}
