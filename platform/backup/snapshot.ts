import { copyOut, type Store, type Tx, withOwner } from '../db/index.ts'
import {
  listMigrations,
  listTables,
  readSequences,
  rowsSql,
  STEADY_TEXT,
  sizesOf,
  tableSql,
} from './catalogue.ts'
import { type BackupRecord, type End, type TableSum, writeRecords } from './records.ts'
import { writeSealedFile } from './sealed-file.ts'
import { startSum } from './sums.ts'

export interface BackupOptions {
  readonly file: string
  readonly passphrase: string
  /** Text of the store's secrets file: without it nobody can read what people's actions hold. */
  readonly secrets: string
  /** Version of the program. */
  readonly product: string
  readonly now: Date
  /** Bytes of the store read so far, and their number; both by what lies on the disk. */
  readonly onProgress?: (done: number, total: number) => void
  /** Default: strong. */
  readonly cost?: 'strong' | 'light'
}

export interface BackupSummary {
  readonly tables: readonly TableSum[]
  readonly migrations: readonly string[]
}

/**
 * Writes everything a province's store holds, as it was at one moment, into one encrypted file. Work goes on meanwhile: the rows are read in a
 * single read-only transaction of the owner that sees what was committed when it began.
 *
 * @throws BackupFailure `exists` when the file is there already.
 */
export async function writeBackup(store: Store, options: BackupOptions): Promise<BackupSummary> {
  const sums: TableSum[] = []
  let migrations: readonly string[] = []
  await withOwner(
    store,
    async tx => {
      await lockTables(tx, store)
      await tx.client.query(STEADY_TEXT)
      migrations = await listMigrations(tx)
      await writeSealedFile(
        options.file,
        options.passphrase,
        writeRecords(recordsOf(tx, store, options, migrations, sums)),
        options.cost,
      )
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  return { tables: sums, migrations }
}

/** No migration changes the tables while they are read. A lock takes no snapshot, so the snapshot is younger than every lock. */
async function lockTables(tx: Tx, store: Store): Promise<void> {
  const tables = await withOwner(store, listed => listTables(listed, store.names), { readOnly: true })
  const sql = tables.map(table => tableSql(store.names, table)).join(', ')
  if (sql !== '') await tx.client.query(`lock table ${sql} in access share mode`)
}

async function* recordsOf(
  tx: Tx,
  store: Store,
  options: BackupOptions,
  migrations: readonly string[],
  sums: TableSum[],
): AsyncGenerator<BackupRecord> {
  const tables = await listTables(tx, store.names)
  const server = await tx.client.query<{ server_version: string }>('show server_version')
  yield {
    kind: 'start',
    start: {
      product: options.product,
      province: store.names.province,
      madeAt: options.now.toISOString(),
      server: server.rows[0]?.server_version ?? '',
      migrations,
      tables,
    },
  }
  const progress = progressOver(await sizesOf(tx, store.names, tables), options.onProgress)
  for (const [i, table] of tables.entries()) {
    yield { kind: 'table', table: { schema: table.schema, name: table.name } }
    const sum = startSum(table)
    for await (const bytes of copyOut(tx, rowsSql(store.names, table))) {
      sum.add(bytes)
      progress(i, sum.bytes)
      yield { kind: 'rows', bytes }
    }
    const ended = sum.end()
    sums.push(ended)
    yield { kind: 'table_end', sum: ended }
    progress(i + 1, 0)
  }
  const end: End = {
    tables: sums,
    sequences: await readSequences(tx, store.names),
    secrets: options.secrets,
  }
  yield { kind: 'end', end }
}

function progressOver(
  sizes: readonly number[],
  onProgress: ((done: number, total: number) => void) | undefined,
): (table: number, bytes: number) => void {
  const total = sizes.reduce((a, b) => a + b, 0)
  const before = sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0))
  // the text of a row is longer or shorter than the row on the disk: a table never counts for more than it is
  return (table, bytes) =>
    onProgress?.((before[table] ?? total) + Math.min(bytes, sizes[table] ?? 0), Math.max(total, 1))
}
