import { Worker } from 'node:worker_threads'
import { rangesOf } from '../determinations/index.ts'
import { Comparer, type Comparison } from './comparer.ts'
import { addCounted, type Counted } from './tally.ts'

/** Below this many households a thread costs more than it gives. */
const SMALL = 20_000

/** What a worker thread is given; `next` is the number of the next range nobody has taken. */
export interface Share {
  readonly comparison: Comparison
  readonly next: Int32Array<SharedArrayBuffer>
}

/** What it says: households it has just counted, and at the end everything it has counted. */
export type Said = { readonly done: number } | { readonly counted: Counted }

/**
 * Decides a population under both laws and counts, range by range: memory grows with the number of communes and benefits and
 * not with the number of households. The number of threads does not change the result.
 */
export async function compareAll(
  comparison: Comparison,
  threads: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<Counted> {
  const { population } = comparison
  const { ranges } = rangesOf(population)
  if (threads < 2 || population.households < SMALL) {
    const comparer = new Comparer(comparison)
    for (const [from, to] of ranges) {
      comparer.compare(from, to)
      onProgress(to)
    }
    return comparer.counted()
  }
  const share: Share = { comparison, next: new Int32Array(new SharedArrayBuffer(4)) }
  const workers = Array.from(
    { length: Math.min(threads, ranges.length) },
    () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: share }),
  )
  let done = 0
  try {
    const parts = workers.map(
      worker =>
        new Promise<Counted>((resolve, reject) => {
          worker.on('error', reject)
          worker.on('message', (said: Said) => {
            if ('counted' in said) resolve(said.counted)
            else {
              done += said.done
              onProgress(done)
            }
          })
        }),
    )
    return addCounted(await Promise.all(parts))
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
