import { inflateRawSync } from 'node:zlib'

export interface ZipCaps {
  readonly entries: number
  /** Bytes of all entries together after unpacking. */
  readonly unpacked: number
}

/** Why an archive is not opened. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused'
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
const LONGEST_COMMENT = 0xffff

/**
 * Unpacks every entry of an archive under caps, so that what opens it later meets no bomb: the sizes that the archive states are not believed.
 *
 * @throws ZipRefused where it is damaged, encrypted, split, larger than the caps, or holds a name twice
 */
export function inspectZip(bytes: Buffer, caps: ZipCaps): Map<string, Buffer> {
  const end = endOf(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > caps.entries)
    throw new ZipRefused(`the archive has ${count} entries, more than ${caps.entries}`)
  const files = new Map<string, Buffer>()
  let left = caps.unpacked
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY)
      throw new ZipRefused('the archive is damaged: its directory breaks off')
    const [nameLength, extra, comment] = [28, 30, 32].map(o => bytes.readUInt16LE(at + o))
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const content = unpack(bytes, at, name, left)
    left -= content.length
    if (files.has(name)) throw new ZipRefused(`the archive holds ${name} twice`)
    files.set(name, content)
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - LONGEST_COMMENT; at--)
    if (bytes.readUInt32LE(at) === END) return at
  throw new ZipRefused('this is no zip archive')
}

function unpack(bytes: Buffer, entry: number, name: string, left: number): Buffer {
  const flags = bytes.readUInt16LE(entry + 8)
  const method = bytes.readUInt16LE(entry + 10)
  const packed = bytes.readUInt32LE(entry + 20)
  const local = bytes.readUInt32LE(entry + 42)
  if ((flags & 1) !== 0) throw new ZipRefused(`${name} is encrypted`)
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL)
    throw new ZipRefused(`the archive is damaged at ${name}`)
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const data = bytes.subarray(start, start + packed)
  if (data.length !== packed) throw new ZipRefused(`the archive is damaged at ${name}`)
  if (method === STORED) {
    if (packed > left) throw new ZipRefused('the archive is too large when unpacked')
    return data
  }
  if (method !== DEFLATED) throw new ZipRefused(`${name} is packed in a way that office files do not use`)
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(left, 1) })
  } catch (e) {
    if (e instanceof RangeError) throw new ZipRefused('the archive is too large when unpacked')
    throw new ZipRefused(`the archive is damaged at ${name}`)
  }
}
