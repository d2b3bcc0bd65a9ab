/** A kind of work that is handed over through the database. Declared once, by the thing of the city whose work it is. */
export interface JobQueue<T extends object> {
  readonly name: string
  /** How often a job may be tried again after the first time; then it goes to the dead letters. */
  readonly retryLimit: number
  /** Seconds before the next try of a job that failed. */
  readonly retryDelay: number
  /** Seconds after which a job that neither ends nor fails counts as lost, however alive its worker looks. */
  readonly expireInSeconds: number
  /** Only for the type of the data. */
  readonly data?: T
}

/** The worker of a job says that it lives every few seconds; after this silence another takes the job. The least that pg-boss allows. */
export const HEARTBEAT_SECONDS = 10

/** Queue of the jobs of `queue` that were tried often enough. */
export const deadLetters = (queue: JobQueue<object>): string => `${queue.name}-dead`

/** Declares a queue. Name: lower-case words with hyphens. */
export function defineQueue<T extends object>(
  name: string,
  options: Partial<Omit<JobQueue<T>, 'name' | 'data'>> = {},
): JobQueue<T> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${name} is no name of a queue`)
  return { name, retryLimit: 10, retryDelay: 2, expireInSeconds: 3600, ...options }
}
