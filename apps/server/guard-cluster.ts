import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, startCluster } from '../../platform/db/index.ts'
import type { Logger } from '../../platform/logging/index.ts'

export interface GuardedCluster {
  /** The server that runs now. */
  stop(): Promise<void>
}

const TRIES = 5

/**
 * Keeps the server alive: when it is killed it is started again on the same port, so that the pools find it. Calls `onLost` when it
 * does not come back.
 */
export function guardCluster(
  first: Cluster,
  options: { readonly data: string; readonly password: string; readonly log: Logger; onLost(): void },
): GuardedCluster {
  let current = first
  let stopping = false
  let restarting: Promise<void> | undefined
  const watch = (cluster: Cluster): void => {
    void cluster.exited.then(() => {
      if (!stopping) restarting = restart()
    })
  }
  const restart = async (): Promise<void> => {
    for (let n = 1; n <= TRIES && !stopping; n++) {
      options.log.error({ attempt: n }, 'PostgreSQL ended and is started again')
      try {
        current = await startCluster({ ...options, port: first.port })
        if (stopping) return
        options.log.warn({ port: current.port }, 'PostgreSQL runs again')
        return watch(current)
      } catch (err) {
        options.log.error({ err }, 'PostgreSQL did not start')
        await sleep(1000 * n)
      }
    }
    if (!stopping) options.onLost()
  }
  watch(first)
  return {
    async stop() {
      stopping = true
      await restarting
      await current.stop()
    },
  }
}
