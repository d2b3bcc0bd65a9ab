import type { FileHandle } from 'node:fs/promises'
import { damagedZip, wrongKind, zipBomb } from './problems.ts'

/** An entry as both its headers describe it. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Where the packed bytes begin. */
  readonly start: number
}

const [LOCAL, CENTRAL, END, END64, LOCATOR64] = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50]
const IN_EXTENSION = 0xffff_ffff
/** Bytes of a data descriptor behind an entry: with or without its mark, short or long. */
const DESCRIPTORS = new Set([0, 12, 16, 20, 24])
const LARGEST_DIRECTORY = 16 * 1024 * 1024

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw damagedZip()
  return buffer
}

const long = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at))

/** Count, length and place of the directory, from the end of the file; the 64-bit record counts where there is one. */
async function findDirectory(file: FileHandle, fileSize: number) {
  const tailSize = Math.min(fileSize, 22 + 0xffff + 20)
  const tail = await readAt(file, fileSize - tailSize, tailSize)
  for (let at = tail.length - 22; at >= 0; at--) {
    // the record ends exactly where the file does: two readers cannot find two different ones
    if (tail.readUInt32LE(at) !== END || at + 22 + tail.readUInt16LE(at + 20) !== tail.length) continue
    const end = fileSize - tailSize + at
    const found = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
      end,
    }
    if (at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR64) return found
    const record = await readAt(file, long(tail, at - 12), 56)
    if (record.readUInt32LE(0) !== END64) throw damagedZip()
    return {
      count: long(record, 32),
      length: long(record, 40),
      offset: long(record, 48),
      end: long(tail, at - 12),
    }
  }
  throw damagedZip()
}

interface Listed extends Omit<ZipEntry, 'start'> {
  readonly at: number
}

/** The 64-bit values of an entry stand in its extension, in the order of the fields that point to it. */
function widened(extra: Buffer, fields: readonly number[]): number[] {
  if (!fields.includes(IN_EXTENSION)) return [...fields]
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    return fields.map(field => {
      if (field !== IN_EXTENSION) return field
      if (next + 8 > extra.length) throw damagedZip()
      next += 8
      return long(extra, next - 8)
    })
  }
  throw damagedZip()
}

function parseDirectory(bytes: Buffer, count: number): Listed[] {
  const listed: Listed[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw damagedZip()
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
    if ((flags & 1) !== 0)
      throw wrongKind({
        vi: 'Tệp có mật khẩu: hãy bỏ mật khẩu rồi gửi lại.',
        en: 'The file has a password: remove it.',
      })
    if (method !== 0 && method !== 8) throw damagedZip()
    const name = bytes.readUInt16LE(at + 28)
    const extra = bytes.readUInt16LE(at + 30)
    const next = at + 46 + name + extra + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw damagedZip()
    const [size = 0, packed = 0, place = 0] = widened(
      bytes.subarray(at + 46 + name, at + 46 + name + extra),
      [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)],
    )
    const crc = bytes.readUInt32LE(at + 16)
    listed.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      method,
      crc,
      packed,
      size,
      at: place,
    })
    at = next
  }
  if (at !== bytes.length) throw damagedZip()
  return listed
}

async function withStart(file: FileHandle, { at, ...entry }: Listed): Promise<ZipEntry> {
  const head = await readAt(file, at, 30)
  if (head.readUInt32LE(0) !== LOCAL || head.readUInt16LE(8) !== entry.method) throw damagedZip()
  const length = head.readUInt16LE(26)
  if ((await readAt(file, at + 30, length)).toString('utf8') !== entry.name) throw damagedZip()
  return { ...entry, start: at + 30 + length + head.readUInt16LE(28) }
}

/**
 * The entries of an archive in the order of the file. Refused: entries that overlap (one small piece of bytes counted many times), that hide between
 * others, or that two readers would see differently: whoever reads from the front and whoever reads the directory find the same.
 */
export async function readDirectory(
  file: FileHandle,
  fileSize: number,
  mostEntries: number,
): Promise<ZipEntry[]> {
  if (fileSize < 22) throw damagedZip()
  const { count, length, offset, end } = await findDirectory(file, fileSize)
  if (count > mostEntries || length > LARGEST_DIRECTORY) throw zipBomb()
  if (offset + length !== end) throw damagedZip()
  const listed = parseDirectory(await readAt(file, offset, length), count).sort((a, b) => a.at - b.at)
  const entries: ZipEntry[] = []
  let reached = 0
  for (const [i, one] of listed.entries()) {
    const gap = one.at - reached
    if (i === 0 ? gap !== 0 : !DESCRIPTORS.has(gap)) throw damagedZip()
    const entry = await withStart(file, one)
    reached = entry.start + entry.packed
    entries.push(entry)
  }
  if (!DESCRIPTORS.has(offset - reached)) throw damagedZip()
  return entries
}
