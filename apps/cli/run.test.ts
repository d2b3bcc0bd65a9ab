import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const ansinh = path.resolve(import.meta.dirname, '../../ansinh')
const home = mkdtempSync(path.join(tmpdir(), 'ansinh-cli-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(ansinh, args, {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) ?? '' }
}

describe('exit codes: 0 done, 1 failed, 2 wrong use', () => {
  test.each([
    ['help is done', ['--help'], 0],
    ['the law without a finding', ['law', 'check'], 0],
    ['values that are not confirmed fail the strict check', ['law', 'check', '--strict'], 1],
    ['the facts', ['facts'], 0],
    ['a command that is not there', ['decide'], 2],
    ['an option that is not there', ['law', 'check', '--hard'], 2],
    ['a missing option', ['determine', '--data', 'x'], 2],
    ['a date in another form', ['determine', '--data', 'x', '--on', '31/12/2023', '--out', 'y'], 2],
    ['a folder that is not there', ['determine', '--data', 'nowhere', '--on', '2023-12-31', '--out', 'y'], 1],
    [
      'a day before the first standard',
      ['determine', '--data', 'nowhere', '--on', '2015-12-31', '--out', 'y'],
      1,
    ],
    ['a preset that is not there', ['city', 'make', '--preset', 'north', '--out', 'z'], 2],
    [
      'fewer households than the poor and near-poor',
      ['city', 'make', '--preset', 'city-2025', '--households', '100', '--out', 'z'],
      2,
    ],
    ['a law file that is not there', ['law', 'show', 'vn/nothing'], 1],
    ['a year without published figures', ['programme', '1999', '--data', 'nowhere'], 1],
  ] as const)('%s', (_name, args, code) => {
    const { status, stdout, stderr } = run(...args)
    expect(status, stderr).toBe(code)
    if (code !== 0) expect(stdout + stderr).not.toMatch(/ at .*\.ts:\d+/)
  })
})

test('law test ends with the counts of its cases', () => {
  expect(run('law', 'test').last).toMatch(/^\d{3,} passed, 0 failed$/)
})

test('a city is made, decided and explained from any folder, without a progress bar where there is no terminal', () => {
  expect(run('city', 'make', '--preset', 'uniform', '--households', '200', '--out', 'city').status).toBe(0)
  const decided = run('determine', '--data', 'city', '--on', '2025-12-31', '--out', 'results')
  expect(decided.status, decided.stderr).toBe(0)
  expect(decided.stderr).not.toMatch(/%/)
  const explained = run(
    'explain',
    '--data',
    'city',
    '--household',
    'H0000001',
    '--on',
    '2025-12-31',
    '--json',
  )
  expect(JSON.parse(explained.stdout)).toHaveProperty('explanations')
  expect(run('explain', '--data', 'city', '--household', 'H9', '--on', '2025-12-31').status).toBe(1)
})
