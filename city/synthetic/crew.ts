import { Worker } from 'node:worker_threads'
import type { BlockWork, MadeBlock } from './block.ts'

/** Blocks that may be made before the oldest is written, per thread: bounds the memory. */
const AHEAD = 2

/** Keeps each thread's short-lived objects small in memory; they die young anyway. */
const YOUNG_MB = 24

/**
 * Makes blocks 0 to `blocks` − 1 in `threads` threads and gives them to `write` in order, one at a time. A thread gets
 * its next block only when the writer has not fallen behind.
 *
 * @throws what a thread or `write` threw first; the threads are ended
 */
export async function makeInOrder(
  work: BlockWork,
  blocks: number,
  threads: number,
  write: (made: MadeBlock, block: number) => Promise<void>,
): Promise<void> {
  const workers = Array.from(
    { length: Math.min(threads, blocks) },
    () =>
      new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: work,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
  )
  const ready = new Map<number, MadeBlock>()
  const idle: Worker[] = []
  let asked = 0
  let written = 0
  const ask = () => {
    while (idle.length > 0 && asked < blocks && asked < written + AHEAD * workers.length)
      idle.pop()?.postMessage(asked++)
  }
  try {
    await new Promise<void>((resolve, reject) => {
      let writing = false
      const drain = async () => {
        if (writing) return
        writing = true
        for (let made = ready.get(written); made !== undefined; made = ready.get(written)) {
          ready.delete(written)
          await write(made, written)
          written++
          ask()
        }
        writing = false
        if (written === blocks) resolve()
      }
      for (const worker of workers) {
        worker.on('error', reject)
        worker.on('exit', code =>
          reject(new Error(`a thread ended with code ${code} before its work was done`)),
        )
        worker.on('message', ({ block, made }: { block: number; made: MadeBlock }) => {
          ready.set(block, made)
          idle.push(worker)
          ask()
          drain().catch(reject)
        })
        idle.push(worker)
      }
      ask()
    })
  } finally {
    await Promise.all(workers.map(worker => worker.removeAllListeners('exit').terminate()))
  }
}
