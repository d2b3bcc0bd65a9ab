import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A text file with its path relative to the folder it was read from, with `/`. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** The law of this installation. */
export const LAW_FOLDER = path.resolve(import.meta.dirname, '../../law')

/** Every YAML file below a folder, in the order of their paths. */
export function readYamlFolder(folder: string = LAW_FOLDER): TextFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(p => p.split(path.sep).join('/'))
    .filter(p => p.endsWith('.yaml'))
    .sort()
    .map(p => ({ path: p, text: readFileSync(path.join(folder, p), 'utf8') }))
}
