import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { HttpEnv, Routes } from './env.ts'
import { ifMatchRequired, versionChanged, versionNotNamed } from './etag.ts'
import { keyMalformed, keyOfAnotherRequest, requestInFlight } from './idempotency-problems.ts'
import { limitMark, type RouteLimits } from './limits.ts'
import * as general from './problem/general.ts'
import type { ProblemKind } from './problem/index.ts'
import { PROBLEM_JSON } from './respond.ts'
import { signedIn } from './session.ts'
import { problemOfFaults } from './validation.ts'

/** The body of every failure, for the description of the API. */
export const ProblemBody = z
  .object({
    type: z.string().openapi({ example: '/problems/request.invalid_body' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().openapi({ example: 'request.invalid_body' }),
    request_id: z.string(),
    errors: z
      .array(z.object({ in: z.string(), pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional(),
  })
  .openapi('Problem')

// biome-ignore lint/suspicious/noExplicitAny: kinds of problems with data of any shape.
type AnyKind = ProblemKind<any>

/** What `route()` wants to know beyond a route of OpenAPI. */
export interface RouteExtras {
  /** A name of its own in the whole API, such as `getHousehold`: clients are generated from it. */
  readonly operationId: string
  readonly tags: string[]
  readonly summary: string
  /** 'session' (when left out): only signed-in users. 'public': anybody. */
  readonly access?: 'session' | 'public'
  /** Problems of this route beyond those that any route may answer. */
  readonly problems?: readonly AnyKind[]
  readonly limits?: RouteLimits
  /** The route wants If-Match with the ETag that was read; without it 428. See `checkIfMatch`, `ifMatch`. */
  readonly ifMatch?: boolean
  /** The handler uses `idempotent()`: the header Idempotency-Key is described. */
  readonly idempotent?: boolean
}

const HEADERS = {
  ifMatch: { name: 'If-Match', required: true, description: 'ETag của bản đã đọc. The ETag that was read.' },
  idempotent: {
    name: 'Idempotency-Key',
    required: false,
    description:
      'Mã riêng của lần ghi này, để gửi lại an toàn. A key of this write, so that it can be sent again safely.',
  },
} as const

function problemResponses(kinds: readonly AnyKind[]): RouteConfig['responses'] {
  const byStatus = new Map<number, AnyKind[]>()
  for (const kind of kinds) byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), kind])
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map(kind => `\`${kind.code}\` ${kind.title.en}`).join('\n\n'),
        content: { [PROBLEM_JSON]: { schema: ProblemBody } },
      },
    ]),
  )
}

function kindsOf(spec: RouteExtras & { request?: RouteConfig['request'] }): readonly AnyKind[] {
  const { body, params, query, headers } = spec.request ?? {}
  return [
    ...(spec.access === 'public' ? [] : [general.sessionMissing, general.sessionExpired, general.forbidden]),
    ...(params || query || headers ? [general.invalidParameters] : []),
    ...(body
      ? [general.malformedJson, general.bodyTooLarge, general.wrongContentType, general.invalidBody]
      : []),
    ...(spec.ifMatch ? [versionNotNamed, versionChanged] : []),
    ...(spec.idempotent ? [keyMalformed, keyOfAnotherRequest, requestInFlight] : []),
    ...(spec.problems ?? []),
    general.tooManyRequests,
    general.defect,
    general.storeUnavailable,
  ]
}

const asList = <T>(one: T | T[] | undefined): T[] =>
  one === undefined ? [] : Array.isArray(one) ? one : [one]

/**
 * A route of the API, to be given to `routes.openapi(route({...}), handler)`: `createRoute` with the session required, its limits, and every
 * problem described. A handler throws problems and returns only the answers that `responses` names.
 */
export function route<
  P extends string,
  R extends Omit<RouteConfig, 'path' | 'operationId' | 'tags' | 'summary'> & { path: P } & RouteExtras,
>(spec: R): R {
  const { access = 'session', problems, limits, ifMatch, idempotent, middleware, ...openapi } = spec
  const gates: MiddlewareHandler<HttpEnv>[] = [
    ...(limits ? [limitMark(limits)] : []),
    ...(access === 'public' ? [] : [signedIn()]),
    ...(ifMatch ? [ifMatchRequired()] : []),
  ]
  const headers = [...(ifMatch ? [HEADERS.ifMatch] : []), ...(idempotent ? [HEADERS.idempotent] : [])]
  return {
    ...openapi,
    tags: [...spec.tags],
    ...(access === 'session' && { security: [{ session: [] }] }),
    ...(headers.length > 0 && {
      parameters: headers.map(header => ({
        ...header,
        in: 'header' as const,
        schema: { type: 'string' as const },
      })),
    }),
    middleware: [...gates, ...asList(middleware)],
    responses: { ...problemResponses(kindsOf(spec)), ...spec.responses },
  } as unknown as R
}

/** An empty set of routes; validation faults in it become problems. */
export const newRoutes = (): Routes => new OpenAPIHono<HttpEnv>({ defaultHook: problemOfFaults })

/** The description of a JSON answer. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** The description of a JSON body, required. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})
