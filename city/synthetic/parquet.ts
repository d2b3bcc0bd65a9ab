import type { RowGroup, SchemaElement } from 'hyparquet'
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import { type Column, EMPTY, type Kind, REGISTRY_COLUMNS, type Table } from './columns.ts'
import type { Registry } from './registry.ts'

/** A row group's bytes and its entry for the footer, with offsets that count from the start of the bytes. */
export interface Group {
  readonly bytes: Uint8Array
  readonly entry: RowGroup
}

const text = new TextEncoder()

/** Bytes that every Parquet file begins with; offsets of a group count from behind them. */
const MAGIC_BYTES = 4
/** A row group is written as one page per column, so that no page index is needed. */
const PAGE_BYTES = 1 << 30

/**
 * Types: words are dictionary-encoded strings; flags BOOLEAN; days DATE; counts and đồng INT32; ids strings. Hundredths
 * are DOUBLE, each the double nearest to the decimal: `Math.round(100 * value)` gives the hundredths back exactly.
 * An empty cell is null.
 */
const TYPES: Readonly<Record<Kind, Omit<SchemaElement, 'name'>>> = {
  household_id: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  person_id: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  word: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  flag: { type: 'BOOLEAN' },
  day: { type: 'INT32', converted_type: 'DATE' },
  whole: { type: 'INT32' },
  hundredths: { type: 'DOUBLE' },
}

/**
 * The schema of a table. REQUIRED: ids and places and, if nothing is made unknown (`holes` false), every fact; OPTIONAL:
 * columns where empty means "there is none" and, with holes, every fact. Required columns are much faster to write.
 */
export function schemaOf(columns: readonly Column[], holes: boolean): SchemaElement[] {
  const elements = columns.map(
    (one): SchemaElement => ({
      name: one.name,
      ...TYPES[one.kind],
      repetition_type: ALWAYS.has(one.name) || (one.may_be_unknown && !holes) ? 'REQUIRED' : 'OPTIONAL',
    }),
  )
  return [{ name: 'root', num_children: columns.length }, ...elements]
}

/** Columns with least and greatest values per group, so that a reader can find a household or commune without reading all. */
const SEARCHED = new Set(['household_id', 'person_id', 'commune_code'])
const ALWAYS = new Set(['household_id', 'person_id', 'commune_code', 'territory', 'relation_to_head'])

/** The schema of the registry: text, always there. */
export const REGISTRY_SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: REGISTRY_COLUMNS.length },
  ...REGISTRY_COLUMNS.map(
    (name): SchemaElement => ({
      name,
      type: 'BYTE_ARRAY',
      converted_type: 'UTF8',
      repetition_type: 'REQUIRED',
    }),
  ),
]

/** The rows of a table as one row group. */
export function groupOf<N extends string>(
  table: Table<N>,
  columns: readonly Column<N>[],
  holes: boolean,
): Group {
  // Values are made when the writer reaches the column and asks, so that one column at a time is in memory.
  const data = columns.map(
    (one): ColumnSource => ({
      name: one.name,
      statistics: SEARCHED.has(one.name),
      ...encodingOf(one.kind),
      get data() {
        return valuesOf(one, table.columns[one.name].subarray(0, table.rows))
      },
    }),
  )
  return write(schemaOf(columns, holes), data, table.rows)
}

function encodingOf(kind: Kind): Pick<ColumnSource, 'encoding'> {
  if (kind === 'word') return { encoding: 'RLE_DICTIONARY' }
  return kind === 'person_id' || kind === 'household_id' ? { encoding: 'PLAIN' } : {}
}

/** The registry's rows as one row group. */
export function registryGroup(registry: Registry, persons: Int32Array, households: Int32Array): Group {
  const rows = registry.full_name.length
  return write(
    REGISTRY_SCHEMA,
    [
      { name: 'person_id', data: ids('P', 8, persons.subarray(0, rows)), encoding: 'PLAIN' },
      { name: 'household_id', data: ids('H', 7, households.subarray(0, rows)), encoding: 'PLAIN' },
      { name: 'full_name', data: registry.full_name, encoding: 'RLE_DICTIONARY' },
      {
        name: 'identity_number',
        data: registry.identity_number.map(one => text.encode(one)),
        encoding: 'PLAIN',
        statistics: false,
      },
      { name: 'hamlet', data: registry.hamlet, encoding: 'RLE_DICTIONARY' },
    ],
    rows,
  )
}

/** Ids as bytes: the writer would make a text encoder for every string. */
function ids(letter: string, width: number, numbers: Int32Array): Uint8Array[] {
  const length = width + 1
  const bytes = new Uint8Array(length * numbers.length)
  return Array.from(numbers, (number, row) => {
    const start = row * length
    bytes[start] = letter.charCodeAt(0)
    let rest = number
    for (let at = start + width; at > start; at--) {
      bytes[at] = 48 + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    return bytes.subarray(start, start + length)
  })
}

function valuesOf(column: Column, numbers: Int32Array): ColumnSource['data'] {
  switch (column.kind) {
    case 'household_id':
      return ids('H', 7, numbers)
    case 'person_id':
      return ids('P', 8, numbers)
    case 'word':
      return known(numbers, code => column.words[code] as string)
    case 'flag':
      return known(numbers, code => code === 1)
    case 'hundredths':
      return known(numbers, value => value / 100)
    default:
      return numbers.includes(EMPTY) ? known(numbers, value => value) : numbers
  }
}

function known<T>(numbers: Int32Array, read: (value: number) => T): (T | null)[] {
  const out = new Array<T | null>(numbers.length)
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number
    out[i] = value === EMPTY ? null : read(value)
  }
  return out
}

function write(schema: SchemaElement[], columnData: ColumnSource[], rows: number): Group {
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({ writer, schema })
  // A byte writer never waits, so nothing is promised.
  void parquet.write({ columnData, rowGroupSize: rows, pageSize: PAGE_BYTES })
  const entry = parquet.row_groups[0]
  if (entry === undefined) throw new Error('a row group without rows')
  return { bytes: writer.getBytes().slice(MAGIC_BYTES), entry: moved(entry, -MAGIC_BYTES) }
}

/** A row group's entry when its bytes stand `by` bytes further on. */
export function moved(entry: RowGroup, by: number): RowGroup {
  const shift = BigInt(by)
  return {
    ...entry,
    columns: entry.columns.map(chunk => {
      const meta = chunk.meta_data
      if (meta === undefined) return chunk
      const dictionary = meta.dictionary_page_offset
      return {
        ...chunk,
        file_offset: chunk.file_offset + shift,
        meta_data: {
          ...meta,
          data_page_offset: meta.data_page_offset + shift,
          ...(dictionary === undefined ? {} : { dictionary_page_offset: dictionary + shift }),
        },
      }
    }),
  }
}

/** Collects row groups in file order; gives the bytes that go before them and after them. */
export class ParquetFooter {
  private readonly writer = new ByteWriter()
  private readonly parquet: ParquetWriter
  private offset = MAGIC_BYTES

  constructor(schema: SchemaElement[]) {
    this.parquet = new ParquetWriter({ writer: this.writer, schema, createdBy: 'An Sinh' })
  }

  /** Bytes at the start of the file. */
  head(): Uint8Array {
    return this.writer.getBytes().slice(0, MAGIC_BYTES)
  }

  /** Notes a group whose bytes come next in the file. */
  add(group: Group): void {
    this.parquet.row_groups.push(moved(group.entry, this.offset))
    this.parquet.num_rows += group.entry.num_rows
    this.offset += group.bytes.length
  }

  /** Bytes after the last group. */
  async tail(): Promise<Uint8Array> {
    await this.parquet.finish()
    return this.writer.getBytes().slice(MAGIC_BYTES)
  }
}
