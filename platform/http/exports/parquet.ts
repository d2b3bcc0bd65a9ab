import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { type Cell, type Column, type ColumnType, cellOf } from './column.ts'

/** Rows that are in memory at once. */
const GROUP = 10_000

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  decimal: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  boolean: { type: 'BOOLEAN' },
}

const schemaOf = <Row>(columns: readonly Column<Row>[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(
    ({ key, type }): SchemaElement => ({ name: key, ...TYPES[type], repetition_type: 'OPTIONAL' }),
  ),
]

const DAY_MS = 86_400_000

function stored(cell: Cell, type: ColumnType): unknown {
  if (cell === null) return undefined
  if (type === 'integer') return BigInt(cell)
  if (type === 'decimal') return Number(cell)
  if (type === 'date') return Date.parse(String(cell)) / DAY_MS
  return type === 'time' ? new Date(String(cell)) : cell
}

/**
 * Rows as Parquet, by groups of 10,000 rows. Every column may be empty. Decimals are doubles, days DATE, moments UTC.
 */
export async function* parquetOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns) })
  const take = (): Uint8Array => {
    const taken = bytes.getBytes().slice()
    bytes.index = 0
    return taken
  }
  let group: unknown[][] = columns.map(() => [])
  let held = 0
  const write = (): void => {
    if (held === 0) return
    const columnData = columns.map(({ key }, i) => ({ name: key, data: group[i] ?? [] }))
    void writer.write({ columnData, rowGroupSize: held })
    group = columns.map(() => [])
    held = 0
  }
  for await (const row of rows) {
    for (const [i, column] of columns.entries()) group[i]?.push(stored(cellOf(column, row), column.type))
    held += 1
    if (held === GROUP) {
      write()
      yield take()
    }
  }
  write()
  void writer.finish()
  yield take()
}
