import type { Store, Tx } from '../../platform/db/index.ts'
import { defineQueue, type Jobs } from '../../platform/jobs/index.ts'
import { findDuplicates } from './find.ts'

/** Searches that somebody asked for. A job carries nothing: each search looks at whatever was recorded since the last one, and finds nothing new when none was. */
export const DUPLICATE_QUEUE = defineQueue<Record<string, never>>('duplicates', {
  retryLimit: 3,
  retryDelay: 30,
  expireInSeconds: 3600,
})

/** Asks for a search as part of the transaction: at the end of an import. */
export const askForSearch = (tx: Tx, jobs: Pick<Jobs, 'send'>): Promise<void> =>
  jobs.send(tx, DUPLICATE_QUEUE, [{}])

/** Does the searches that were asked for. Only a process that holds the owner's password can. */
export const workOnDuplicates = (store: Store, jobs: Jobs): Promise<void> =>
  jobs.work(DUPLICATE_QUEUE, async () => void (await findDuplicates(store)), { pollSeconds: 5 })

/** How often a server looks at what officers recorded by hand. */
const EVERY_MS = 10 * 60_000

/** Searches now and then, so that actions recorded by hand are compared as well; gives the way to stop it. A timer of the process; it keeps nothing alive. */
export function keepFindingDuplicates(store: Store, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void findDuplicates(store).catch(onError), EVERY_MS).unref()
  return () => clearInterval(timer)
}
