import { z } from 'zod'
import { damaged } from './failure.ts'

/** What a backup is made of, in this order: one `start`, for each table `table`, `rows` …, `table_end`, then one `end`. */
export type BackupRecord =
  | { readonly kind: 'start'; readonly start: Start }
  | { readonly kind: 'table'; readonly table: TableName }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'table_end'; readonly sum: TableSum }
  | { readonly kind: 'end'; readonly end: End }

/** The schemas of a province by what they are for; their names may differ where a backup is restored. */
export const SchemaRole = z.enum(['registry', 'auth', 'jobs'])
export type SchemaRole = z.infer<typeof SchemaRole>

const TableName = z.object({ schema: SchemaRole, name: z.string() })
export type TableName = z.infer<typeof TableName>

const Column = z.object({ name: z.string(), type: z.string() })
const Table = TableName.extend({ columns: z.array(Column).readonly() })
export type BackupTable = z.infer<typeof Table>

/** What the file says of itself before the rows. */
export const Start = z.object({
  product: z.string(),
  province: z.string(),
  madeAt: z.string(),
  server: z.string(),
  migrations: z.array(z.string()).readonly(),
  tables: z.array(Table).readonly(),
})
export type Start = z.infer<typeof Start>

export const TableSum = TableName.extend({
  rows: z.number().int(),
  bytes: z.number().int(),
  /** SHA-256 of the rows as COPY text. */
  sha256: z.string(),
})
export type TableSum = z.infer<typeof TableSum>

const Sequence = z.object({ schema: SchemaRole, name: z.string(), last: z.string(), called: z.boolean() })
export type Sequence = z.infer<typeof Sequence>

/** What the file says at its end: the manifest of everything before, sequences, and the secrets without which what is sealed stays sealed. */
export const End = z.object({
  tables: z.array(TableSum).readonly(),
  sequences: z.array(Sequence).readonly(),
  /** Text of the store's secrets file. */
  secrets: z.string(),
})
export type End = z.infer<typeof End>

const KINDS = ['start', 'table', 'rows', 'table_end', 'end'] as const
const MOST = 16 * 1024 * 1024

/** Written together: each piece costs the compressor a turn. */
const PIECE = 512 * 1024

/** Records as bytes: one byte kind, four bytes length, content (JSON, or rows as they come from COPY). */
export async function* writeRecords(records: AsyncIterable<BackupRecord>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let held = 0
  for await (const record of records) {
    const content = contentOf(record)
    const head = Buffer.alloc(5)
    head[0] = KINDS.indexOf(record.kind)
    head.writeUInt32BE(content.length, 1)
    parts.push(head, content)
    held += head.length + content.length
    if (held < PIECE) continue
    yield Buffer.concat(parts, held)
    parts = []
    held = 0
  }
  if (held > 0) yield Buffer.concat(parts, held)
}

function contentOf(record: BackupRecord): Buffer {
  switch (record.kind) {
    case 'rows':
      return record.bytes
    case 'start':
      return Buffer.from(JSON.stringify(record.start))
    case 'table':
      return Buffer.from(JSON.stringify(record.table))
    case 'table_end':
      return Buffer.from(JSON.stringify(record.sum))
    case 'end':
      return Buffer.from(JSON.stringify(record.end))
  }
}

/**
 * Bytes as records again.
 *
 * @throws BackupFailure `damaged` when the bytes are no records.
 */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    let at = 0
    while (held.length - at >= 5) {
      const length = held.readUInt32BE(at + 1)
      if (length > MOST) throw damaged('cấu trúc, structure')
      if (held.length - at - 5 < length) break
      yield recordOf(held[at] ?? -1, held.subarray(at + 5, at + 5 + length))
      at += 5 + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw damaged('cấu trúc, structure')
}

function recordOf(kind: number, content: Buffer): BackupRecord {
  const json = () => JSON.parse(content.toString()) as unknown
  switch (KINDS[kind]) {
    case 'rows':
      return { kind: 'rows', bytes: content }
    case 'start':
      return { kind: 'start', start: Start.parse(json()) }
    case 'table':
      return { kind: 'table', table: TableName.parse(json()) }
    case 'table_end':
      return { kind: 'table_end', sum: TableSum.parse(json()) }
    case 'end':
      return { kind: 'end', end: End.parse(json()) }
    default:
      throw damaged('cấu trúc, structure')
  }
}
