import { copyBytes, copyOut, quoted, type Store, type Tx, withOwner } from '../db/index.ts'
import { bareTables } from './bare-tables.ts'
import { columnsSql, listTables, rowsSql, STEADY_TEXT, schemasOf, tableSql } from './catalogue.ts'
import type { CheckedBackup } from './check.ts'
import { BackupFailure, damaged } from './failure.ts'
import { type BackupRecord, type BackupTable, readRecords, type Sequence } from './records.ts'
import { readSealedFile } from './sealed-file.ts'
import { isSame, startSum } from './sums.ts'

/**
 * Fills the tables of a migrated store from a checked backup, all in one transaction: rows, then indexes and foreign keys, then every table is read again and
 * compared with the manifest. A failure at any point leaves the tables as they were.
 *
 * @throws BackupFailure `other_version` when the tables are not those of the backup, `damaged` when the file is no longer the one that was checked,
 *   `not_equal` when what was written reads differently.
 */
export async function loadBackup(
  store: Store,
  file: string,
  passphrase: string,
  checked: CheckedBackup,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const { tables } = checked.start
  await withOwner(store, async tx => {
    await tx.client.query(STEADY_TEXT)
    await makeFit(tx, store, tables)
    const dress = await bareTables(tx, store.names)
    // new files on the disk: written without a log, nothing left behind if it fails, and the order of the rows is kept
    await tx.client.query(`truncate ${tables.map(table => tableSql(store.names, table)).join(', ')}`)
    await copyTables(tx, store, readRecords(readSealedFile(file, passphrase, onProgress)), checked)
    await dress()
    for (const sequence of checked.end.sequences) await setSequence(tx, store, sequence)
    await compareTables(tx, store, checked)
  })
}

/** Columns of facts that the law knew when the backup was made and no longer knows: they come back, because columns are never dropped. */
const FACT_TYPE = /^(boolean|integer|bigint|date|text|numeric\(\d{1,2},\d{1,2}\))$/

async function makeFit(tx: Tx, store: Store, wanted: readonly BackupTable[]): Promise<void> {
  const present = await listTables(tx, store.names)
  const unknown: string[] = []
  for (const table of wanted) {
    const here = present.find(one => one.schema === table.schema && one.name === table.name)
    if (here === undefined) unknown.push(table.name)
    for (const column of here === undefined ? [] : table.columns) {
      const same = here?.columns.find(one => one.name === column.name)
      if (same?.type === column.type) continue
      if (same === undefined && table.schema === 'registry' && FACT_TYPE.test(column.type))
        await tx.client.query(
          `alter table ${tableSql(store.names, table)} add column ${quoted(column.name)} ${column.type}`,
        )
      else unknown.push(`${table.name}.${column.name}`)
    }
  }
  if (unknown.length > 0) throw otherTables(unknown)
}

function otherTables(unknown: readonly string[]): BackupFailure {
  const list = unknown.join(', ')
  return new BackupFailure(
    'other_version',
    `Bản sao lưu có những bảng, cột mà phiên bản An Sinh này không có: ${list}. Hãy khôi phục bằng phiên bản đã tạo ra nó, rồi nâng cấp.`,
    `The backup has tables or columns that this version of An Sinh does not: ${list}. Restore it with the version that made it, then upgrade.`,
  )
}

async function copyTables(
  tx: Tx,
  store: Store,
  records: AsyncIterable<BackupRecord>,
  checked: CheckedBackup,
): Promise<void> {
  const reader = records[Symbol.asyncIterator]()
  const next = async () => {
    const step = await reader.next()
    return step.done === true ? undefined : step.value
  }
  try {
    for (let record = await next(); record !== undefined; record = await next()) {
      if (record.kind !== 'table') continue
      const { name, schema } = record.table
      const table = checked.start.tables.find(one => one.name === name && one.schema === schema)
      if (table === undefined) throw changed()
      await copyTable(tx, store, table, next, checked)
    }
  } finally {
    await reader.return?.()
  }
}

async function copyTable(
  tx: Tx,
  store: Store,
  table: BackupTable,
  next: () => Promise<BackupRecord | undefined>,
  checked: CheckedBackup,
): Promise<void> {
  const sum = startSum(table)
  const rows = async function* (): AsyncGenerator<Buffer> {
    for (let record = await next(); record?.kind !== 'table_end'; record = await next()) {
      if (record?.kind !== 'rows') throw changed()
      sum.add(record.bytes)
      yield record.bytes
    }
  }
  const columns = table.columns.length === 0 ? '' : ` (${columnsSql(table)})`
  const into = `${tableSql(store.names, table)}${columns}`
  await copyBytes(tx, into, rows(), (await isPartitioned(tx, store, table)) ? '' : 'freeze')
  const wanted = checked.end.tables.find(one => one.name === table.name && one.schema === table.schema)
  if (!isSame(sum.end(), wanted)) throw changed()
}

async function isPartitioned(tx: Tx, store: Store, table: BackupTable): Promise<boolean> {
  const { rows } = await tx.client.query<{ kind: string }>(
    'select relkind as kind from pg_class where oid = $1::regclass',
    [tableSql(store.names, table)],
  )
  return rows[0]?.kind === 'p'
}

/** The whole file was read and found right before; another one lies there now. */
const changed = () => damaged('tệp bị thay đổi trong khi khôi phục, the file changed meanwhile')

async function setSequence(tx: Tx, store: Store, sequence: Sequence): Promise<void> {
  const name = `${quoted(schemasOf(store.names)[sequence.schema])}.${quoted(sequence.name)}`
  await tx.client.query('select setval(to_regclass($1), $2::bigint, $3)', [
    name,
    sequence.last,
    sequence.called,
  ])
}

async function compareTables(tx: Tx, store: Store, checked: CheckedBackup): Promise<void> {
  for (const table of checked.start.tables) {
    const sum = startSum(table)
    for await (const bytes of copyOut(tx, rowsSql(store.names, table))) sum.add(bytes)
    const wanted = checked.end.tables.find(one => one.name === table.name && one.schema === table.schema)
    if (!isSame(sum.end(), wanted))
      throw new BackupFailure(
        'not_equal',
        `Bảng ${table.name} sau khi ghi không giống bản sao lưu; đã hủy việc khôi phục. Hãy kiểm tra ổ đĩa.`,
        `Table ${table.name} reads differently from the backup; nothing was kept. Check the disk.`,
      )
  }
}
