import { parentPort } from 'node:worker_threads'
import { doJob, type Job } from './job.ts'
import type { Table } from './part.ts'

/** A thread that reads parts of files into shared columns. First it is given the table, then jobs by number. */
const port = parentPort
if (port === null) throw new Error('worker.ts runs in a worker thread only')
let table: Table | undefined

port.on('message', (message: { table: Table } | { job: Job; number: number }) => {
  if ('table' in message) {
    table = message.table
    return
  }
  if (table === undefined) throw new Error('a job without a table')
  port.postMessage({ number: message.number, result: doJob(table, message.job) })
})
