import { z } from '@hono/zod-openapi'
import type { HttpContext } from './env.ts'
import { LARGEST_BODY, limitsOf } from './limits.ts'
import { wrongContentType } from './problem/general.ts'
import { emptyUpload, type FileKind, storeUpload, type Upload, type UploadOptions } from './upload/index.ts'

/** The body of an upload, for `request.body`: the file itself, not a form. */
export const uploadBody = {
  required: true,
  content: {
    'application/octet-stream': { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
  },
} as const

/** The limits of a route that takes a file. */
export const uploadLimits = (bodyBytes = LARGEST_BODY, seconds = 600) => ({
  bodyBytes,
  seconds,
  streams: true,
})

/**
 * Takes the file that a request carries as its body, see `storeUpload`; at most the route's `limits.bodyBytes`. Forms are refused (415): a form
 * would have to be taken apart, and the name of a file is nothing that we need.
 */
export async function receiveUpload<Kind extends FileKind>(
  c: HttpContext,
  options: Omit<UploadOptions<Kind>, 'maxBytes'>,
): Promise<Upload<Kind>> {
  const type = c.req.header('content-type') ?? ''
  if (/^(multipart\/|application\/x-www-form-urlencoded)/i.test(type)) throw wrongContentType()
  const body = c.req.raw.body
  if (body === null) throw emptyUpload()
  return await storeUpload(body, { ...options, maxBytes: limitsOf(c).bodyBytes ?? LARGEST_BODY })
}
