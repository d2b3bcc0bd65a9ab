import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { appendAudit } from '../../platform/audit/index.ts'
import { type CheckedBackup, checkBackup, writeBackup } from '../../platform/backup/index.ts'
import { readStoreInfo, type Store, withOwner } from '../../platform/db/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { secretsFile } from '../../platform/secrets/index.ts'
import { Failure } from './failure.ts'
import { readPassphrase } from './passphrase.ts'
import { type StoreArguments, storeOptions, tell, version } from './store-options.ts'

interface BackupArguments extends StoreArguments {
  readonly to: string
  readonly passphraseFile?: string
  readonly verify: boolean
}

interface RestoreArguments {
  readonly from: string
  readonly data: string
  readonly province?: string
  readonly passphraseFile?: string
  readonly check?: boolean
}

const PASSPHRASE = 'tệp chứa mật khẩu ở dòng đầu (file with the passphrase in its first line)'

/** `./ansinh backup` and `./ansinh restore`. */
export function backupCommands(program: Command): void {
  storeOptions(program.command('backup'))
    .description(
      'sao lưu toàn bộ kho dữ liệu vào một tệp mã hóa (backs up everything into one encrypted file)',
    )
    .requiredOption('--to <file>', 'tệp sao lưu mới (the new file)')
    .option('--passphrase-file <file>', PASSPHRASE)
    .option('--no-verify', 'không đọc lại tệp sau khi ghi (do not read the file again)')
    .action(backup)
  program
    .command('restore')
    .description(
      'khôi phục kho dữ liệu từ tệp sao lưu vào một thư mục trống (restores a backup into an empty folder)',
    )
    .requiredOption('--from <file>', 'tệp sao lưu (the backup)')
    .option('--data <dir>', 'thư mục dữ liệu mới (the new data folder)', './data')
    .option('--province <name>', 'tên tỉnh, nếu khác trong bản sao lưu (province, if another)')
    .option('--passphrase-file <file>', PASSPHRASE)
    .option('--check', 'chỉ kiểm tra tệp (check the file only)')
    .action(restore)
}

async function backup(given: BackupArguments): Promise<void> {
  const secrets = secretsFile(given.data)
  if (!existsSync(secrets))
    throw new Failure(
      `thư mục ${path.resolve(given.data)} không có kho dữ liệu\n(there is no store in this folder)`,
    )
  if (existsSync(given.to))
    throw new Failure(`tệp ${given.to} đã có, hãy chọn tên khác\n(the file is there already)`)
  const passphrase = await readPassphrase(given.passphraseFile, 'new')
  const { openDataFolder } = await import('../server/data-folder.ts')
  const folder = await openDataFolder(given, { attach: true })
  const store = folder.open({ connections: { owner: 2, app: 1 } })
  try {
    await writeAll(store, given, passphrase, readFileSync(secrets, 'utf8'))
  } finally {
    await store.close()
    await folder.close()
  }
  const checked = given.verify ? await check(given.to, passphrase) : undefined
  tell(
    `Đã sao lưu vào ${given.to} (${megabytes(given.to)} MB). ${checked ? 'Đã đọc lại và đúng. ' : ''}(done)`,
  )
}

async function writeAll(
  store: Store,
  given: BackupArguments,
  passphrase: string,
  secrets: string,
): Promise<void> {
  if ((await readStoreInfo(store)) === undefined)
    throw new Failure('kho dữ liệu chưa được khởi tạo, không có gì để sao lưu\n(the store was never founded)')
  const bar = startProgress('sao lưu ')
  try {
    const { tables } = await writeBackup(store, {
      file: given.to,
      passphrase,
      secrets,
      product: version,
      now: new Date(),
      onProgress: (done, total) => bar.update(Math.round(done / 1024), Math.round(total / 1024)),
    })
    await withOwner(store, tx =>
      appendAudit(tx, {
        area: 'system',
        action: 'backup.write',
        object: { kind: 'backup', id: '' },
        detail: { rows: tables.reduce((sum, table) => sum + table.rows, 0) },
      }),
    )
  } finally {
    bar.stop()
  }
}

async function restore(given: RestoreArguments): Promise<void> {
  const passphrase = await readPassphrase(given.passphraseFile, 'known')
  const checked = await check(given.from, passphrase)
  const rows = checked.end.tables.reduce((sum, table) => sum + table.rows, 0)
  const { madeAt, product, province } = checked.start
  const of = `${province}, ${madeAt}, An Sinh ${product}: ${checked.end.tables.length} bảng, ${rows.toLocaleString('vi-VN')} dòng`
  if (given.check === true) return tell(`Tệp ${given.from} đúng và đủ (${of}). (the file is whole)`)
  // loaded here, so that the other commands need not wait for the law and the queue
  const { restoreInto } = await import('../server/restore.ts')
  const bar = startProgress('khôi phục ')
  try {
    await restoreInto({
      file: given.from,
      passphrase,
      checked,
      data: given.data,
      ...(given.province === undefined ? {} : { province: given.province }),
      onProgress: (done, total) => bar.update(Math.round(done / 1024), Math.round(total / 1024)),
    })
  } finally {
    bar.stop()
  }
  tell(
    `Đã khôi phục vào ${path.resolve(given.data)} (${of}). Chạy: ./ansinh serve --data ${given.data} (restored)`,
  )
}

async function check(file: string, passphrase: string): Promise<CheckedBackup> {
  const bar = startProgress('kiểm tra tệp ')
  try {
    return await checkBackup(file, passphrase, (done, total) =>
      bar.update(Math.round(done / 1024), Math.round(total / 1024)),
    )
  } finally {
    bar.stop()
  }
}

const megabytes = (file: string): string =>
  (statSync(file).size / 1e6).toLocaleString('vi-VN', { maximumFractionDigits: 1 })
