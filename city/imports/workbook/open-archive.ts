import { open } from 'node:fs/promises'
import {
  openZip,
  type ZipCaps,
  type ZipFault,
  type ZipFile,
  ZipRefused,
} from '../../../platform/zip/index.ts'
import { FileProblem, type FileProblemCode } from '../file-problem.ts'

/** Where workbooks before 2007, and those with a password, begin. */
const OLD = 0xd0cf11e0

const PROBLEMS: Readonly<Record<ZipFault, FileProblemCode>> = {
  not_zip: 'not_workbook',
  damaged: 'damaged',
  encrypted: 'old_workbook',
  too_large: 'too_large',
}

/** Opens a workbook's archive. Throws FileProblem, also while it is read. */
export async function openArchive(path: string, caps: ZipCaps): Promise<ZipFile> {
  const first = await firstBytes(path)
  if (first === OLD) throw new FileProblem('old_workbook')
  try {
    const zip = await openZip(path, caps)
    return {
      ...zip,
      read: name => {
        const pieces = zip.read(name)
        return pieces && inOurWords(pieces)
      },
    }
  } catch (e) {
    // what begins like an archive was one
    if (e instanceof ZipRefused && e.fault === 'not_zip' && first === LOCAL) throw new FileProblem('damaged')
    throw problemOf(e)
  }
}

const LOCAL = 0x504b0304

async function* inOurWords(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pieces
  } catch (e) {
    throw problemOf(e)
  }
}

const problemOf = (e: unknown): unknown => (e instanceof ZipRefused ? new FileProblem(PROBLEMS[e.fault]) : e)

async function firstBytes(path: string): Promise<number> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.readUInt32BE(0)
  } finally {
    await file.close()
  }
}
