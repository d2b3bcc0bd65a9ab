import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Explanation } from '../../engine/explain/index.ts'
import { readFacts } from '../../engine/language/facts.ts'
import { readYaml } from '../../engine/language/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'
import { run } from './run.ts'

let folder: string

/** Runs the command line in this process, which is quicker than a new one for each. */
async function ansinh(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const keep = (stream: 'out' | 'err') => (text: unknown) => {
    said[stream] += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep('err')),
  ]
  try {
    const code = await run(args)
    return { code, ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** A data folder of one household: every fact ordinary but those given. */
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ansinh-explain-'))
  const file = readYaml('facts.yaml', readYamlFolder().find(s => s.path === 'facts.yaml')?.text ?? '').file
  if (!file) throw new Error('no facts')
  const facts = readFacts(file, [])
  const write = (
    name: string,
    ids: readonly string[],
    book: typeof facts.household,
    rows: readonly Record<string, string>[],
  ): void => {
    const columns = [...ids, ...book.keys()]
    const cell = (row: Record<string, string>, c: string): string => {
      const fact = book.get(c)
      return row[c] ?? (fact?.optional ? '' : (fact?.ordinary ?? ''))
    }
    writeFileSync(
      path.join(folder, name),
      `${[columns, ...rows.map(r => columns.map(c => cell(r, c)))].map(r => r.join(',')).join('\n')}\n`,
    )
  }
  write('households.csv', ['household_id'], facts.household, [
    {
      household_id: 'H004211',
      income_per_head_month: '1200000',
      recognised_standing: 'poor',
      territory: 'east',
      area_kind: 'urban',
    },
  ])
  write('persons.csv', ['person_id', 'household_id'], facts.person, [
    {
      person_id: 'P011802',
      household_id: 'H004211',
      birth_date: '1949-03-02',
      social_assistance_amount: '1100000',
    },
    { person_id: 'P011803', household_id: 'H004211', birth_date: '2010-03-02', has_health_insurance: '' },
  ])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const explain = (...more: string[]): ReturnType<typeof ansinh> =>
  ansinh('explain', '--data', folder, '--on', '2023-12-31', ...more)

describe('./ansinh explain', () => {
  test('tells one benefit of one person in Vietnamese', async () => {
    const { code, out } = await explain(
      '--household',
      'H004211',
      '--person',
      'P011802',
      '--benefit',
      'hai-phong/income-support',
    )
    expect(code).toBe(0)
    expect(out).toContain('Hỗ trợ thu nhập hằng tháng · P011802 · nhóm a')
    expect(out).toContain('Tính: 2.000.000 − 1.100.000 = 900.000 đ')
  })

  test('without a benefit it tells the standing and everything with a row, as data too', async () => {
    const { code, out } = await explain('--household', 'H004211', '--json')
    expect(code).toBe(0)
    const read = JSON.parse(out) as { standing: { standing: string }; explanations: Explanation[] }
    expect(read.standing.standing).toBe('poor')
    expect(new Set(read.explanations.map(e => e.person))).toEqual(new Set(['P011802', 'P011803', null]))
    expect(read.explanations.every(e => e.outcome !== 'not_applicable')).toBe(true)
  })

  test('an overlay is part of the law, and of the receipt', async () => {
    const overlay = path.join(folder, 'draft.yaml')
    writeFileSync(
      overlay,
      'name: Draft\nchanges:\n  - { file: vn/poverty-standard, version: 2022-01-01, set: parameters.poverty_line.value.urban, value: 2100000 }\n',
    )
    const { out } = await explain(
      '--household',
      'H004211',
      '--person',
      'P011802',
      '--benefit',
      'hai-phong/income-support',
      '--overlay',
      overlay,
      '--json',
    )
    const [e] = (JSON.parse(out) as { explanations: Explanation[] }).explanations
    expect(e?.amount).toBe(1000000)
    expect(e?.receipt.overlays.map(o => o.name)).toEqual(['Draft'])
  })

  test.each([
    [['--household', 'H00421'], 'There is no household H00421', 'H004211'],
    [['--household', 'H004211', '--person', 'P011801'], 'Household H004211 has no member P011801', 'P011802'],
    [
      ['--household', 'H004211', '--benefit', 'hai-phong/income-suport'],
      'There is no benefit hai-phong/income-suport',
      'hai-phong/income-support',
    ],
  ])('a name that is not there (%s) is answered with near ones', async (args, message, near) => {
    const { code, err } = await explain(...args)
    expect(code).toBe(1)
    expect(err).toContain(message)
    expect(err).toContain(near)
  })

  test('wrong use ends with 2', async () => {
    expect((await explain()).code).toBe(2)
    expect((await explain('--household', 'H004211', '--lang', 'fr')).code).toBe(2)
    expect(
      (await ansinh('explain', '--data', folder, '--household', 'H004211', '--on', '31-12-2023')).code,
    ).toBe(2)
  })
})

describe('./ansinh law show and docs', () => {
  test('shows the version of a day', async () => {
    const { code, out } = await ansinh('law', 'show', 'hai-phong/income-support', '--on', '2023-12-31')
    expect(code).toBe(0)
    expect(out).toContain('Nghị quyết 04/2022/NQ-HĐND')
    expect(out).not.toContain('37/2024')
  })

  test('writes both languages', async () => {
    const out = path.join(folder, 'docs')
    expect((await ansinh('law', 'docs', '--out', out)).code).toBe(0)
    expect(existsSync(path.join(out, 'vi', 'index.html'))).toBe(true)
    expect(readdirSync(path.join(out, 'en'))).toEqual(readdirSync(path.join(out, 'vi')))
  })
})
