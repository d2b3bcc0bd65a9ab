import type { Fact, FactBook } from '../../engine/language/index.ts'
import type { BinaryRow } from './binary-rows.ts'
import type { ColumnBuilder } from './column-builder.ts'

/** Reads a cell of a row into a column; false when the value is none that the law knows. */
export type CellReader = (row: BinaryRow, column: number, into: ColumnBuilder) => boolean

/** SQL for the column of a fact: decimals as whole numbers of their last place, everything else as it is. */
export const factSql = (fact: Fact, table: string): string => {
  const column = `${table}."${fact.name}"`
  return fact.type.t === 'decimal' ? `(${column} * ${10 ** fact.type.places})::bigint` : column
}

/** How cells of a fact are read from COPY's binary format. */
export function cellReader(fact: Fact, facts: FactBook): CellReader {
  switch (fact.type.t) {
    case 'bool':
      return (row, i, into) => into.push(row.bool(i))
    case 'count':
      return (row, i, into) => into.push(row.int4(i))
    case 'money':
    case 'decimal':
      return (row, i, into) => {
        const value = row.int8(i)
        return !Number.isNaN(value) && into.push(value)
      }
    case 'date':
      return (row, i, into) => {
        const day = row.day(i)
        return !Number.isNaN(day) && into.push(day)
      }
    case 'text':
      return textReader()
    case 'category':
      return wordReader(facts.categories.get(fact.type.of)?.words ?? [])
    default:
      throw new Error(`a fact of type ${fact.type.t} has no column`)
  }
}

/** Texts repeat (ethnic groups); most are found by their bytes without making a text again. */
function textReader(): CellReader {
  const known: { bytes: Buffer; text: string }[] = []
  return (row, i, into) => {
    const at = row.start[i] ?? 0
    const length = row.length[i] ?? 0
    for (const entry of known) {
      if (isSame(entry.bytes, row.bytes, at, length)) {
        into.pushText(entry.text)
        return true
      }
    }
    const text = row.text(i)
    if (known.length < 64) known.push({ bytes: Buffer.from(text), text })
    into.pushText(text)
    return true
  }
}

function wordReader(words: readonly string[]): CellReader {
  const all = words.map(word => Buffer.from(word))
  return (row, i, into) => {
    const at = row.start[i] ?? 0
    const length = row.length[i] ?? 0
    for (let code = 0; code < all.length; code++)
      if (isSame(all[code] as Buffer, row.bytes, at, length)) return into.push(code)
    return false
  }
}

function isSame(word: Buffer, bytes: Buffer, at: number, length: number): boolean {
  if (word.length !== length) return false
  for (let i = 0; i < length; i++) if (word[i] !== bytes[at + i]) return false
  return true
}
