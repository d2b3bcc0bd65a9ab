/** The files of the project as a newcomer gets them: without what is installed or made by a run. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/tools.ts'

/** Of the root only: a folder of this name further down is ours. */
const notOurs = new Set(['node_modules', '.git', '.data', 'data', 'dist'])

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const at = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return folder === '' && notOurs.has(entry.name) ? [] : walk(at)
    return entry.isFile() && !entry.name.endsWith('.log') ? [at] : []
  })
}

/** Paths from the root, sorted, with forward slashes. */
export const listFiles = (): string[] => walk('').sort()

export const readText = (file: string): string => readFileSync(path.join(root, file), 'utf8')

export const isCode = (file: string): boolean => /\.(ts|tsx|js|css|sql|sh)$/.test(file)
export const isProse = (file: string): boolean =>
  /\.(md|ya?ml)$/.test(file) || /^(LICENSE|NOTICE)$/.test(file)
export const isText = (file: string): boolean =>
  isCode(file) ||
  isProse(file) ||
  /\.(jsonc?|golden)$/.test(file) ||
  ['ansinh', '.ci/run', '.npmrc'].includes(file)
