/** Style, strictness and import direction of the whole tree. `--write` mends what can be mended safely. */
import { spawnSync } from 'node:child_process'
import { findLinter, root } from './tools.ts'

const linter = findLinter()
if (linter.state !== 'found') {
  console.error(linter.says)
  process.exit(linter.state === 'unsupported' ? 0 : 1)
}
const given = process.argv.slice(2)
const flags = given.filter(a => a.startsWith('-'))
const paths = given.filter(a => !a.startsWith('-'))
const run = spawnSync(
  linter.binary,
  ['check', '--error-on-warnings', '--max-diagnostics=200', ...flags, ...(paths.length > 0 ? paths : ['.'])],
  { cwd: root, stdio: 'inherit' },
)
process.exit(run.status ?? 1)
