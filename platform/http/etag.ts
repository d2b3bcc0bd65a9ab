import type { MiddlewareHandler } from 'hono'
import type { HttpContext, HttpEnv } from './env.ts'
import { problem } from './problem/catalogue.ts'

export const versionNotNamed = problem('version.not_named', {
  status: 428,
  title: { vi: 'Thiếu If-Match.', en: 'If-Match is missing.' },
  detail: () => ({
    vi: 'Hãy gửi ETag của bản đã đọc trong If-Match, để không ghi đè lên sửa đổi của người khác.',
    en: 'Send the ETag that was read in If-Match, so that nobody else’s change is overwritten.',
  }),
})
export const versionChanged = problem('version.changed', {
  status: 412,
  title: { vi: 'Dữ liệu đã thay đổi từ lúc đọc.', en: 'The data have changed since they were read.' },
  detail: () => ({ vi: 'Hãy đọc lại rồi sửa trên bản mới.', en: 'Read again and change the new version.' }),
})

/** A version of a record: a counter or a hash, of letters, digits and `.:_-`. */
export type Version = string | number

const VERSION = /^[A-Za-z0-9.:_-]{1,100}$/

/** `"7"`. Throws on a version with other signs than letters, digits and `.:_-`. */
export function etagOf(version: Version): string {
  const text = String(version)
  if (!VERSION.test(text)) throw new RangeError('a version holds letters, digits and .:_- only')
  return `"${text}"`
}

/** Puts the ETag of the record into the answer. */
export const setEtag = (c: HttpContext, version: Version): void => c.header('ETag', etagOf(version))

/**
 * The versions named in If-Match. `*` names none: it would overwrite whatever is there. A weak mark counts as the strong one, because proxies that
 * compress make it weak and a version is of the record, not of the bytes.
 */
function versionsNamed(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > 2000) return []
  return [...header.matchAll(/(?:^|,)\s*(?:W\/)?"([A-Za-z0-9.:_-]{1,100})"\s*(?=,|$)/g)].map(
    found => found[1] ?? '',
  )
}

/** Refuses a change that does not say which version it changes (428). `route({ ifMatch: true })` adds it. */
export const ifMatchRequired = (): MiddlewareHandler<HttpEnv> => async (c, next) => {
  if (versionsNamed(c.req.header('if-match')).length === 0) throw versionNotNamed()
  await next()
}

/**
 * Throws `version.changed` (412) unless the current version is the one that was read, and `version.not_named` (428) if none was named. Ask inside
 * the transaction that changes, with the row locked: else two may pass.
 */
export function checkIfMatch(c: HttpContext, current: Version): void {
  const named = versionsNamed(c.req.header('if-match'))
  if (named.length === 0) throw versionNotNamed()
  if (!named.includes(String(current))) throw versionChanged()
}

/** The one version named in If-Match, to be compared in the `where` of an update. 428 if none or several are named. */
export function ifMatch(c: HttpContext): string {
  const [version, other] = versionsNamed(c.req.header('if-match'))
  if (version === undefined || other !== undefined) throw versionNotNamed()
  return version
}
