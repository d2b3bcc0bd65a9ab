import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { bodyTooLarge } from '../problem/general.ts'
import { Problem } from '../problem/index.ts'
import { checkKind, type FileKind } from './kind.ts'
import { emptyUpload, interruptedUpload, noSpace } from './problems.ts'
import type { ZipLimits } from './zip-guard.ts'

/** A file that lies on the server's disk, whole and looked through. */
export interface Upload<Kind extends FileKind> {
  readonly path: string
  readonly bytes: number
  /** SHA-256 of the content, hexadecimal. */
  readonly sha256: string
  readonly kind: Kind
  /** Removes the file; safe to repeat. */
  remove(): Promise<void>
}

export interface UploadOptions<Kind extends FileKind> {
  /** A folder of our own in the data folder; made for us alone if it is missing. */
  readonly folder: string
  readonly maxBytes: number
  readonly kinds: readonly Kind[]
  readonly zip?: ZipLimits
}

/**
 * Writes a stream into a private file while it comes, with its size counted and its hash taken, and looks whether it is what it should be. On the disk for good when
 * this returns. Whatever goes wrong, nothing is left. Throws `request.too_large`, `upload.empty`, `upload.interrupted`, and what `checkKind` throws.
 */
export async function storeUpload<Kind extends FileKind>(
  body: AsyncIterable<Uint8Array>,
  options: UploadOptions<Kind>,
): Promise<Upload<Kind>> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const file = path.join(options.folder, `${randomUUID()}.upload`)
  const remove = () => rm(file, { force: true })
  try {
    const { bytes, sha256 } = await write(body, file, options.maxBytes)
    const kind = await checkKind(file, options.kinds, options.zip)
    return { path: file, bytes, sha256, kind, remove }
  } catch (e) {
    await remove()
    throw e
  }
}

async function write(
  body: AsyncIterable<Uint8Array>,
  file: string,
  maxBytes: number,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const piece of arriving(body)) {
      bytes += piece.length
      if (bytes > maxBytes) throw bodyTooLarge(maxBytes)
      hash.update(piece)
      await handle.appendFile(piece)
    }
    if (bytes === 0) throw emptyUpload()
    await handle.sync()
  } catch (e) {
    if (e instanceof Error && 'code' in e && (e.code === 'ENOSPC' || e.code === 'EDQUOT')) throw noSpace()
    throw e
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A fault of the sender's line is the sender's, not the disk's. */
async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (e) {
    throw e instanceof Problem ? e : interruptedUpload()
  }
}

const DAY_MS = 86_400_000

/** Removes files that nobody removed, of a server that was killed; gives how many. `olderThanMs`: a day when left out. */
export async function sweepUploads(folder: string, olderThanMs = DAY_MS): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.upload')) continue
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs < olderThanMs) continue
    await rm(file, { force: true })
    removed += 1
  }
  return removed
}
