import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { Problem } from '../problem/index.ts'
import { damagedZip, zipBomb } from './problems.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'

export interface ZipLimits {
  /** Entries; 2,000 when left out. */
  readonly entries?: number
  /** Bytes of all entries unpacked; 2 GB when left out: a workbook of a million persons has one. */
  readonly bytes?: number
  /** How many times larger than packed an entry of more than 1 MB may become; 250 when left out. Sheets of equal rows reach 100. */
  readonly ratio?: number
}

export interface ZipSummary {
  readonly names: readonly string[]
  readonly packed: number
  readonly unpacked: number
}

const SMALL = 1024 * 1024

/**
 * Looks through a ZIP file (.xlsx, .docx) before anything opens it: the sizes that it states, then those that come out, counted while they come and thrown
 * away. Memory stays small whatever the file is. Throws `upload.expands_too_much`, `upload.damaged_zip`, or `upload.wrong_kind` for one with a password.
 */
export async function checkZip(path: string, limits: ZipLimits = {}): Promise<ZipSummary> {
  const { entries: mostEntries = 2_000, bytes: mostBytes = 2 * 1024 ** 3, ratio = 250 } = limits
  const file = await open(path, 'r')
  let entries: ZipEntry[]
  try {
    entries = await readDirectory(file, (await file.stat()).size, mostEntries)
  } finally {
    await file.close()
  }
  const allowed = ({ packed }: ZipEntry): number => Math.max(SMALL, packed * ratio)
  const stated = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (stated > mostBytes || entries.some(entry => entry.size > allowed(entry))) throw zipBomb()
  let unpacked = 0
  for (const entry of entries)
    unpacked += await unpack(path, entry, Math.min(allowed(entry), mostBytes - unpacked))
  return {
    names: entries.map(entry => entry.name),
    packed: entries.reduce((sum, entry) => sum + entry.packed, 0),
    unpacked,
  }
}

/** Unpacks an entry into nothing; gives its size. */
async function unpack(path: string, entry: ZipEntry, most: number): Promise<number> {
  let size = 0
  let crc = 0
  const count = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) {
      size += piece.length
      if (size > most) throw zipBomb()
      crc = crc32(piece, crc)
    }
  }
  const packed =
    entry.packed === 0
      ? Readable.from([])
      : createReadStream(path, { start: entry.start, end: entry.start + entry.packed - 1 })
  try {
    if (entry.method === 0) await pipeline(packed, count)
    else await pipeline(packed, createInflateRaw(), count)
  } catch (e) {
    if (e instanceof Problem) throw e
    if (e instanceof Error && 'code' in e && String(e.code).startsWith('Z_')) throw damagedZip()
    throw e
  }
  if (size !== entry.size || crc !== entry.crc) throw damagedZip()
  return size
}
