import { problemOfConstraint } from './catalogue.ts'
import {
  duplicate,
  forbidden,
  refusedByStore,
  storeBusy,
  storeUnavailable,
  unacceptableValue,
} from './general.ts'
import type { Problem } from './problem.ts'

/** The fields of a driver's error that hold no values of rows. `message` and `detail` may, so nobody reads them. */
export interface DatabaseFault extends Error {
  readonly code: string
  readonly constraint?: string
  readonly table?: string
  readonly routine?: string
}

const SQLSTATE = /^[0-9A-Z]{5}$/
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND'])
/** The driver gives these no code. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/
const UNREADABLE = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P03', '22P05'])
const BUSY = new Set(['40001', '40P01', '55P03'])

/** An error that came from PostgreSQL or from the way to it. */
export const isDatabaseFault = (e: unknown): e is DatabaseFault =>
  e instanceof Error &&
  'code' in e &&
  typeof e.code === 'string' &&
  (NETWORK.has(e.code) || (SQLSTATE.test(e.code) && 'severity' in e))

/**
 * What an error of the database means for the person who asked, or undefined if it is a defect of ours. Row-level security says 42501; the
 * same code says that a grant is missing, which for the person is the same.
 */
export function problemOfDatabase(e: unknown): Problem | undefined {
  if (e instanceof Error && LOST.test(e.message)) return storeUnavailable()
  if (!isDatabaseFault(e)) return undefined
  const { code, constraint } = e
  if (NETWORK.has(code) || /^(08|53|57P)/.test(code)) return storeUnavailable()
  if (code === '42501') return forbidden()
  if (BUSY.has(code) || code === '57014') return storeBusy()
  if (constraint !== undefined) {
    const declared = problemOfConstraint(constraint)
    if (declared !== undefined) return declared
  }
  if (code === '23505' || code === '23P01') return duplicate()
  if (code.startsWith('23')) return refusedByStore(constraint ?? code)
  return UNREADABLE.has(code) ? unacceptableValue() : undefined
}
