/**
 * `npm test`: types, lint, tests; the last line is `N passed, N failed` from the runners' own counts.
 * Arguments go to Vitest (`npm test -- engine/language`).
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { addCounts, type Counts, countChecks, isGreen, sentence } from './counts.ts'
import { runVitest } from './run-vitest.ts'
import { findLinter, node, root } from './tools.ts'

function typecheck(): Counts {
  const projects = ['.', 'tests/house', 'apps/web', 'tests/browser'].filter(p =>
    existsSync(path.join(root, p, 'tsconfig.json')),
  )
  return countChecks(projects.map(p => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', p) === 0))
}

function lint(): Counts {
  if (findLinter().state === 'unsupported') {
    node('scripts/lint.ts')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  return countChecks([node('scripts/lint.ts') === 0])
}

const tests = [typecheck(), lint(), runVitest('vitest.json', process.argv.slice(2))].reduce(addCounts)
console.log(sentence(tests))
process.exit(isGreen(tests) ? 0 : 1)
