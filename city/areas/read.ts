import { readFileSync } from 'node:fs'
import { inferSchema, initParser } from 'udsv'

/**
 * Rows of a unit file beside this module, header names as keys, every cell as text (codes keep their leading zeros).
 *
 * @throws Error when the file is missing, has no rows, or lacks one of the `columns`.
 */
export function readUnitFile<K extends string>(file: string, columns: readonly K[]): Record<K, string>[] {
  const text = readFileSync(new URL(`./units/${file}`, import.meta.url), 'utf8').trimEnd()
  const rows = initParser(inferSchema(text)).stringObjs(text) as Record<string, string>[]
  if (rows.length === 0) throw new Error(`${file}: no rows`)
  return rows.map(row => {
    const out = {} as Record<K, string>
    for (const column of columns) {
      const cell = row[column]
      if (cell === undefined) throw new Error(`${file}: no column ${column}`)
      out[column] = cell
    }
    return out
  })
}
