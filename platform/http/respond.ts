import { HTTPException } from 'hono/http-exception'
import type { HttpContext, HttpLog } from './env.ts'
import {
  bodyTooLarge,
  defect,
  malformedJson,
  malformedRequest,
  requestTimedOut,
  wrongContentType,
} from './problem/general.ts'
import { isDatabaseFault, Problem, problemOfDatabase } from './problem/index.ts'

export const PROBLEM_JSON = 'application/problem+json'

/** Writes a problem as RFC 9457 says, in the language of the request. */
export function respondWithProblem(c: HttpContext, problem: Problem): Response {
  const language = c.get('language') ?? 'vi'
  const { errors, headers, members } = problem.extras
  const body = {
    ...members,
    type: `/problems/${problem.code}`,
    title: problem.title[language],
    status: problem.status,
    ...(problem.detail && { detail: problem.detail[language] }),
    code: problem.code,
    request_id: c.get('requestId'),
    ...(errors?.length && { errors }),
  }
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      ...headers,
      'Content-Type': PROBLEM_JSON,
      'Content-Language': language,
      'Cache-Control': 'no-store',
      ...(problem.status === 401 && { 'WWW-Authenticate': 'Session realm="An Sinh"' }),
      // The rest of the body is not wanted: the connection ends with the answer.
      ...(problem.status === 413 && { Connection: 'close' }),
    },
  })
}

/** What an error thrown anywhere in a request means for the client. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 415) return wrongContentType()
    if (error.status === 413) return bodyTooLarge(0)
    if (error.status === 504) return requestTimedOut()
    if (error.status === 400) return /JSON/.test(error.message) ? malformedJson() : malformedRequest()
  }
  return problemOfDatabase(error) ?? defect()
}

/** Messages of these are written by the engine of JavaScript about code, not about data. */
const SPEAKS_OF_CODE = [TypeError, ReferenceError, RangeError]

/** What may be logged of an error: where it arose and its codes, never values. Messages of others may quote rows, bodies or names. */
export function fieldsOfError(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  // class 42: a fault in the statement itself, told by the names in it
  const known =
    SPEAKS_OF_CODE.some(kind => error instanceof kind) ||
    (isDatabaseFault(error) && error.code.startsWith('42'))
  return {
    error: error.name,
    ...(known && { message: error.message }),
    ...(isDatabaseFault(error) && {
      sqlstate: error.code,
      constraint: error.constraint,
      table: error.table,
      routine: error.routine,
    }),
    at: frames.slice(0, 12).map(line => line.trim()),
    ...(error.cause !== undefined && { cause: fieldsOfError(error.cause) }),
  }
}

/** The error handler of the application. */
export const answerErrors =
  (log: HttpLog) =>
  (error: unknown, c: HttpContext): Response => {
    const problem = problemOf(error)
    if (problem.status >= 500)
      log.error(
        { request_id: c.get('requestId'), code: problem.code, ...fieldsOfError(error) },
        'request failed',
      )
    return respondWithProblem(c, problem)
  }
