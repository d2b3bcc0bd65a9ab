import { Worker } from 'node:worker_threads'
import type { Source } from '../../engine/language/index.ts'
import type { CheckedOverlay } from './check-overlay.ts'

/** `checkOverlay` in a thread of its own: compiling the law of every day of change takes seconds, in which a server must go on answering. */
export function checkAside(overlay: Source, others: readonly Source[] = []): Promise<CheckedOverlay> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-thread.ts', import.meta.url), {
      workerData: { overlay, others },
    })
    worker.once('message', (checked: CheckedOverlay) => resolve(checked))
    worker.once('error', reject)
    worker.once('exit', code =>
      reject(new Error(`the check of the overlay ended with ${code} and no answer`)),
    )
  })
}
