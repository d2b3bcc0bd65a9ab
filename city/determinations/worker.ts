import { parentPort, workerData } from 'node:worker_threads'
import { RangeRunner, type Task } from './run-ranges.ts'

/** A thread that decides the ranges it is asked for. Asked for nothing more (`end`), it hands over its counts. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
const runner = new RangeRunner(workerData as Task)

port.on('message', (message: { number: number; from: number; to: number } | 'end') => {
  if (message === 'end') {
    port.postMessage({ counted: runner.counted() })
    return
  }
  const rows = runner.run(message.from, message.to)
  port.postMessage({ number: message.number, rows }, [rows.standings.buffer, rows.decisions.buffer])
})
