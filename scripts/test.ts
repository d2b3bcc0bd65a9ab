/**
 * `npm test`: types, lint, tests; the last line is `N passed, N failed` from the runners' own counts.
 * Arguments go to Vitest (`npm test -- engine/language`).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { addCounts, type Counts, countChecks, countReport, isGreen, readReport, sentence } from './counts.ts'
import { findLinter, root } from './tools.ts'

const node = (...args: string[]) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1

function typecheck(): Counts {
  const projects = ['.', 'tests/house'].filter(p => existsSync(path.join(root, p, 'tsconfig.json')))
  return countChecks(projects.map(p => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', p) === 0))
}

function lint(): Counts {
  if (findLinter().state === 'unsupported') {
    node('scripts/lint.ts')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  return countChecks([node('scripts/lint.ts') === 0])
}

/** The report is written under the name of this process, so that two runs side by side never read each other's. */
function vitest(): Counts {
  const kept = path.join(root, '.data', 'vitest.json')
  const fresh = path.join(root, '.data', `vitest-${process.pid}.json`)
  mkdirSync(path.dirname(kept), { recursive: true })
  rmSync(kept, { force: true })
  const status = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${fresh}`,
    ...process.argv.slice(2),
  )
  if (!existsSync(fresh)) return { passed: 0, failed: 1, skipped: 0 }
  const report = readReport(readFileSync(fresh, 'utf8'))
  renameSync(fresh, kept)
  return countReport(report, status)
}

const tests = [typecheck(), lint(), vitest()].reduce(addCounts)
console.log(sentence(tests))
process.exit(isGreen(tests) ? 0 : 1)
