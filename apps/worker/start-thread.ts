import { Worker } from 'node:worker_threads'
import type { RunningWorker, WorkerOptions } from './run-worker.ts'

export interface ThreadOptions
  extends Pick<WorkerOptions, 'data' | 'province' | 'databaseUrl' | 'concurrency'> {
  readonly onError: (error: unknown) => void
  readonly onPart?: NonNullable<WorkerOptions['onPart']>
}

type Said = { readonly error?: string; readonly part?: Parameters<NonNullable<WorkerOptions['onPart']>>[0] }

const AGAIN_MS = 5_000

/** Keeps a worker thread alive: one that dies is started again after a moment. Gives back at once; `stop` waits for its work. */
export function startWorkerThread({ onError, onPart, ...given }: ThreadOptions): RunningWorker {
  let stopping = false
  let again: NodeJS.Timeout | undefined
  let thread: Worker
  let gone: Promise<void>
  const start = (): void => {
    thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: given })
    thread.on('message', ({ error, part }: Said) => {
      if (error !== undefined) onError(new Error(error))
      if (part !== undefined) onPart?.(part)
    })
    thread.on('error', onError)
    gone = new Promise(resolve => {
      thread.once('exit', () => {
        resolve()
        if (!stopping) again = setTimeout(start, AGAIN_MS)
      })
    })
  }
  start()
  return {
    async stop() {
      stopping = true
      clearTimeout(again)
      thread.postMessage('stop')
      await gone
    },
  }
}
