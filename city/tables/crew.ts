import { Worker } from 'node:worker_threads'
import { doJob, type Job } from './job.ts'
import type { PartResult, Table } from './part.ts'

/** Jobs handed to a thread ahead of time, so that it never waits. */
const AHEAD = 2

/** Threads that read the parts of files; with one thread the work is done where it stands. */
export class Crew {
  private readonly workers: Worker[]

  constructor(threads: number) {
    this.workers =
      threads < 2
        ? []
        : Array.from({ length: threads }, () => new Worker(new URL('./worker.ts', import.meta.url)))
  }

  /** Does all jobs on a table; `onDone` gets the results in any order. */
  async run(
    table: Table,
    jobs: readonly Job[],
    onDone: (result: PartResult, job: number) => void,
  ): Promise<void> {
    if (this.workers.length === 0) {
      jobs.forEach((job, i) => {
        onDone(doJob(table, job), i)
      })
      return
    }
    let next = 0
    await Promise.all(
      this.workers.map(
        worker =>
          new Promise<void>((resolve, reject) => {
            let waiting = 0
            const more = (): void => {
              while (waiting < AHEAD && next < jobs.length) {
                worker.postMessage({ job: jobs[next], number: next })
                next++
                waiting++
              }
              if (waiting === 0) {
                // by name: without one Node's own listeners go as well, and the thread is silent from then on
                worker.removeAllListeners('message').removeAllListeners('error')
                resolve()
              }
            }
            worker.on('error', reject)
            worker.on('message', ({ number, result }: { number: number; result: PartResult }) => {
              waiting--
              onDone(result, number)
              more()
            })
            worker.postMessage({ table })
            more()
          }),
      ),
    )
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map(w => w.terminate()))
  }
}
