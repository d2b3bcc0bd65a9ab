import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import pg from 'pg'
import { Failure } from '../failure/index.ts'
import { type Admin, connectAdmin, roleUrl } from './connect.ts'
import { fillNames, type StoreNames, storeNames } from './names.ts'
import { checkVersion, prepareDatabase } from './prepare.ts'
import { type Tx, transactionOn } from './session.ts'
import { kyselyOver } from './single-client.ts'
import type { Store } from './store.ts'
import { storeTypes } from './types.ts'

/** The migrations of the house. */
export const MIGRATIONS = path.resolve(import.meta.dirname, '../../migrations')

export interface MigrateOptions {
  /** Runs as the owner in a transaction of its own after the files, each time; it must be safe to repeat. */
  readonly after?: (tx: Tx) => Promise<void>
  /** Default: migrations/ of the house. */
  readonly folder?: string
  /** Stops after this file: a backup is restored into the shape it was made from, and migrated then. */
  readonly upTo?: string
}

/** Names of the files without `.sql`, in their order. */
export const migrationNames = (folder = MIGRATIONS): string[] =>
  readdirSync(folder)
    .filter(name => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .map(name => name.slice(0, -4))
    .sort()

/** Any two processes that migrate the same database take turns; the number means nothing. */
const LOCK = 7_345_102_021

/**
 * Brings a province's store to the newest shape: roles, schemas and extensions, then each file that has not run yet, each
 * in a transaction of its own. Gives the names of the files that ran now. Throws Failure in words when the server is too
 * old, belongs to another data folder, is newer than this program, or a file fails.
 */
export async function migrateStore(
  admin: Admin,
  province: string,
  options: MigrateOptions = {},
): Promise<string[]> {
  const names = storeNames(province)
  const client = await connectAdmin(admin)
  try {
    await checkVersion(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await prepareDatabase(client, admin, names)
    return await asOwner(admin, names, owner => runAll(owner, names, options))
  } finally {
    await client.end()
  }
}

async function asOwner<T>(
  admin: Admin,
  names: StoreNames,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: roleUrl(admin, names.roles.owner, admin.passwords.owner),
    application_name: `ansinh-${names.province}-migrate`,
    options: `-c search_path=${names.schema},public -c TimeZone=Asia/Ho_Chi_Minh`,
    types: storeTypes,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

async function runAll(client: pg.Client, names: StoreNames, options: MigrateOptions): Promise<string[]> {
  const migrator = new Migrator({
    db: kyselyOver(client, true),
    provider: sqlFiles(options.folder ?? MIGRATIONS, names),
    migrationTableSchema: names.schema,
  })
  const done: string[] = []
  for (;;) {
    // one step at a time, so that each file is a transaction of its own
    const { error, results } = await migrator.migrateUp()
    if (error !== undefined) throw inWords(error, results?.find(r => r.status === 'Error')?.migrationName)
    const ran = results?.[0]
    if (ran === undefined) break
    done.push(ran.migrationName)
    if (ran.migrationName === options.upTo) break
  }
  if (options.after !== undefined) await transactionOn(client, options.after)
  return done
}

const sqlFiles = (folder: string, names: StoreNames): MigrationProvider => ({
  async getMigrations() {
    const found: Record<string, Migration> = {}
    for (const name of migrationNames(folder))
      found[name] = {
        up: async db => {
          const text = fillNames(readFileSync(path.join(folder, `${name}.sql`), 'utf8'), names)
          await sql.raw(text).execute(db)
        },
      }
    return found
  },
})

function inWords(error: unknown, file: string | undefined): Failure {
  const said = error instanceof Error ? error.message : String(error)
  if (/previously executed migration .* is missing/.test(said))
    return new Failure(
      `kho dữ liệu mới hơn chương trình này (${said}). Hãy cập nhật An Sinh rồi chạy lại.\n` +
        `(the store is newer than this program: update An Sinh)`,
    )
  const { position, where, hint } = error as { position?: string; where?: string; hint?: string }
  const more = [position && `vị trí ${position}`, where, hint].filter(Boolean).join('; ')
  return new Failure(
    `không nâng cấp được kho dữ liệu${file === undefined ? '' : `, tệp migrations/${file}.sql`}: ${said}${more ? ` (${more})` : ''}\n` +
      `(migration failed; what this file had changed was rolled back)`,
  )
}

/** Files that the store has not run yet; none = ready. Read as the application role. */
export async function pendingMigrations(store: Store, folder = MIGRATIONS): Promise<string[]> {
  const { rows } = await store.pools.app.query<{ name: string }>('select name from kysely_migration')
  const ran = new Set(rows.map(r => r.name))
  return migrationNames(folder).filter(name => !ran.has(name))
}
