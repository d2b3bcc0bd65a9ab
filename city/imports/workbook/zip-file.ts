import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { FileProblem } from '../file-problem.ts'

/**
 * Entries of a ZIP archive, read one by one in any order. What is unpacked is counted while it is unpacked, over all entries and whatever
 * the archive says about itself, so a bomb ends the reading and not the machine.
 */
export interface ZipFile {
  readonly names: readonly string[]
  /** The bytes of an entry; undefined if there is none of that name. */
  read(name: string): AsyncIterable<Uint8Array> | undefined
  close(): Promise<void>
}

export interface ZipLimits {
  /** Bytes that may be unpacked from one archive. */
  readonly bytes: number
  readonly entries: number
}

interface Entry {
  readonly method: number
  readonly offset: number
  readonly packed: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
/** A comment of at most 65,535 bytes may stand behind the end record. */
const TAIL = END_BYTES + 0xffff
/** Stands in fields whose value is in the 64-bit extension, which no workbook below the limits needs. */
const SEE_ZIP64 = 0xffffffff
const ENCRYPTED = 1
const [STORED, DEFLATED] = [0, 8]

/** Opens an archive; reads nothing but its list of entries. @throws FileProblem */
export async function openZip(path: string, limits: ZipLimits): Promise<ZipFile> {
  const file = await open(path, 'r')
  try {
    const entries = await readEntries(file, limits)
    let unpacked = 0
    const count = (bytes: number): void => {
      unpacked += bytes
      if (unpacked > limits.bytes) throw new FileProblem('too_large')
    }
    return {
      names: [...entries.keys()],
      read: name => {
        const entry = entries.get(name)
        return entry && unpack(path, file, entry, count)
      },
      close: () => file.close(),
    }
  } catch (e) {
    await file.close()
    throw e
  }
}

async function readEntries(file: FileHandle, limits: ZipLimits): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const head = await readAt(file, 0, Math.min(8, size))
  if (head.length === 8 && head.readUInt32BE(0) === 0xd0cf11e0) throw new FileProblem('old_workbook')
  if (size < END_BYTES || head.readUInt32LE(0) !== LOCAL) throw new FileProblem('not_workbook')
  const tail = await readAt(file, Math.max(0, size - TAIL), Math.min(TAIL, size))
  let end = tail.length - END_BYTES
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw new FileProblem('damaged')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const offset = tail.readUInt32LE(end + 16)
  if (count > limits.entries || length > limits.bytes || offset === SEE_ZIP64)
    throw new FileProblem('too_large')
  if (offset + length > size) throw new FileProblem('damaged')
  return parseCentral(await readAt(file, offset, length), count)
}

function parseCentral(bytes: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      throw new FileProblem('damaged')
    if (bytes.readUInt16LE(at + 8) & ENCRYPTED) throw new FileProblem('old_workbook')
    const name = bytes.readUInt16LE(at + 28)
    const next = at + CENTRAL_BYTES + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    }
    if (entry.packed === SEE_ZIP64 || entry.offset === SEE_ZIP64) throw new FileProblem('too_large')
    if (entry.method !== STORED && entry.method !== DEFLATED) throw new FileProblem('damaged')
    // some tools write backslashes or a slash in front
    const key = bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + name).replaceAll('\\', '/')
    entries.set(key.replace(/^\/+/, ''), entry)
    at = next
  }
  return entries
}

async function* unpack(
  path: string,
  file: FileHandle,
  entry: Entry,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const local = await readAt(file, entry.offset, LOCAL_BYTES)
  if (local.readUInt32LE(0) !== LOCAL) throw new FileProblem('damaged')
  if (entry.packed === 0) return
  const start = entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 })
  const source = entry.method === STORED ? packed : packed.pipe(createInflateRaw())
  packed.on('error', e => source.destroy(e))
  try {
    for await (const chunk of source) {
      count((chunk as Buffer).length)
      yield chunk as Buffer
    }
  } catch (e) {
    throw isInflateFault(e) ? new FileProblem('damaged') : e
  } finally {
    packed.destroy()
    source.destroy()
  }
}

const isInflateFault = (e: unknown): boolean =>
  e instanceof Error && 'code' in e && typeof e.code === 'string' && e.code.startsWith('Z_')

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw new FileProblem('damaged')
  return buffer
}
