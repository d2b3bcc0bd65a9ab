import { type Admin, connectAdmin } from '../db/connect.ts'
import {
  migrateStore,
  migrationNames,
  openStore,
  quoted,
  type StoreNames,
  storeNames,
  type Tx,
} from '../db/index.ts'
import { schemasOf } from './catalogue.ts'
import type { CheckedBackup } from './check.ts'
import { BackupFailure } from './failure.ts'
import { loadBackup } from './load.ts'

type AdminClient = Awaited<ReturnType<typeof connectAdmin>>

export interface RestoreOptions {
  readonly file: string
  readonly passphrase: string
  /** What `checkBackup` found in this file. */
  readonly checked: CheckedBackup
  /** Makes tables that no migration file makes (the queue's), before the rows come. */
  readonly before?: (tx: Tx) => Promise<void>
  /** Runs after the migrations of this program, when the rows are there. */
  readonly after?: (tx: Tx) => Promise<void>
  /** Default: migrations/ of the house. */
  readonly folder?: string
  /** Bytes of the file read so far, and its size. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Makes the store of a province from a checked backup, in a database that has none. The shape is that of the migrations the backup was made under; later ones
 * run over its rows afterwards. What fails leaves no store; what is killed is begun anew by the next restore.
 *
 * @throws BackupFailure `not_empty` when the province has a store, `other_version` when the backup knows migrations that this program does not.
 */
export async function restoreBackup(admin: Admin, province: string, options: RestoreOptions): Promise<void> {
  const names = storeNames(province)
  const { migrations } = options.checked.start
  refuseOtherMigrations(migrations, migrationNames(options.folder))
  const client = await connectAdmin(admin)
  try {
    await beginRestore(client, names)
    try {
      await fill(admin, names, options, migrations.at(-1))
    } catch (e) {
      await dropStore(client, names)
      throw e
    }
    await client.query(`drop schema ${quoted(markOf(names))}`)
  } finally {
    await client.end()
  }
}

async function fill(
  admin: Admin,
  names: StoreNames,
  options: RestoreOptions,
  last: string | undefined,
): Promise<void> {
  const { file, passphrase, checked, onProgress } = options
  const folder = options.folder === undefined ? {} : { folder: options.folder }
  await migrateStore(admin, names.province, {
    ...folder,
    ...(options.before === undefined ? {} : { after: options.before }),
    ...(last === undefined ? {} : { upTo: last }),
  })
  const store = openStore(admin, names.province, { connections: { owner: 1 } })
  try {
    await loadBackup(store, file, passphrase, checked, onProgress)
    await migrateStore(admin, names.province, {
      ...folder,
      ...(options.after === undefined ? {} : { after: options.after }),
    })
    for (const schema of Object.values(schemasOf(names))) await analyze(store.pools.owner, schema)
  } finally {
    await store.close()
  }
}

/** Without statistics the first queries of a large store would take minutes. */
async function analyze(owner: { query: AdminClient['query'] }, schema: string): Promise<void> {
  const { rows } = await owner.query<{ sql: string }>(
    `select format('analyze %I.%I', schemaname, tablename) as sql from pg_tables where schemaname = $1`,
    [schema],
  )
  for (const row of rows) await owner.query(row.sql)
}

/** A schema of this name says that the store beside it is unfinished. */
const markOf = (names: StoreNames): string => `${names.schema}_restoring`

/** Two restores of one database do not meet; the number means nothing. */
const LOCK = 7_345_102_022

async function beginRestore(client: AdminClient, names: StoreNames): Promise<void> {
  const lock = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
  if (lock.rows[0]?.got !== true)
    throw new BackupFailure(
      'not_empty',
      'Một lần khôi phục khác vào cơ sở dữ liệu này đang chạy.',
      'Another restore into this database is running.',
    )
  const schemas = Object.values(schemasOf(names))
  const { rows } = await client.query<{ name: string }>(
    'select nspname as name from pg_namespace where nspname = any ($1)',
    [[...schemas, markOf(names)]],
  )
  const found = rows.map(row => row.name)
  if (found.includes(markOf(names)) && !(await isFounded(client, names))) await dropStore(client, names)
  else if (found.length > 0)
    throw new BackupFailure(
      'not_empty',
      `Cơ sở dữ liệu này đã có dữ liệu của tỉnh (${found.join(', ')}); không ghi đè lên. Hãy khôi phục vào một cơ sở dữ liệu trống.`,
      `This database holds a store of the province already (${found.join(', ')}) and it is not overwritten. Restore into an empty one.`,
    )
  await client.query(`create schema ${quoted(markOf(names))}`)
}

/** Somebody began to work in what a killed restore left: it is no leftover any more. */
async function isFounded(client: AdminClient, names: StoreNames): Promise<boolean> {
  const table = `${quoted(names.schema)}.store_info`
  const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
  if (there.rows[0]?.there !== true) return false
  return ((await client.query(`select from ${table}`)).rowCount ?? 0) > 0
}

/** Only ever what this or a killed restore made: the mark stands beside it until the end. */
async function dropStore(client: AdminClient, names: StoreNames): Promise<void> {
  for (const schema of [...Object.values(schemasOf(names)), markOf(names)])
    await client.query(`drop schema if exists ${quoted(schema)} cascade`)
}

function refuseOtherMigrations(ran: readonly string[], ours: readonly string[]): void {
  const unknown = ran.filter((name, i) => ours[i] !== name)
  if (unknown.length > 0)
    throw new BackupFailure(
      'other_version',
      `Bản sao lưu do phiên bản An Sinh khác tạo ra (migrations: ${unknown.join(', ')}). Hãy cập nhật An Sinh rồi khôi phục lại.`,
      `Another version of An Sinh made this backup (migrations: ${unknown.join(', ')}). Update An Sinh and restore again.`,
    )
}
