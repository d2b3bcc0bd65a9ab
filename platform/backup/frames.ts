import { createCipheriv, createDecipheriv } from 'node:crypto'
import { damaged, truncated } from './failure.ts'
import type { FileKey } from './header.ts'

/** Plain bytes of a frame; the last one may hold fewer. */
const FRAME = 256 * 1024
const TAG = 16
const LAST = 2 ** 31

/**
 * Cuts a stream of bytes into frames, each encrypted and authenticated with its number and with whether it is the last:
 * a frame that is altered, missing, repeated or moved does not open, and a file that was cut off has no last frame.
 *
 * On disk: four bytes length (highest bit: last frame), ciphertext, sixteen bytes tag.
 */
export async function* sealFrames(source: AsyncIterable<Buffer>, file: FileKey): AsyncGenerator<Buffer> {
  let number = 0
  let parts: Buffer[] = []
  let held = 0
  for await (const chunk of source) {
    parts.push(chunk)
    held += chunk.length
    if (held <= FRAME) continue
    // one byte more than a frame is held back, so that the last frame is known when it is written
    let rest = Buffer.concat(parts, held)
    while (rest.length > FRAME) {
      yield sealFrame(rest.subarray(0, FRAME), number++, false, file)
      rest = rest.subarray(FRAME)
    }
    parts = [rest]
    held = rest.length
  }
  yield sealFrame(Buffer.concat(parts, held), number, true, file)
}

function sealFrame(plain: Buffer, number: number, last: boolean, file: FileKey): Buffer {
  const cipher = createCipheriv('aes-256-gcm', file.key, nonceOf(number)).setAAD(boundTo(number, last, file))
  const head = Buffer.alloc(4)
  head.writeUInt32BE(plain.length + (last ? LAST : 0))
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Reads the next `bytes` of a file, fewer only at its end. */
export type ReadBytes = (bytes: number) => Promise<Buffer>

/**
 * The plain bytes of the frames, in order.
 *
 * @throws BackupFailure `damaged` at the first frame that does not open or has bytes after the end, `truncated` when the last frame is missing.
 */
export async function* openFrames(read: ReadBytes, file: FileKey): AsyncGenerator<Buffer> {
  for (let number = 0, last = false; !last; number++) {
    const head = await read(4)
    if (head.length < 4) throw truncated()
    const word = head.readUInt32BE(0)
    last = word >= LAST
    const length = last ? word - LAST : word
    // also keeps a made-up length from asking for memory
    if (length > FRAME) throw damaged(`khối, frame ${number}`)
    const sealed = await read(length + TAG)
    if (sealed.length < length + TAG) throw truncated()
    yield openFrame(sealed, number, last, file)
  }
  if ((await read(1)).length > 0) throw damaged('thừa dữ liệu ở cuối, bytes after the end')
}

function openFrame(sealed: Buffer, number: number, last: boolean, file: FileKey): Buffer {
  const tag = sealed.subarray(sealed.length - TAG)
  const opened = createDecipheriv('aes-256-gcm', file.key, nonceOf(number))
    .setAAD(boundTo(number, last, file))
    .setAuthTag(tag)
  const plain = opened.update(sealed.subarray(0, sealed.length - TAG))
  try {
    opened.final()
  } catch {
    throw damaged(`khối, frame ${number}`)
  }
  return plain
}

/** The key is of this file alone (its salt is), so the number of the frame is nonce enough. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

function boundTo(number: number, last: boolean, file: FileKey): Buffer {
  const bound = Buffer.alloc(9)
  bound.writeBigUInt64BE(BigInt(number))
  bound[8] = last ? 1 : 0
  return Buffer.concat([file.headerSum, bound])
}
