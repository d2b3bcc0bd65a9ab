import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import type {
  ColumnMetaData,
  Compressors,
  DataReader,
  DecodedArray,
  PageHeader,
  SchemaElement,
} from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js'
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js'
import { readPlain } from 'hyparquet/src/plain.js'

/**
 * The values of one page of a flat column, without the empty cells: numbers of the dictionary's entries, or the values themselves as
 * hyparquet gives them, or (texts one after the other, each behind its length) the bytes they stand in.
 */
export type PageValues =
  | { readonly kind: 'dictionary'; readonly indices: Int32Array | Uint8Array }
  | { readonly kind: 'plain'; readonly values: DecodedArray }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

export interface Page {
  readonly rows: number
  /** 1 where a row has a value; undefined when every row has. */
  readonly defined: Uint8Array | undefined
  readonly values: PageValues
}

/** What a column chunk is decoded by. */
export interface ChunkKind {
  readonly element: SchemaElement
  readonly codec: ColumnMetaData['codec']
}

const COMPRESSORS: Compressors = {
  GZIP: bytes => gunzipSync(bytes),
  ZSTD: bytes => zstdDecompressSync(bytes),
  BROTLI: bytes => brotliDecompressSync(bytes),
}

const readerOf = (bytes: Uint8Array, offset = 0): DataReader => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset,
})

/**
 * Decodes a column chunk page by page with the parts of hyparquet, into typed arrays. Its own way to a whole column makes an array
 * of every page and was several times slower on a city.
 */
export function readPages(
  chunk: Uint8Array,
  kind: ChunkKind,
  rows: number,
  onDictionary: (values: DecodedArray) => void,
  onPage: (page: Page) => void,
): void {
  const reader = readerOf(chunk)
  const { type, type_length } = kind.element
  if (type === undefined) throw new Error('a column without a type')
  for (let seen = 0; seen < rows; ) {
    if (reader.offset >= chunk.length) throw new Error(`the column ends after ${seen} of ${rows} rows`)
    const header = parquetHeader(reader)
    const bytes = chunk.subarray(reader.offset, reader.offset + header.compressed_page_size)
    reader.offset += header.compressed_page_size
    if (header.dictionary_page_header) {
      const page = decompressPage(bytes, header.uncompressed_page_size, kind.codec, COMPRESSORS)
      onDictionary(readPlain(readerOf(page), type, header.dictionary_page_header.num_values, type_length))
      continue
    }
    const page = header.data_page_header_v2 ? readV2(bytes, header, kind) : readV1(bytes, header, kind)
    seen += page.rows
    onPage(page)
  }
}

function readV1(compressed: Uint8Array, header: PageHeader, kind: ChunkKind): Page {
  const head = header.data_page_header
  if (!head) throw new Error(`a page of the unknown type ${header.type}`)
  const bytes = decompressPage(compressed, header.uncompressed_page_size, kind.codec, COMPRESSORS)
  const rows = head.num_values
  if (!isFast(head.encoding, kind)) return slow(rows, readDataPage(bytes, head, decoderOf(kind)))
  const reader = readerOf(bytes)
  const defined = kind.element.repetition_type === 'OPTIONAL' ? new Uint8Array(rows) : undefined
  if (defined) readRleBitPackedHybrid(reader, 1, defined)
  return fast(rows, defined, bytes.subarray(reader.offset), head.encoding, kind)
}

function readV2(compressed: Uint8Array, header: PageHeader, kind: ChunkKind): Page {
  const head = header.data_page_header_v2
  if (!head) throw new Error(`a page of the unknown type ${header.type}`)
  const rows = head.num_values
  if (!isFast(head.encoding, kind))
    return slow(rows, readDataPageV2(compressed, header, { ...decoderOf(kind), compressors: COMPRESSORS }))
  const levels = head.definition_levels_byte_length + head.repetition_levels_byte_length
  const defined = head.num_nulls > 0 ? new Uint8Array(rows) : undefined
  if (defined)
    readRleBitPackedHybrid(
      readerOf(compressed, head.repetition_levels_byte_length),
      1,
      defined,
      head.definition_levels_byte_length,
    )
  const body = compressed.subarray(levels)
  const bytes =
    head.is_compressed === false
      ? body
      : decompressPage(body, header.uncompressed_page_size - levels, kind.codec, COMPRESSORS)
  return fast(rows, defined, bytes, head.encoding, kind)
}

const isDictionary = (encoding: string): boolean =>
  encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY'
const isFast = (encoding: string, kind: ChunkKind): boolean =>
  encoding === 'PLAIN' || isDictionary(encoding) || (encoding === 'RLE' && kind.element.type === 'BOOLEAN')

function fast(
  rows: number,
  levels: Uint8Array | undefined,
  bytes: Uint8Array,
  encoding: string,
  { element }: ChunkKind,
): Page {
  let count = rows
  if (levels) for (let i = 0; i < rows; i++) if (levels[i] === 0) count--
  const defined = count === rows ? undefined : levels
  if (isDictionary(encoding)) {
    const width = bytes[0] ?? 0
    const indices = width <= 8 ? new Uint8Array(count) : new Int32Array(count)
    if (width > 0 && count > 0) readRleBitPackedHybrid(readerOf(bytes, 1), width, indices, bytes.length - 1)
    return { rows, defined, values: { kind: 'dictionary', indices } }
  }
  if (element.type === 'BOOLEAN') {
    const values = new Uint8Array(count)
    if (encoding === 'RLE') {
      if (count > 0) readRleBitPackedHybrid(readerOf(bytes), 1, values)
    } else for (let i = 0; i < count; i++) values[i] = ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1
    return { rows, defined, values: { kind: 'plain', values } }
  }
  if (element.type === 'BYTE_ARRAY') return { rows, defined, values: { kind: 'bytes', bytes } }
  return {
    rows,
    defined,
    values: {
      kind: 'plain',
      values: element.type ? readPlain(readerOf(bytes), element.type, count, element.type_length) : [],
    },
  }
}

/** Encodings that few tools write (delta, byte stream split): as hyparquet reads them. */
function slow(
  rows: number,
  page: { definitionLevels: ArrayLike<number> | undefined; dataPage: DecodedArray },
): Page {
  const levels = page.definitionLevels
  return {
    rows,
    defined: levels && levels.length > 0 ? Uint8Array.from(levels) : undefined,
    values: { kind: 'plain', values: page.dataPage },
  }
}

function decoderOf({ element, codec }: ChunkKind): Parameters<typeof readDataPage>[2] {
  if (element.type === undefined) throw new Error('a column without a type')
  const root = { children: [], count: 1, path: [], element: { name: 'root' } }
  const leaf = { children: [], count: 1, path: [element.name], element }
  return {
    pathInSchema: [element.name],
    type: element.type,
    element,
    schemaPath: [root, leaf],
    codec,
    parsers: NO_PARSERS,
  }
}

const asIs = <T>(value: T): T => value
const NO_PARSERS = {
  timestampFromMilliseconds: asIs,
  timestampFromMicroseconds: asIs,
  timestampFromNanoseconds: asIs,
  dateFromDays: asIs,
  stringFromBytes: asIs,
  jsonFromBytes: asIs,
  geometryFromBytes: asIs,
  geographyFromBytes: asIs,
  uuidFromBytes: asIs,
}
