/** One run of Vitest and what it counted. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Counts, countReport, readReport } from './counts.ts'
import { node, root } from './tools.ts'

/** The report is written under the name of this process, so that two runs side by side never read each other's; the last one is kept under `kept`. */
export function runVitest(kept: string, args: readonly string[]): Counts {
  const file = path.join(root, '.data', kept)
  const fresh = path.join(root, '.data', `${process.pid}-${kept}`)
  mkdirSync(path.dirname(file), { recursive: true })
  rmSync(file, { force: true })
  const status = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${fresh}`,
    ...args,
  )
  if (!existsSync(fresh)) return { passed: 0, failed: 1, skipped: 0 }
  const report = readReport(readFileSync(fresh, 'utf8'))
  renameSync(fresh, file)
  return countReport(report, status)
}
