import { DUPLICATE_QUEUE } from '../../city/duplicates/index.ts'
import { determinationQueue } from '../../city/runs/index.ts'
import type { JobQueue } from '../../platform/jobs/index.ts'

/** Queues of the store, made after the migrations. */
export const QUEUES: readonly JobQueue<object>[] = [determinationQueue, DUPLICATE_QUEUE]
