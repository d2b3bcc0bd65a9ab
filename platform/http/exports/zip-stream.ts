import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { crc32, createDeflateRaw } from 'node:zlib'

/** A file inside the archive: its content comes in pieces. */
export interface ZipEntry {
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/** 1980-01-01 00:00, the first moment that the format knows: the same rows give the same bytes. */
const DATE = 0x0021
const LIMIT = 0xffff_ffff

const unsigned = (bytes: readonly (readonly [number, 2 | 4])[]): Buffer => {
  const buffer = Buffer.alloc(bytes.reduce((sum, [, length]) => sum + length, 0))
  let at = 0
  for (const [value, length] of bytes) at = buffer.writeUIntLE(value, at, length)
  return buffer
}

/** Sizes follow the content (flag 3), names are UTF-8 (flag 11). */
const FLAGS = 0x0808

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    unsigned([
      [0x04034b50, 4],
      [20, 2],
      [FLAGS, 2],
      [8, 2],
      [0, 2],
      [DATE, 2],
      [0, 4],
      [0, 4],
      [0, 4],
      [name.length, 2],
      [0, 2],
    ]),
    name,
  ])

const directoryEntry = ({ name, crc, packed, size, at }: Written): Buffer =>
  Buffer.concat([
    unsigned([
      [0x02014b50, 4],
      [20, 2],
      [20, 2],
      [FLAGS, 2],
      [8, 2],
      [0, 2],
      [DATE, 2],
      [crc, 4],
      [packed, 4],
      [size, 4],
      [name.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [at, 4],
    ]),
    name,
  ])

async function* deflated(
  content: ZipEntry['content'],
  seen: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      seen.crc = crc32(bytes, seen.crc)
      seen.size += bytes.length
      yield bytes
    }
  }
  const packing = createDeflateRaw()
  const feeding = pipeline(Readable.from(counted(), { highWaterMark: 1 }), packing)
  // whoever stops reading stops the feeding too; its fault, if it has one, comes out of the loop below
  const ended = feeding.catch(() => undefined)
  try {
    for await (const piece of packing) yield piece as Buffer
  } finally {
    packing.destroy()
    await ended
  }
}

/**
 * A ZIP archive whose files are compressed while they are made: a piece of content is taken only when the reader wants bytes. (The streaming writer of
 * exceljs takes everything at once and keeps it.) Throws above 4 GB, which plain ZIP cannot say.
 */
export async function* zipOf(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const directory: Written[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const at = offset
    const bytes = Buffer.from(name)
    const header = localHeader(bytes)
    yield header
    offset += header.length
    const seen = { crc: 0, size: 0 }
    let packed = 0
    for await (const piece of deflated(content, seen)) {
      packed += piece.length
      yield piece
    }
    offset += packed
    if (seen.size > LIMIT || offset > LIMIT)
      throw new RangeError('an archive of more than 4 GB cannot be written')
    const descriptor = unsigned([
      [0x08074b50, 4],
      [seen.crc, 4],
      [packed, 4],
      [seen.size, 4],
    ])
    yield descriptor
    offset += descriptor.length
    directory.push({ name: bytes, crc: seen.crc, packed, size: seen.size, at })
  }
  const listed = Buffer.concat(directory.map(directoryEntry))
  yield listed
  const count = directory.length
  yield unsigned([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [listed.length, 4],
    [offset, 4],
    [0, 2],
  ])
}
