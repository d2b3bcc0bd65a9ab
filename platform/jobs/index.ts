/**
 * Jobs: pg-boss in a schema of its own inside the store (docs/adr/0015). The owner makes its tables after the migrations (`installJobs`), the
 * application sends within its transactions, workers work.
 */

export { type QueueDepth, queueDepths } from './health.ts'
export { installJobs } from './install.ts'
export {
  type Jobs,
  type JobsOptions,
  openJobs,
  type QueueCounts,
  type RunningJob,
  type WorkOptions,
} from './jobs.ts'
export { deadLetters, defineQueue, HEARTBEAT_SECONDS, type JobQueue } from './queue.ts'
