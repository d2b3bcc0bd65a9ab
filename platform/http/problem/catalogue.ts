import { Problem, type ProblemKind, type ProblemSpec } from './problem.ts'

const CODE = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/
const kinds = new Map<string, ProblemKind<never>>()
const byConstraint = new Map<string, ProblemKind>()

/**
 * Declares a kind of problem under a stable code such as `household.version_conflict`. Once, in the `problems.ts` of the thing it belongs
 * to. A code is never given a second meaning; throws if it is taken, is not `thing.what`, or the status is none of an error.
 */
export function problem<Data extends readonly unknown[] = []>(
  code: string,
  spec: ProblemSpec<Data>,
): ProblemKind<Data> {
  if (!CODE.test(code)) throw new Error(`a problem code is thing.what in small letters, not ${code}`)
  if (kinds.has(code)) throw new Error(`the problem code ${code} is declared twice`)
  if (spec.status < 400 || spec.status > 599)
    throw new Error(`${code}: ${spec.status} is no status of an error`)
  const headers = spec.retryAfter === undefined ? {} : { 'Retry-After': String(spec.retryAfter) }
  const make = (...data: Data) =>
    new Problem({ code, status: spec.status, title: spec.title, detail: spec.detail?.(...data) }, { headers })
  const kind: ProblemKind<Data> = Object.assign(make, {
    code,
    status: spec.status,
    title: spec.title,
    constraints: spec.constraints ?? [],
  })
  kinds.set(code, kind as ProblemKind<never>)
  for (const constraint of kind.constraints) {
    if (byConstraint.has(constraint)) throw new Error(`two problems claim the constraint ${constraint}`)
    byConstraint.set(constraint, kind as unknown as ProblemKind)
  }
  return kind
}

/** Every kind declared so far, by code. */
export const problemKinds = (): readonly ProblemKind<never>[] =>
  [...kinds.values()].sort((a, b) => (a.code < b.code ? -1 : 1))

/** The problem that a violated constraint of the database means, if one was declared for it. */
export const problemOfConstraint = (constraint: string): Problem | undefined =>
  byConstraint.get(constraint)?.()
