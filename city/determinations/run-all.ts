import { Worker } from 'node:worker_threads'
import { type Counted, type RangeRows, RangeRunner, rangesOf, type Task } from './run-ranges.ts'
import { addTotals } from './totals.ts'

/** Ranges that may be decided ahead of the one to be written next; bounds memory when a thread is slow. */
const AHEAD = 4
/** Below this size a thread costs more than it gives. */
const SMALL = 20_000

/** Decides the whole population; `onRows` gets the rows range by range, in order. */
export async function runAll(
  task: Task,
  threads: number,
  onRows: (rows: RangeRows, households: number) => void,
): Promise<Counted> {
  const { ranges } = rangesOf(task.population)
  if (threads < 2 || task.population.households < SMALL) {
    const runner = new RangeRunner(task)
    for (const [from, to] of ranges) onRows(runner.run(from, to), to)
    return merge([runner.counted()])
  }
  const workers = Array.from(
    { length: Math.min(threads, ranges.length) },
    () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: task }),
  )
  try {
    return merge(await shareOut(workers, ranges, onRows))
  } finally {
    await Promise.all(workers.map(w => w.terminate()))
  }
}

type Answer = { readonly number: number; readonly rows: RangeRows } | { readonly counted: Counted }

function shareOut(
  workers: readonly Worker[],
  ranges: readonly (readonly [number, number])[],
  onRows: (rows: RangeRows, households: number) => void,
): Promise<Counted[]> {
  return new Promise((resolve, reject) => {
    const waiting = new Map<number, RangeRows>()
    const counted: Counted[] = []
    const running = new Map<Worker, number>(workers.map(w => [w, 0]))
    const ended = new Set<Worker>()
    let next = 0
    let written = 0
    const feed = (): void => {
      for (const [worker, jobs] of running) {
        let mine = jobs
        while (mine < 2 && next < ranges.length && next < written + workers.length * AHEAD) {
          const [from, to] = ranges[next] ?? [0, 0]
          worker.postMessage({ number: next++, from, to })
          mine++
        }
        running.set(worker, mine)
        if (mine === 0 && next === ranges.length && !ended.has(worker)) {
          ended.add(worker)
          worker.postMessage('end')
        }
      }
    }
    const take = (worker: Worker, answer: Answer): void => {
      if ('counted' in answer) {
        counted.push(answer.counted)
        if (counted.length === workers.length) resolve(counted)
        return
      }
      waiting.set(answer.number, answer.rows)
      running.set(worker, (running.get(worker) ?? 1) - 1)
      for (let rows = waiting.get(written); rows; rows = waiting.get(written)) {
        waiting.delete(written)
        onRows(rows, ranges[written]?.[1] ?? 0)
        written++
      }
      feed()
    }
    for (const worker of workers) {
      worker.on('error', reject)
      worker.on('message', (answer: Answer) => {
        try {
          take(worker, answer)
        } catch (e) {
          reject(e)
        }
      })
    }
    feed()
  })
}

function merge(parts: readonly Counted[]): Counted {
  const sum = (key: 'standings' | 'doubts'): Record<string, number> => {
    const sums: Record<string, number> = {}
    for (const part of parts)
      for (const [name, n] of Object.entries(part[key])) sums[name] = (sums[name] ?? 0) + n
    return sums
  }
  return {
    totals: addTotals(parts.map(p => p.totals)),
    decisions: parts.reduce((sum, p) => sum + p.decisions, 0),
    standings: sum('standings'),
    doubts: sum('doubts'),
  }
}
