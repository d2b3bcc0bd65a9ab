import { Failure } from '../failure/index.ts'

/** Messages of these are written by JavaScript about code, not about data. */
const SPEAKS_OF_CODE = [TypeError, ReferenceError, RangeError]

/** What may be logged of an error: its kind, its codes and where it arose. Its message only when that is known to quote no row. */
export function faultFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code, constraint, table, syscall } = error as unknown as Record<string, unknown>
  const told =
    error instanceof Failure || syscall !== undefined || SPEAKS_OF_CODE.some(k => error instanceof k)
  return {
    error: error.name,
    ...(told && { message: error.message }),
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    at: (error.stack ?? '')
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .slice(0, 12)
      .map(line => line.trim()),
    ...(error.cause !== undefined && { cause: faultFields(error.cause) }),
  }
}
