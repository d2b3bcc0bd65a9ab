import { parentPort, workerData } from 'node:worker_threads'
import { rangesOf } from '../determinations/index.ts'
import type { Said, Share } from './compare-all.ts'
import { Comparer } from './comparer.ts'

/** A thread that takes ranges until none is left, and then hands over what it has counted. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
const { comparison, next } = workerData as Share
const comparer = new Comparer(comparison)
const { ranges } = rangesOf(comparison.population)
const say = (said: Said): void => port.postMessage(said)

for (let range = ranges[Atomics.add(next, 0, 1)]; range; range = ranges[Atomics.add(next, 0, 1)]) {
  const [from, to] = range
  comparer.compare(from, to)
  say({ done: to - from })
}
say({ counted: comparer.counted() })
