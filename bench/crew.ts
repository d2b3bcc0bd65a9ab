import { Worker } from 'node:worker_threads'
import type { Program } from '../engine/language/index.ts'
import type { Population } from '../engine/population/index.ts'
import { type Capacity, makeRunner, type Runner, type RunnerName } from './runners.ts'
import { addSums, Summing, type Sums } from './sums.ts'

export type Range = readonly [number, number]

/** What every thread works on. */
export interface Setting {
  readonly population: Population
  readonly program: Program
  readonly capacity: Capacity
  readonly ranges: readonly Range[]
  /** One shared whole number: the next range to be taken. */
  readonly next: Int32Array<SharedArrayBuffer>
}

/** One pass over all ranges. */
export interface Pass {
  readonly runner: RunnerName
  readonly withSums: boolean
}

/** Takes ranges until none is left. */
export function takeRanges(
  { population, program, ranges, next }: Setting,
  { withSums }: Pass,
  runner: Runner,
): Sums {
  const summing = new Summing(program, population)
  for (;;) {
    const [from, to] = ranges[Atomics.add(next, 0, 1)] ?? [-1, -1]
    if (from < 0) return summing.sums()
    runner.decide(from, to)
    if (withSums) summing.add(runner.chunk)
  }
}

/** Runs passes on this thread, or on worker threads over the shared population; each thread has its own runners. */
export class Crew {
  private readonly setting: Setting
  private readonly runners = new Map<RunnerName, Runner>()
  private readonly workers: readonly Worker[]

  constructor(setting: Setting, threads: number) {
    this.setting = setting
    this.workers =
      threads === 1
        ? []
        : Array.from(
            { length: threads },
            () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: setting }),
          )
  }

  /** Milliseconds of the pass, and its sums where they were asked for (they take time of their own). */
  async run(pass: Pass): Promise<{ ms: number; sums: Sums }> {
    Atomics.store(this.setting.next, 0, 0)
    if (this.workers.length === 0) {
      const runner =
        this.runners.get(pass.runner) ??
        makeRunner(pass.runner, this.setting.population, this.setting.program, this.setting.capacity)
      this.runners.set(pass.runner, runner)
      const start = performance.now()
      const sums = takeRanges(this.setting, pass, runner)
      return { ms: performance.now() - start, sums }
    }
    const start = performance.now()
    const sums = await Promise.all(this.workers.map(w => ask(w, pass)))
    return { ms: performance.now() - start, sums: addSums(sums) }
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map(w => w.terminate()))
  }
}

function ask(worker: Worker, pass: Pass): Promise<Sums> {
  return new Promise((resolve, reject) => {
    worker.once('message', (sums: Sums) => {
      worker.off('error', reject)
      resolve(sums)
    })
    worker.once('error', reject)
    worker.postMessage(pass)
  })
}
