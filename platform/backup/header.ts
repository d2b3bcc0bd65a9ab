import { createHash, createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BackupFailure, damaged, truncated } from './failure.ts'

const MAGIC = Buffer.from('ANSINH-BACKUP\n')
const STRONG = 131_072
const LIGHT = 4_096
const CHECK = 'an sinh backup: is this the passphrase'
/** Bytes before the JSON: the magic and its length. */
export const PREFIX_BYTES = MAGIC.length + 4
/** Bytes after the JSON: SHA-256 of everything before. */
export const SUM_BYTES = 32

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
// The cost is read before anything is authenticated: a made-up file must not be able to ask for all the memory there is.
const Header = z.object({
  format: z.literal(1),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.literal([LIGHT, STRONG]),
    r: z.literal(8),
    p: z.literal(1),
    salt: hex(16),
  }),
  cipher: z.literal('aes-256-gcm'),
  compression: z.literal('zstd'),
  check: hex(32),
})
type Header = z.infer<typeof Header>

/** What opens and binds the frames of one file. */
export interface FileKey {
  readonly key: Buffer
  /** SHA-256 of the header, authenticated with every frame: frames of two files cannot be mixed. */
  readonly headerSum: Buffer
}

/** Cost of guessing: the strong one for people, the light one for tests that open a file a hundred times. */
export type Cost = 'strong' | 'light'

/** A new header with a key of its own; the passphrase alone opens it. */
export async function makeHeader(
  passphrase: string,
  cost: Cost,
): Promise<{ readonly bytes: Buffer; readonly opened: FileKey }> {
  const kdf: Header['kdf'] = {
    name: 'scrypt',
    N: cost === 'strong' ? STRONG : LIGHT,
    r: 8,
    p: 1,
    salt: randomBytes(16).toString('hex'),
  }
  const derived = await derive(passphrase, kdf)
  const header: Header = {
    format: 1,
    kdf,
    cipher: 'aes-256-gcm',
    compression: 'zstd',
    check: derived.check.toString('hex'),
  }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  const body = Buffer.concat([MAGIC, length, json])
  const sum = createHash('sha256').update(body).digest()
  return { bytes: Buffer.concat([body, sum]), opened: { key: derived.key, headerSum: sum } }
}

/**
 * Length of the JSON that follows the prefix, which is shorter than PREFIX_BYTES where the file ends in it.
 *
 * @throws BackupFailure `no_backup` when the file is of another kind, `truncated` when it is a beginning of ours.
 */
export function jsonLength(prefix: Buffer): number {
  const magic = prefix.subarray(0, MAGIC.length)
  if (!magic.equals(MAGIC.subarray(0, magic.length)))
    throw new BackupFailure(
      'no_backup',
      'Tệp này không phải bản sao lưu của An Sinh.',
      'This file is no backup of An Sinh.',
    )
  if (prefix.length < PREFIX_BYTES) throw truncated()
  const length = prefix.readUInt32BE(MAGIC.length)
  if (length > 4096) throw damaged('phần đầu, header')
  return length
}

/**
 * Opens a header (prefix, JSON and sum) with a passphrase.
 *
 * @throws BackupFailure `damaged`, `newer_format` or `wrong_passphrase`.
 */
export async function openHeader(bytes: Buffer, passphrase: string): Promise<FileKey> {
  const body = bytes.subarray(0, bytes.length - SUM_BYTES)
  const headerSum = Buffer.from(bytes.subarray(bytes.length - SUM_BYTES))
  if (!createHash('sha256').update(body).digest().equals(headerSum)) throw damaged('phần đầu, header')
  const header = Header.safeParse(JSON.parse(body.subarray(PREFIX_BYTES).toString()))
  if (!header.success)
    throw new BackupFailure(
      'newer_format',
      'Bản sao lưu do một phiên bản An Sinh khác tạo ra, phiên bản này chưa đọc được. Hãy cập nhật An Sinh.',
      'Another version of An Sinh made this backup, and this one cannot read it. Update An Sinh.',
    )
  const derived = await derive(passphrase, header.data.kdf)
  if (!timingSafeEqual(derived.check, Buffer.from(header.data.check, 'hex')))
    throw new BackupFailure(
      'wrong_passphrase',
      'Mật khẩu của bản sao lưu không đúng.',
      'This is not the passphrase of the backup.',
    )
  return { key: derived.key, headerSum }
}

async function derive(passphrase: string, kdf: Header['kdf']): Promise<{ key: Buffer; check: Buffer }> {
  const options: ScryptOptions = { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 256 * kdf.N * kdf.r }
  // composed characters, so that the same words typed on two keyboards are the same passphrase
  const words = passphrase.normalize('NFC')
  const secret = await new Promise<Buffer>((ok, fail) =>
    scrypt(words, Buffer.from(kdf.salt, 'hex'), 64, options, (e, made) => (e ? fail(e) : ok(made))),
  )
  const check = createHmac('sha256', secret.subarray(32)).update(CHECK).digest()
  return { key: secret.subarray(0, 32), check }
}
