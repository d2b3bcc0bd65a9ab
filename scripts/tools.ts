import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the checkout, wherever the command was started. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Runs a script with this Node at the root, its output shown. Gives the exit code. */
export const node = (...args: string[]): number =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1

const platformsWithLinter = ['linux-x64', 'linux-arm64']
const platform = `${process.platform}-${process.arch}`

/** Biome comes as one package a platform and has no `bin`: the binary is called by its path. */
export function findLinter():
  | { state: 'found'; binary: string }
  | { state: 'missing' | 'unsupported'; says: string } {
  const binary = path.join(root, 'node_modules', '@biomejs', `cli-${platform}`, 'biome')
  if (existsSync(binary)) return { state: 'found', binary }
  if (platformsWithLinter.includes(platform))
    return { state: 'missing', says: `lint: @biomejs/cli-${platform} is not installed. Run: npm ci` }
  return {
    state: 'unsupported',
    says: `lint: skipped, the project has no linter for ${platform} (only ${platformsWithLinter.join(', ')})`,
  }
}
