import { parentPort, workerData } from 'node:worker_threads'
import { startWorker, type WorkerOptions } from './run-worker.ts'

/** A worker in a thread of the server: what it decides never keeps the server from answering. */
const port = parentPort
if (port === null) throw new Error('thread.ts runs in a worker thread only')
const given = workerData as Pick<WorkerOptions, 'data' | 'province' | 'databaseUrl' | 'concurrency'>

const worker = await startWorker({
  ...given,
  supervise: false,
  onError: e => port.postMessage({ error: e instanceof Error ? e.message : String(e) }),
  onPart: part => port.postMessage({ part }),
})
port.postMessage({ ready: true })
port.on('message', async (message: string) => {
  if (message !== 'stop') return
  await worker.stop()
  port.close()
})
