import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { buildLaw } from '../../engine/check/index.ts'
import { parseDay } from '../../engine/language/index.ts'
import { readDataFolder } from '../tables/index.ts'
import { folderWith, HOUSEHOLDS, newFolder, PERSONS, SMALL_LAW, smallCity } from './fixture.ts'
import { type DetermineOptions, determine, determinePopulation, loadLaw, programOf } from './index.ts'

const FILES = ['standings.csv', 'decisions.csv', 'totals.csv'] as const
const on = parseDay('2023-12-31') ?? 0

async function results(own: Partial<DetermineOptions> = {}): Promise<Record<(typeof FILES)[number], string>> {
  const out = path.join(newFolder(), 'out')
  await determine({ data: smallCity(), on, law: SMALL_LAW, out, ...own })
  const text = (name: string): string => readFileSync(path.join(out, name), 'utf8')
  return {
    'standings.csv': text('standings.csv'),
    'decisions.csv': text('decisions.csv'),
    'totals.csv': text('totals.csv'),
  }
}

/** A city that takes a moment: copies of the small one. */
function largeCity(copies: number): string {
  const rows = (csv: string, rename: (row: string, i: number) => string): string => {
    const [header, ...lines] = csv.trimEnd().split('\n')
    const all = Array.from({ length: copies }, (_, i) => lines.map(line => rename(line, i)).join('\n'))
    return `${[header, ...all].join('\n')}\n`
  }
  const id = (i: number): string => String(i).padStart(6, '0')
  return folderWith({
    'households.csv': rows(HOUSEHOLDS, (row, i) => row.replace(/^H/, `H${id(i)}-`)),
    'persons.csv': rows(PERSONS, (row, i) => row.replace(/^P(\d),H/, `P${id(i)}-$1,H${id(i)}-`)),
  })
}

describe.each(['reference', 'kernel'] as const)('the result files, decided by the %s', engine => {
  it('hold every household and every right, sorted, as counted by hand', async () => {
    expect(await results({ engine, restricted: 'show' })).toEqual({
      'standings.csv': `household_id,standard,standing,standing_basis,computed_standing,newly_escaped,deprivation_count,bad_water,crowded,sick,missing
H1,2022-2026,poor,income,poor,false,1,true,false,false,
H2,2022-2026,undetermined,income,undetermined,false,0,false,false,false,income
H3,2022-2026,not_poor,income,not_poor,false,0,false,false,false,
`,
      'decisions.csv': `household_id,person_id,benefit,group,outcome,kind,payer,share,amount,per,missing
H1,,vn/power,,granted,cash,state,,58000,month,
H1,P1,vn/card,poor,granted,premium,state,7/10,73710,month,
H1,P1,vn/support,a,granted,cash,city,,1500000,month,
H1,P2,vn/card,poor,granted,premium,state,7/10,73710,month,
H1,P2,vn/support,b,granted,cash,city,,666667,month,
H1,P3,vn/card,poor,granted,premium,state,7/10,73710,month,
H1,P3,vn/support,c,granted,cash,city,,,month,law:amount_c
H1,P4,vn/card,poor,granted,premium,state,7/10,73710,month,
H1,P4,vn/support,,refused,cash,city,,,month,
H2,P5,vn/support,,undetermined,cash,city,,,month,income
`,
      'totals.csv': `benefit,group,payer,outcome,households,persons,amount,per
vn/card,poor,state,granted,1,4,294840,month
vn/power,,state,granted,1,0,58000,month
vn/support,,city,refused,1,1,,month
vn/support,,city,undetermined,1,1,,month
vn/support,a,city,granted,1,1,1500000,month
vn/support,b,city,granted,1,1,666667,month
vn/support,c,city,granted,1,1,,month
`,
    })
  })

  it('hide what a restricted fact touched: outcome, amount and payer stay', async () => {
    const {
      'standings.csv': standings,
      'decisions.csv': decisions,
      'totals.csv': totals,
    } = await results({ engine })
    expect(standings).toContain('\nH1,2022-2026,poor,income,poor,false,,true,false,,\n')
    expect(decisions).toContain('\nH1,P3,vn/support,restricted,granted,cash,city,,,month,\n')
    expect(decisions).toContain('\nH1,P4,vn/support,restricted,refused,cash,city,,,month,\n')
    expect(decisions).toContain('\nH2,P5,vn/support,,undetermined,cash,city,,,month,income\n')
    expect(`${standings}${decisions}${totals}`).not.toMatch(/law:amount_c|has_disease/)
    expect(totals).toContain('\nvn/support,restricted,city,granted,1,3,2166667,month\n')
  })
})

describe('a run', () => {
  it('gives the same bytes whatever the order of the rows and the number of threads', async () => {
    const data = largeCity(8000)
    const lines = (name: string): [string, string[]] => {
      const [header = '', ...rows] = readFileSync(path.join(data, name), 'utf8').trimEnd().split('\n')
      return [header, rows]
    }
    const shuffled = folderWith(
      Object.fromEntries(
        ['households.csv', 'persons.csv'].map(name => {
          const [header, rows] = lines(name)
          const mixed = rows
            .map((row, i) => ({ row, key: (i * 7919) % 100_003 }))
            .sort((a, b) => a.key - b.key)
            .map(r => r.row)
          return [name, `${[header, ...mixed].join('\n')}\n`]
        }),
      ),
    )
    const one = await results({ data, threads: 1 })
    expect(await results({ data: shuffled, threads: 2 })).toEqual(one)
    expect(one['totals.csv']).toContain('\nvn/power,restricted,state,granted,8000,0,464000000,month\n')
  })

  it('quotes ids that need it', async () => {
    const { 'decisions.csv': decisions } = await results({
      data: smallCity({ 'persons.csv': PERSONS.replace('P1,', '"P,""1",') }),
      restricted: 'show',
    })
    expect(decisions).toContain('\nH1,"P,""1",vn/card,poor,')
  })

  it('writes a receipt that names law, overlays, inputs and counts, and no folder', async () => {
    const folder = newFolder()
    const overlay = path.join(folder, 'draft.yaml')
    writeFileSync(
      overlay,
      'name: Draft\ncitation: proposal 1\nby: legal officer\nchanges:\n  - { file: vn/support, version: 2022-01-01, territory: city, set: parameters.amount_c.value, value: 700000, mark: unconfirmed, source: draft }\n',
    )
    const out = path.join(folder, 'out')
    const { receipt } = await determine({
      data: smallCity(),
      on,
      law: SMALL_LAW,
      out,
      overlays: [overlay],
      threads: 1,
    })
    const written = readFileSync(path.join(out, 'receipt.json'), 'utf8')
    expect(JSON.parse(written)).toEqual(receipt)
    expect(receipt).toMatchObject({
      law: {
        hash: buildLaw(SMALL_LAW).law.hash,
        overlays: [{ name: 'Draft', citation: 'proposal 1', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      },
      engine: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), runner: 'kernel' },
      on: '2023-12-31',
      known_on: null,
      restricted: 'hide',
      inputs: [
        { file: 'households.csv', rows: 3 },
        { file: 'persons.csv', rows: 6 },
      ],
      population: { households: 3, persons: 6 },
      outputs: { standings: 3, decisions: 10, totals: expect.any(Number) },
      warnings: [],
      threads: 1,
    })
    expect(written).not.toContain(folder)
    expect(readFileSync(path.join(out, 'decisions.csv'), 'utf8')).toContain(
      '\nH1,P3,vn/support,restricted,granted,cash,city,,700000,month,\n',
    )
  })

  it('says from when on there is a standard', async () => {
    await expect(results({ on: parseDay('2010-01-01') ?? 0 })).rejects.toThrow(
      'no poverty standard is in force on 2010-01-01: the first known here begins on 2022-01-01',
    )
  })

  it('shows the findings of an overlay that does not fit', async () => {
    const overlay = path.join(
      folderWith({
        'o.yaml':
          'name: x\ncitation: y\nby: z\nchanges:\n  - { file: vn/nothing, version: 2022-01-01, territory: city, set: a, value: 1 }\n',
      }),
      'o.yaml',
    )
    await expect(results({ overlays: [overlay] })).rejects.toThrow(/findings: mend the law files first/)
  })
})

describe('nothing half-written', () => {
  it('stays after bad data: an earlier result stays whole, the bad cells stand in errors.csv', async () => {
    const folder = newFolder()
    const out = path.join(folder, 'out')
    await determine({ data: smallCity(), on, law: SMALL_LAW, out })
    const before = readFileSync(path.join(out, 'decisions.csv'), 'utf8')
    const bad = smallCity({ 'persons.csv': PERSONS.replace('1985-06-15', '15/06/1985') })
    await expect(determine({ data: bad, on, law: SMALL_LAW, out })).rejects.toThrow(
      /persons\.csv {2}2 {4}birth_date {2}15\/06\/1985 {2}a date as 1985-06-15/,
    )
    expect(readFileSync(path.join(out, 'decisions.csv'), 'utf8')).toBe(before)
    expect(readFileSync(path.join(folder, 'errors.csv'), 'utf8')).toBe(
      'file,row,column,value,expected\npersons.csv,2,birth_date,15/06/1985,a date as 1985-06-15 (year-month-day)\n',
    )
    expect(readdirSync(folder).sort()).toEqual(['errors.csv', 'out'])
  })

  it('stays after a fault of the disk in mid run', async () => {
    const out = path.join(newFolder(), 'out')
    mkdirSync(path.join(out, 'totals.csv.part'), { recursive: true })
    await expect(determine({ data: smallCity(), on, law: SMALL_LAW, out })).rejects.toThrow()
    expect(readdirSync(out)).toEqual(['totals.csv.part'])
  })

  it('has a name of a result after a kill in mid run', async () => {
    const data = largeCity(12_000)
    const out = path.join(newFolder(), 'out')
    const script = `
      import { determine } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
      import { SMALL_LAW } from ${JSON.stringify(new URL('./fixture.ts', import.meta.url).href)}
      await determine({ data: ${JSON.stringify(data)}, on: ${on}, engine: 'reference', law: SMALL_LAW, out: ${JSON.stringify(out)}, threads: 1 })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
    const gone = new Promise(resolve => child.once('exit', (_, signal) => resolve(signal)))
    for (let i = 0; i < 2000 && !existsSync(path.join(out, 'decisions.csv.part')); i++) await sleep(10)
    child.kill('SIGKILL')
    expect(await gone).toBe('SIGKILL')
    expect(readdirSync(out).sort()).toEqual(['decisions.csv.part', 'standings.csv.part'])
    await determine({ data: smallCity(), on, law: SMALL_LAW, out })
    expect(readdirSync(out).sort()).toEqual(['decisions.csv', 'receipt.json', 'standings.csv', 'totals.csv'])
  })
})

describe('in memory', () => {
  it('totals, standings and every row of a chunk are there without files', async () => {
    const { law } = buildLaw(SMALL_LAW)
    const { population } = await readDataFolder(smallCity(), { facts: law.facts, on })
    const seen: number[] = []
    const { totals, standings } = determinePopulation(population, programOf(law, on), {
      onChunk: (chunk, decider) => seen.push(chunk.to, decider.program.benefits.length),
    })
    expect(standings).toEqual({ poor: 1, near_poor: 0, not_poor: 1, undetermined: 1 })
    expect(totals.find(t => t.benefit === 'vn/card')).toMatchObject({
      group: 'poor',
      households: 1,
      persons: 4,
      amount: 294840n,
    })
    expect(seen).toEqual([3, 3])
  })
})

describe('the law of this installation', () => {
  it('decides households with hardly any fact to the same rows by both runners', async () => {
    const data = folderWith({
      'households.csv':
        'household_id,commune_code,area_kind,income_per_head_month,recognised_standing\nH1,11311,urban,1200000,poor\nH2,10507,rural,,\n',
      'persons.csv': 'person_id,household_id,birth_date\nP1,H1,1950-01-01\nP2,H1,2020-05-05\nP3,H2,\n',
    })
    expect(loadLaw().facts.household.size).toBeGreaterThan(20)
    const own = { data, law: undefined, restricted: 'show' } as const
    const kernel = await results({ ...own, engine: 'kernel' })
    expect(kernel['standings.csv']).toMatch(/\nH1,2022-2026,poor,recognised,/)
    expect(await results({ ...own, engine: 'reference' })).toEqual(kernel)
  })
})
