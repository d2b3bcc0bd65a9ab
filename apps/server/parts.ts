/** The parts of the city that the server is composed of: each gives routes under /api and, where it has some, work in the background. */
import type { ResolveSession, Routes } from '../../platform/http/index.ts'
import type { JobQueue } from '../../platform/jobs/index.ts'
import type { Services } from './services.ts'

/** Queues of the store, made after the migrations. */
export const QUEUES: readonly JobQueue<object>[] = []

export interface Parts {
  readonly resolveSession: ResolveSession
  /** Mounted under /api. */
  readonly routes: readonly Routes[]
  /** Name of the session cookie, for the description of the API. */
  readonly sessionCookie: string
  /** Work of this process in the background; ended by `services.jobs.stop`. */
  startWork(): Promise<void>
}

/** Opens the parts on the services. */
export function openParts(_services: Services): Parts {
  return {
    resolveSession: async () => undefined,
    routes: [],
    sessionCookie: 'ansinh.session_token',
    startWork: async () => undefined,
  }
}
