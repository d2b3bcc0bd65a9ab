/** What only this store knows: made once, beside the data, readable by its owner alone. */
import { generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '../failure/index.ts'

const key32 = z
  .base64()
  .refine(text => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
const password = z.string().min(20)

const SecretFile = z.strictObject({
  version: z.literal(1),
  /** Of PostgreSQL's administrator; unused with DATABASE_URL. */
  admin_password: password,
  role_passwords: z.strictObject({ owner: password, app: password, worker: password, auth: password }),
  /** better-auth signs with it. */
  sign_in: z.string().min(32),
  /** One half of every subject's key: without it what people's actions hold cannot be read. */
  master_key: key32,
  /** Ed25519, PEM: signs the checkpoints of the audit log. */
  checkpoint_private_key: z.string(),
  checkpoint_public_key: z.string(),
})
type SecretFile = z.infer<typeof SecretFile>

export interface Secrets {
  readonly adminPassword: string
  readonly rolePasswords: SecretFile['role_passwords']
  readonly signIn: string
  readonly masterKey: Buffer
  /** Ed25519 in PEM (PKCS #8 and SPKI). */
  readonly checkpoint: { readonly privateKey: string; readonly publicKey: string }
  /** A key of 32 bytes for one purpose, always the same: cursors, sealed files. Knowing it tells nothing of the others. */
  derive(purpose: string): Buffer
}

export const secretsFile = (data: string): string => path.join(path.resolve(data), 'secrets.json')

/**
 * The secrets of a data folder; made at the first call, whole or not at all, also by two processes at once. Throws Failure
 * when others can read the file, when it is damaged, or when it is gone although the folder holds a store.
 */
export function openSecrets(data: string): Secrets {
  const file = secretsFile(data)
  if (!existsSync(file)) {
    refuseLost(data, file)
    make(file)
  }
  return known(read(file))
}

/** Puts secrets in place that come from a backup. Throws Failure when the folder has some already. */
export function placeSecrets(data: string, text: string): Secrets {
  const file = secretsFile(data)
  const parsed = parse(file, text)
  if (!write(file, text))
    throw new Failure(`thư mục ${path.dirname(file)} đã có tệp secrets.json\n(${file} exists already)`)
  return known(parsed)
}

/** A store whose secrets are lost must not get new ones: nothing in it could be read with them. */
function refuseLost(data: string, file: string): void {
  if (!existsSync(path.join(path.resolve(data), 'pg', 'PG_VERSION'))) return
  throw new Failure(
    `thiếu tệp ${file} trong khi thư mục đã có dữ liệu: không có tệp này thì không đọc được dữ liệu. ` +
      `Hãy lấy lại tệp từ bản sao lưu.\n` +
      `(${file} is missing although the folder holds a store: without it the data cannot be read. Take it back from a backup)`,
  )
}

function make(file: string): void {
  const secret = (bytes: number) => randomBytes(bytes).toString('base64url')
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const made: SecretFile = {
    version: 1,
    admin_password: secret(24),
    role_passwords: { owner: secret(24), app: secret(24), worker: secret(24), auth: secret(24) },
    sign_in: secret(48),
    master_key: randomBytes(32).toString('base64'),
    checkpoint_private_key: pair.privateKey,
    checkpoint_public_key: pair.publicKey,
  }
  write(file, `${JSON.stringify(made, null, 2)}\n`)
}

/** Under its final name the file is complete, on the disk, and the first one. False: another process was quicker. */
function write(file: string, text: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const part = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  const out = openSync(part, 'wx', 0o600)
  try {
    writeSync(out, text)
    fsyncSync(out)
  } finally {
    closeSync(out)
  }
  try {
    // unlike a rename, a link never replaces
    linkSync(part, file)
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw e
  } finally {
    rmSync(part, { force: true })
  }
  syncFolder(path.dirname(file))
  return true
}

/** The name itself must survive a power cut. Windows cannot open a folder. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

function read(file: string): SecretFile {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Failure(
      `tệp ${file} đang cho người khác đọc. Hãy chạy: chmod 600 ${file}\n(${file} can be read by others: chmod 600 it)`,
    )
  return parse(file, readFileSync(file, 'utf8'))
}

function parse(file: string, text: string): SecretFile {
  try {
    return SecretFile.parse(JSON.parse(text))
  } catch (e) {
    // the values themselves are never repeated
    const where = e instanceof z.ZodError ? e.issues.map(issue => issue.path.join('.')).join(', ') : 'JSON'
    throw new Failure(
      `tệp ${file} bị hỏng (${where}). Hãy lấy lại tệp từ bản sao lưu.\n(${file} is damaged: take it back from a backup)`,
    )
  }
}

function known(file: SecretFile): Secrets {
  const masterKey = Buffer.from(file.master_key, 'base64')
  return {
    adminPassword: file.admin_password,
    rolePasswords: file.role_passwords,
    signIn: file.sign_in,
    masterKey,
    checkpoint: { privateKey: file.checkpoint_private_key, publicKey: file.checkpoint_public_key },
    derive: purpose => Buffer.from(hkdfSync('sha256', masterKey, '', `ansinh ${purpose}`, 32)),
  }
}
