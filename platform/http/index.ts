export { z } from '@hono/zod-openapi'
export { html } from 'hono/html'
export { type AppOptions, createApp } from './app.ts'
export {
  type Cursors,
  createCursors,
  foreignCursor,
  malformedCursor,
  PageQuery,
  pageOf,
  type SortKey,
} from './cursor.ts'
export type {
  HttpContext,
  HttpEnv,
  HttpLog,
  HttpMetrics,
  ResolveSession,
  Routes,
  Session,
} from './env.ts'
export {
  checkIfMatch,
  etagOf,
  ifMatch,
  setEtag,
  type Version,
  versionChanged,
  versionNotNamed,
} from './etag.ts'
export {
  attachment,
  type Export,
  ExportQuery,
  exportResponse,
  exportResponses,
  exportsBusy,
} from './export-response.ts'
export type { Column, ColumnType, ExportFormat } from './exports/index.ts'
export { queryRows, type Statement } from './exports/query-rows.ts'
export {
  IDEMPOTENCY_DAYS,
  type IdempotencyOptions,
  idempotent,
  type Reply,
  sweepIdempotencyKeys,
} from './idempotency.ts'
export { keyMalformed, keyMissing, keyOfAnotherRequest, requestInFlight } from './idempotency-problems.ts'
export { MEGABYTE, type RouteLimits } from './limits.ts'
export { openApiDocument } from './openapi.ts'
export * from './problem/index.ts'
export { type Allowance, rateLimiter } from './rate-limit.ts'
export { json, jsonBody, newRoutes, ProblemBody, type RouteExtras, route } from './route.ts'
export { SERVER_OPTIONS } from './server-options.ts'
export { sessionOf, signedIn } from './session.ts'
export { type FileKind, sweepUploads, type Upload } from './upload/index.ts'
export { receiveUpload, uploadBody, uploadLimits } from './upload-request.ts'
export { faultsOf } from './validation.ts'
