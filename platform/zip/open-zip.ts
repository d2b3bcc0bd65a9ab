import yauzl from 'yauzl'
import { ZipRefused } from './zip-refused.ts'

export interface ZipCaps {
  readonly entries: number
  /** Bytes that may come out of the archive, all entries and readings together. */
  readonly bytes: number
}

/** Entries of an archive, read one by one in any order. */
export interface ZipFile {
  readonly names: readonly string[]
  /** The bytes of an entry; undefined if there is none of that name. Throws ZipRefused while they come. */
  read(name: string): AsyncIterable<Buffer> | undefined
  close(): Promise<void>
}

/** Sizes are not believed but counted by us; names are taken as bytes, because some tools write backslashes or a slash in front. */
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
const ENCRYPTED = 1
const [STORED, DEFLATED] = [0, 8]

/**
 * Opens an archive, from a file or from memory; reads nothing but its list of entries. What is unpacked is counted while it comes, whatever the archive says about
 * itself, so a bomb ends the reading and not the machine.
 *
 * @throws ZipRefused
 */
export async function openZip(source: string | Buffer, caps: ZipCaps): Promise<ZipFile> {
  const archive = await orRefuse(
    typeof source === 'string'
      ? yauzl.openPromise(source, OPTIONS)
      : yauzl.fromBufferPromise(source, OPTIONS),
    'not_zip',
  )
  try {
    if (archive.entryCount > caps.entries) throw new ZipRefused('too_large')
    const entries = await listed(archive)
    let left = caps.bytes
    const take = (bytes: number): void => {
      left -= bytes
      if (left < 0) throw new ZipRefused('too_large')
    }
    return {
      names: [...entries.keys()],
      read: name => {
        const entry = entries.get(name)
        return entry && unpacked(archive, entry, take)
      },
      close: async () => archive.close(),
    }
  } catch (e) {
    archive.close()
    throw e
  }
}

/** Unpacks everything into memory. Throws ZipRefused. */
export async function unpackZip(source: Buffer, caps: ZipCaps): Promise<Map<string, Buffer>> {
  const zip = await openZip(source, caps)
  try {
    const files = new Map<string, Buffer>()
    for (const name of zip.names) {
      const pieces: Buffer[] = []
      for await (const piece of zip.read(name) ?? []) pieces.push(piece)
      files.set(name, Buffer.concat(pieces))
    }
    return files
  } finally {
    await zip.close()
  }
}

async function listed(archive: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  const each = archive.eachEntry()[Symbol.asyncIterator]()
  for (;;) {
    const next = await orRefuse(each.next(), 'damaged')
    if (next.done === true) return entries
    const entry = next.value
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw new ZipRefused('encrypted')
    const { compressionMethod: method } = entry
    const name = String(entry.fileName).replaceAll('\\', '/').replace(/^\/+/, '')
    // twice the same name: two readers could see different things
    if ((method !== STORED && method !== DEFLATED) || entries.has(name)) throw new ZipRefused('damaged')
    entries.set(name, entry)
  }
}

async function* unpacked(
  archive: yauzl.ZipFile,
  entry: yauzl.Entry,
  take: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const stream = await orRefuse(archive.openReadStreamPromise(entry), 'damaged')
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  try {
    for (;;) {
      const next = await orRefuse(pieces.next(), 'damaged')
      if (next.done === true) return
      take(next.value.length)
      yield next.value
    }
  } finally {
    stream.destroy()
  }
}

/** What the library says of an archive is about its bytes; a fault of the disk stays one. */
async function orRefuse<T>(asked: Promise<T>, fault: 'not_zip' | 'damaged'): Promise<T> {
  try {
    return await asked
  } catch (e) {
    if (e instanceof Error && 'syscall' in e) throw e
    throw new ZipRefused(fault)
  }
}
