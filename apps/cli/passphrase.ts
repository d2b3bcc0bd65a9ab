import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { BackupFailure } from '../../platform/backup/index.ts'

const VARIABLE = 'ANSINH_BACKUP_PASSPHRASE'
const SHORTEST = 12

/**
 * The passphrase of a backup: first line of a file, else the environment's ANSINH_BACKUP_PASSPHRASE, else typed without being shown. A new one is typed twice and
 * has at least 12 characters.
 *
 * @throws BackupFailure `no_passphrase` where nobody can be asked, `weak_passphrase` for a new one that is too short.
 */
export async function readPassphrase(file: string | undefined, how: 'new' | 'known'): Promise<string> {
  const found = file === undefined ? process.env[VARIABLE] : readFileSync(file, 'utf8').split(/\r?\n/)[0]
  const passphrase = found ?? (await ask(how))
  if (how === 'new' && [...passphrase].length < SHORTEST)
    throw new BackupFailure(
      'weak_passphrase',
      `Mật khẩu sao lưu cần ít nhất ${SHORTEST} ký tự. Bản sao lưu chứa toàn bộ hồ sơ của người dân.`,
      `A backup passphrase needs at least ${SHORTEST} characters. The backup holds everybody's files.`,
    )
  return passphrase
}

async function ask(how: 'new' | 'known'): Promise<string> {
  if (!process.stdin.isTTY)
    throw new BackupFailure(
      'no_passphrase',
      `Thiếu mật khẩu sao lưu: dùng --passphrase-file TỆP hoặc biến môi trường ${VARIABLE}.`,
      `No passphrase: use --passphrase-file FILE or the environment's ${VARIABLE}.`,
    )
  const first = await askOnce('Mật khẩu sao lưu (backup passphrase): ')
  if (how === 'known') return first
  if ((await askOnce('Nhập lại (again): ')) === first) return first
  throw new BackupFailure('no_passphrase', 'Hai lần nhập không giống nhau.', 'The two are not the same.')
}

/** Nothing that is typed is shown. */
async function askOnce(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
