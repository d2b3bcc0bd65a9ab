import { open } from 'node:fs/promises'
import type { Said } from '../problem/index.ts'
import { emptyUpload, wrongKind } from './problems.ts'
import { checkZip, type ZipLimits } from './zip-guard.ts'

/** Kinds of files that are taken in. What a file is, is read from its bytes; its name and Content-Type are the sender's opinion. */
export type FileKind = 'xlsx' | 'docx' | 'parquet' | 'csv'

const HEAD = 64 * 1024

const ADVICE: Readonly<Record<'old' | 'utf16' | 'other', Said>> = {
  old: {
    vi: 'Tệp .xls kiểu cũ, hoặc tệp có mật khẩu: hãy lưu lại thành .xlsx không có mật khẩu.',
    en: 'An old .xls file, or one with a password: save it as .xlsx without a password.',
  },
  utf16: {
    vi: 'Tệp văn bản không phải UTF-8: hãy lưu lại kiểu "CSV UTF-8".',
    en: 'The text is not UTF-8: save it as "CSV UTF-8".',
  },
  other: { vi: 'Hãy gửi tệp đúng loại được yêu cầu.', en: 'Send a file of the kind that is asked for.' },
}

function looksLikeText(head: Buffer, isWhole: boolean): boolean {
  if (head.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

const startsWith = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)

/** The kind of a file by its bytes, or why it is none of ours. An archive is looked through for bombs, see `checkZip`. */
async function kindOf(path: string, zip: ZipLimits): Promise<FileKind | Said> {
  const file = await open(path, 'r')
  let head: Buffer
  let size: number
  try {
    size = (await file.stat()).size
    if (size === 0) throw emptyUpload()
    head = Buffer.alloc(Math.min(size, HEAD))
    await file.read(head, 0, head.length, 0)
  } finally {
    await file.close()
  }
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return ADVICE.old
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return ADVICE.utf16
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet'
  if (startsWith(head, 0x50, 0x4b)) {
    const names = new Set((await checkZip(path, zip)).names.map(name => name.replace(/^\//, '')))
    if (names.has('xl/workbook.xml')) return 'xlsx'
    return names.has('word/document.xml') ? 'docx' : ADVICE.other
  }
  if (looksLikeText(head, head.length === size)) return 'csv'
  return /[\x80-\xff]/.test(head.toString('latin1')) && !head.includes(0) ? ADVICE.utf16 : ADVICE.other
}

/** The kind of a file, if it is one of those wanted. Throws `upload.wrong_kind` (415) with advice, and what `checkZip` throws. */
export async function checkKind<Kind extends FileKind>(
  path: string,
  wanted: readonly Kind[],
  zip: ZipLimits = {},
): Promise<Kind> {
  const kind = await kindOf(path, zip)
  if (typeof kind !== 'string') throw wrongKind(kind)
  const found = wanted.find(one => one === kind)
  if (found === undefined)
    throw wrongKind({
      vi: `Tệp này là .${kind}, ở đây nhận: ${wanted.map(one => `.${one}`).join(', ')}.`,
      en: `This is a .${kind} file; accepted here: ${wanted.map(one => `.${one}`).join(', ')}.`,
    })
  return found
}
