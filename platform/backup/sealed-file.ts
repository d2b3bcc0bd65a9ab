import { createWriteStream, existsSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { BackupFailure, truncated } from './failure.ts'
import { openFrames, type ReadBytes, sealFrames } from './frames.ts'
import { type Cost, jsonLength, makeHeader, openHeader, PREFIX_BYTES, SUM_BYTES } from './header.ts'

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

/**
 * Compresses and encrypts a stream of bytes into a file that only its owner may read. It is written as `FILE.part`, synced and renamed: a file with
 * the name is whole.
 *
 * @throws BackupFailure `exists` when the file is there already; it is never overwritten.
 */
export async function writeSealedFile(
  file: string,
  passphrase: string,
  source: AsyncIterable<Buffer>,
  cost: Cost = 'strong',
): Promise<void> {
  refuseExisting(file)
  const part = `${file}.part`
  await rm(part, { force: true })
  const header = await makeHeader(passphrase, cost)
  try {
    await pipeline(
      Readable.from(source, { objectMode: false, highWaterMark: 1024 * 1024 }),
      createZstdCompress(LEVEL),
      (compressed: AsyncIterable<Buffer>) => withHeader(header.bytes, sealFrames(compressed, header.opened)),
      createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }),
    )
    refuseExisting(file)
    await rename(part, file)
    await syncFolder(path.dirname(file))
  } catch (e) {
    await rm(part, { force: true })
    throw e
  }
}

async function* withHeader(header: Buffer, frames: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield header
  yield* frames
}

/**
 * The bytes that were written, in order and in bounded memory. Each is authenticated before it is seen.
 *
 * @param onProgress bytes of the file read so far, and its size
 * @throws BackupFailure when the file is missing, no backup, damaged or truncated, or the passphrase is another.
 */
export async function* readSealedFile(
  file: string,
  passphrase: string,
  onProgress?: (done: number, total: number) => void,
): AsyncGenerator<Buffer> {
  const handle = await openFile(file)
  try {
    const { size } = await handle.stat()
    const read = reader(handle, done => onProgress?.(done, size))
    const prefix = await read(PREFIX_BYTES)
    const length = jsonLength(prefix) + SUM_BYTES
    const rest = await read(length)
    if (rest.length < length) throw truncated()
    const opened = await openHeader(Buffer.concat([prefix, rest]), passphrase)
    const frames = Readable.from(openFrames(read, opened), { objectMode: false, highWaterMark: 512 * 1024 })
    const plain = createZstdDecompress({ chunkSize: 512 * 1024 })
    // a fault of the frames ends `plain` with it, so whoever reads sees it there
    const flow = pipeline(frames, plain).catch(() => undefined)
    try {
      yield* plain as AsyncIterable<Buffer>
    } finally {
      plain.destroy()
      await flow
    }
  } finally {
    await handle.close()
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'ENOENT') throw e
    throw new BackupFailure('no_file', `Không có tệp ${file}.`, `There is no file ${file}.`)
  }
}

/** Reads ahead in large pieces; frames are small. */
function reader(handle: FileHandle, onRead: (done: number) => void): ReadBytes {
  let held: Buffer = Buffer.alloc(0)
  let done = 0
  return async bytes => {
    while (held.length < bytes) {
      const piece = Buffer.allocUnsafe(Math.max(1024 * 1024, bytes - held.length))
      const { bytesRead } = await handle.read(piece, 0, piece.length)
      if (bytesRead === 0) break
      held = Buffer.concat([held, piece.subarray(0, bytesRead)])
      done += bytesRead
      onRead(done)
    }
    const taken = held.subarray(0, bytes)
    held = held.subarray(taken.length)
    return taken
  }
}

function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new BackupFailure(
      'exists',
      `Tệp ${file} đã có; bản sao lưu cũ không bị ghi đè. Hãy chọn tên khác.`,
      `The file ${file} is there already; an older backup is never overwritten. Choose another name.`,
    )
}

/** The new name survives a power cut only when the folder is synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
