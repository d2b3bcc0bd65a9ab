/** The linter's rules are only as good as what they find: every one of them is shown a fault and must name it. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findLinter, root } from '../../scripts/tools.ts'
import { directions } from './fixtures/directions.ts'
import { strictness } from './fixtures/strictness.ts'

const Lint = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
})

const linter = findLinter()

describe.runIf(linter.state !== 'unsupported')('a planted fault is found', () => {
  const plants = [...directions, ...strictness]
  const found = new Map<string, Set<string>>()
  let folder = ''

  beforeAll(() => {
    if (linter.state !== 'found') throw new Error(linter.says)
    folder = mkdtempSync(path.join(tmpdir(), 'ansinh-lint-'))
    copyFileSync(path.join(root, 'biome.jsonc'), path.join(folder, 'biome.jsonc'))
    writeFileSync(path.join(folder, '.gitignore'), 'node_modules/\n')
    for (const plant of plants) {
      const file = path.join(folder, plant.path)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, plant.text, { flag: 'wx' })
    }
    const run = spawnSync(linter.binary, ['check', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    for (const d of Lint.parse(JSON.parse(run.stdout)).diagnostics) {
      const rules = found.get(d.location.path) ?? new Set()
      found.set(d.location.path, rules.add(d.category))
    }
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(plants)('$path: $why', plant => {
    expect([...(found.get(plant.path) ?? [])]).toEqual(plant.rule === undefined ? [] : [plant.rule])
  })
})
