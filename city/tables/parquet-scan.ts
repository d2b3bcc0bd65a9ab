import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { asyncBufferFromFile, type ColumnMetaData, parquetMetadataAsync, type SchemaElement } from 'hyparquet'

/** One column of one row group. */
export interface Chunk {
  /** Name of the column. */
  readonly column: string
  readonly element: SchemaElement
  readonly codec: ColumnMetaData['codec']
  readonly offset: number
  readonly length: number
  readonly firstRow: number
  readonly rows: number
}

export interface ParquetScan {
  readonly names: readonly string[]
  readonly elements: ReadonlyMap<string, SchemaElement>
  readonly chunks: readonly Chunk[]
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * Reads what a Parquet file says about itself.
 *
 * @throws Error when it is no Parquet file
 */
export async function scanParquet(file: string): Promise<ParquetScan> {
  const buffer = await asyncBufferFromFile(file)
  const { schema, row_groups } = await parquetMetadataAsync(buffer).catch((e: unknown) => {
    throw new Error(`it is not a Parquet file (${e instanceof Error ? e.message : String(e)})`)
  })
  const elements = topLevel(schema)
  const chunks: Chunk[] = []
  let firstRow = 0
  for (const group of row_groups) {
    const rows = Number(group.num_rows)
    for (const { meta_data: meta } of group.columns) {
      const element = meta && elements.get(meta.path_in_schema[0] ?? '')
      if (!meta || !element || meta.path_in_schema.length !== 1) continue
      const offset = Number(meta.dictionary_page_offset || meta.data_page_offset)
      // some tools give the dictionary no place of its own: it stands before the first data page all the same
      chunks.push({
        column: element.name,
        element,
        codec: meta.codec,
        offset,
        length: Number(meta.total_compressed_size),
        firstRow,
        rows,
      })
    }
    firstRow += rows
  }
  return {
    names: [...elements.keys()],
    elements,
    chunks: chunks.filter(c => c.rows > 0),
    rows: firstRow,
    bytes: buffer.byteLength,
    sha256: hashFile(file),
  }
}

/** The columns of the schema by name; a nested one keeps its children out. */
function topLevel(schema: readonly SchemaElement[]): Map<string, SchemaElement> {
  const elements = new Map<string, SchemaElement>()
  let i = 1
  const skip = (): void => {
    const children = schema[i++]?.num_children ?? 0
    for (let c = 0; c < children; c++) skip()
  }
  while (i < schema.length) {
    const element = schema[i]
    if (element) elements.set(element.name, element)
    skip()
  }
  return elements
}

function hashFile(file: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(4 << 20)
  const fd = openSync(file, 'r')
  try {
    for (let got = readSync(fd, piece); got > 0; got = readSync(fd, piece))
      hash.update(piece.subarray(0, got))
  } finally {
    closeSync(fd)
  }
  return hash.digest('hex')
}
