/** A backup becomes a data folder (or the store of a given server) as a whole, or not at all. */
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { BackupFailure, type CheckedBackup, restoreBackup } from '../../platform/backup/index.ts'
import { type Admin, runningCluster, startCluster } from '../../platform/db/index.ts'
import { installJobs } from '../../platform/jobs/index.ts'
import { placeSecrets, secretsFile } from '../../platform/secrets/index.ts'
import { afterMigrations } from './after-migrations.ts'
import { QUEUES } from './queues.ts'

export interface RestoreIntoOptions {
  readonly file: string
  readonly passphrase: string
  /** What `checkBackup` found in the file. */
  readonly checked: CheckedBackup
  /** The data folder to make: it does not exist yet, or is empty. */
  readonly data: string
  /** Default: the backup's. */
  readonly province?: string
  /** Default: the environment's DATABASE_URL; '' = a PostgreSQL of our own. */
  readonly databaseUrl?: string
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Restores a checked backup. With a PostgreSQL of our own the folder is built beside its place and renamed at the end; with DATABASE_URL the store is made in that
 * database and the folder holds the secrets.
 *
 * @throws BackupFailure when the folder or the database holds anything, or the backup does not fit this program.
 */
export async function restoreInto(options: RestoreIntoOptions): Promise<void> {
  const data = path.resolve(options.data)
  refuseFull(data)
  const url = options.databaseUrl ?? process.env['DATABASE_URL'] ?? ''
  if (url !== '') return await intoServer(data, url, options)
  const part = `${data}.restoring`
  refuseRunning(part)
  rmSync(part, { recursive: true, force: true })
  try {
    await intoFolder(part, options)
  } catch (e) {
    rmSync(part, { recursive: true, force: true })
    throw e
  }
  if (existsSync(data)) rmdirSync(data)
  renameSync(part, data)
}

async function intoFolder(folder: string, options: RestoreIntoOptions): Promise<void> {
  const secrets = placeSecrets(folder, options.checked.end.secrets)
  const cluster = await startCluster({ data: folder, password: secrets.adminPassword })
  try {
    await fill({ url: cluster.adminUrl, passwords: secrets.rolePasswords }, options)
  } finally {
    await cluster.stop()
  }
}

async function intoServer(data: string, url: string, options: RestoreIntoOptions): Promise<void> {
  const secrets = placeSecrets(data, options.checked.end.secrets)
  try {
    await fill({ url, passwords: secrets.rolePasswords }, options)
  } catch (e) {
    rmSync(secretsFile(data), { force: true })
    throw e
  }
}

async function fill(admin: Admin, options: RestoreIntoOptions): Promise<void> {
  const { file, passphrase, checked, onProgress } = options
  await restoreBackup(admin, options.province ?? checked.start.province, {
    file,
    passphrase,
    checked,
    before: tx => installJobs(tx, QUEUES),
    after: afterMigrations,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
}

function refuseFull(data: string): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return
  throw new BackupFailure(
    'not_empty',
    `Thư mục ${data} không trống; việc khôi phục không ghi đè lên dữ liệu đang có. Hãy chọn thư mục khác.`,
    `The folder ${data} is not empty, and a restore never overwrites. Choose another folder.`,
  )
}

function refuseRunning(part: string): void {
  const running = runningCluster(part)
  if (running === undefined) return
  throw new BackupFailure(
    'not_empty',
    `Một lần khôi phục khác vào thư mục này đang chạy (tiến trình ${running.pid}).`,
    `Another restore into this folder is running (process ${running.pid}).`,
  )
}
