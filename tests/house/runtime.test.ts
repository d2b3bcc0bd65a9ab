import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '../../scripts/tools.ts'
import { readText } from './tree.ts'

const Manifest = z.object({ optionalDependencies: z.record(z.string(), z.string()) })
const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

describe('the pinned Node', () => {
  const pins = Object.entries(
    Manifest.parse(JSON.parse(readText('package.json'))).optionalDependencies,
  ).filter(([name]) => name.startsWith('node-'))
  const lock = Lock.parse(JSON.parse(readText('package-lock.json')))

  it('runs these tests, not the one of the machine', () => {
    expect(new Set(pins.map(([, version]) => `v${version}`))).toEqual(new Set([process.version]))
  })

  it.each(pins)('%s is locked at %s', (name, version) => {
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(version)
  })
})

describe.skipIf(process.platform === 'win32')('./ansinh', () => {
  let folder = ''
  const script = () => path.join(folder, 'house', 'ansinh')
  const run = (file: string, ...args: string[]) => spawnSync(file, args, { cwd: tmpdir(), encoding: 'utf8' })

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ansinh-start-'))
    mkdirSync(path.join(folder, 'house', 'apps', 'cli'), { recursive: true })
    copyFileSync(path.join(root, 'ansinh'), script())
    chmodSync(script(), 0o755)
    writeFileSync(
      path.join(folder, 'house', 'apps', 'cli', 'main.ts'),
      'console.log(JSON.stringify([process.version, ...process.argv.slice(2)]))\n',
    )
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('says in Vietnamese what to do before the installation', () => {
    const { status, stderr } = run(script())
    expect(stderr).toContain('chưa cài đặt')
    expect(stderr).toContain('npm ci')
    expect(status).toBe(127)
  })

  it('runs the pinned Node from any folder, through a symlink, with spaces in arguments', () => {
    const bin = path.join(folder, 'house', 'node_modules', '.bin')
    mkdirSync(bin, { recursive: true })
    symlinkSync(process.execPath, path.join(bin, 'node'))
    const link = path.join(folder, 'a link')
    symlinkSync(script(), link)
    for (const file of [script(), link])
      expect(JSON.parse(run(file, 'law', 'có dấu cách').stdout)).toEqual([
        process.version,
        'law',
        'có dấu cách',
      ])
  })

  it('starts the command line of this project', () => {
    expect(existsSync(path.join(root, 'apps/cli/main.ts'))).toBe(true)
  })
})
