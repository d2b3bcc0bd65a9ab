import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Failure } from '../../platform/failure/index.ts'
import { cellOf, folderWith, ON, rowOf, SMALL_LAW, smallCity } from './fixture.ts'
import { type Simulation, simulate } from './index.ts'

const folder = smallCity()
const run = (own: Partial<Parameters<typeof simulate>[0]> = {}): Promise<Simulation> =>
  simulate({
    data: folder,
    on: ON,
    reform: path.join(folder, 'reform.yaml'),
    out: path.join(folder, 'out'),
    law: SMALL_LAW,
    ...own,
  })
const overlay = (changes: string): string =>
  path.join(folderWith({ 'x.yaml': `name: x\nchanges:\n${changes}` }), 'x.yaml')

/*
 * On paper. Line: 2.000.000 in towns, 1.500.000 elsewhere; with the reform 2.500.000 in towns. Child: 500.000, then 300.000.
 *
 *      standing               support before           support after             card (7/10 of 105.300)   electricity
 * H1   poor → poor       P1   2.000.000 − 500.000      2.500.000 − 500.000       73.710 → 73.710          price × 30 both times
 *                        P2   500.000                  300.000                   73.710 → 73.710
 * H2   near-poor         P3   –                        –                         –                        –
 *                        P4   500.000                  300.000
 * H3   not poor → poor   P5   –                        2.500.000 − 400.000       0 → 73.710               nothing → price × 30
 *                        P6   –                        300.000                   0 → 73.710
 * H4   not known         P7   not known                not known                 not known                not known
 * H5   not poor          P8   –                        –                         –                        –
 */
describe('the five households', () => {
  let simulation: Simulation
  beforeAll(async () => {
    simulation = await run()
  })

  test('income support: three gain, two lose, one is not known', () => {
    const row = rowOf(simulation.result, 'vn/support')
    expect(row.granted).toEqual([3, 5]) // P1 P2 P4, then P5 P6 too
    expect(row.undetermined).toEqual([1, 1]) // P7
    expect(row.amount).toEqual([
      1_500_000n + 500_000n + 500_000n, // P1 P2 P4: 2.500.000
      2_000_000n + 300_000n + 300_000n + 2_100_000n + 300_000n, // P1 P2 P4 P5 P6: 5.000.000
    ])
    expect(row.difference).toBe(500_000n - 200_000n - 200_000n + 2_100_000n + 300_000n) // 2.500.000
    expect(row.households).toEqual({ gain: 2, lose: 1, unknown: 1 }) // H1 +300.000, H3 +2.400.000; H2 −200.000; H4
    expect(row.persons).toEqual({ gain: 3, lose: 2, unknown: 1 }) // P1 P5 P6; P2 P4; P7
  })

  test('health card: H3 gets two of 73.710', () => {
    const row = rowOf(simulation.result, 'vn/card')
    expect(row.granted).toEqual([2, 4])
    expect(row.amount).toEqual([147_420n, 294_840n])
    expect(row.difference).toBe(147_420n)
    expect(row.persons).toEqual({ gain: 2, lose: 0, unknown: 1 })
  })

  test('electricity at a price nobody knows: H1 keeps it, for H3 the change is not known, and no sum is 0', () => {
    const row = rowOf(simulation.result, 'vn/power')
    expect(row.granted).toEqual([1, 2])
    expect(row.unknownAmounts).toEqual([1, 2])
    expect(row.amount).toEqual([undefined, undefined])
    expect(row.difference).toBeUndefined()
    expect(row.households).toEqual({ gain: 0, lose: 0, unknown: 2 }) // H3, H4
    expect(row.persons).toBeUndefined()
  })

  test('the monthly sum: a household with an unknown part neither gains nor loses', () => {
    const row = rowOf(simulation.result, 'all')
    expect(row.amount).toEqual([2_500_000n + 147_420n, 5_000_000n + 294_840n])
    expect(row.difference).toBe(2_500_000n + 147_420n)
    expect(row.households).toEqual({ gain: 1, lose: 1, unknown: 2 }) // H1; H2; H3 (electricity) and H4
    expect(row.persons).toEqual({ gain: 3, lose: 2, unknown: 1 })
  })

  test('what is paid once stands beside the sum: granted or not', () => {
    const row = rowOf(simulation.result, 'vn/course')
    expect(row.granted).toEqual([0, 1]) // P5
    expect(row.persons).toEqual({ gain: 1, lose: 0, unknown: 0 }) // P7 does not want a course
    expect(row.difference).toBe(3_000_000n)
    expect(rowOf(simulation.result, 'all').difference).toBe(2_647_420n)
  })

  test('a loan limit is a right and no cost', () => {
    const row = rowOf(simulation.result, 'vn/loan')
    expect(row.households).toEqual({ gain: 1, lose: 0, unknown: 1 })
    expect([row.amount, row.difference]).toEqual([[undefined, undefined], undefined])
  })

  test('the standing of a row is that of the law before', () => {
    const of = (standing: string) => rowOf(simulation.result, 'all', 'standing', standing)
    expect(of('poor').difference).toBe(300_000n) // H1
    expect(of('near_poor').difference).toBe(-200_000n) // H2
    expect(of('not_poor').difference).toBe(2_400_000n + 147_420n) // H3, who was not poor
    expect(of('undetermined').households).toEqual({ gain: 0, lose: 0, unknown: 1 })
    expect(of('undetermined').difference).toBeUndefined()
  })

  test('area kinds and communes are named, and an unknown area kind has a row of its own', () => {
    const { result } = simulation
    expect(rowOf(result, 'all', 'area_kind', 'urban').difference).toBe(300_000n + 2_547_420n)
    expect(cellOf(result, 'area_kind', 'unknown')).toMatchObject({ households: 1, persons: 1 })
    expect(cellOf(result, 'commune', '11311')).toMatchObject({
      households: 2,
      persons: 4,
      cell: { name: 'Phường Hồng Bàng' },
    })
  })

  test('standings move as the line moves', () => {
    const moved = simulation.result.moves.filter(m => m.households > 0)
    expect(moved.map(m => [m.before.value, m.after.value, m.households, m.persons])).toEqual([
      ['poor', 'poor', 1, 2],
      ['near_poor', 'near_poor', 1, 2],
      ['not_poor', 'poor', 1, 2],
      ['not_poor', 'not_poor', 1, 1],
      ['undetermined', 'undetermined', 1, 1],
    ])
  })

  test('says what unknown changes wait for, and never whose', () => {
    expect(simulation.result.waiting.get('vn/power')).toEqual({ law: ['price'], facts: true })
    expect(simulation.result.waiting.get('vn/support')).toEqual({ law: [], facts: true })
  })

  test('the files hold the sums, an empty cell where nothing is known, and no household or person', () => {
    const read = (name: string): string => readFileSync(path.join(folder, 'out', name), 'utf8')
    const [header = '', ...lines] = read('simulation.csv').trimEnd().split('\n')
    const power = lines.find(l => l.startsWith('all,all,toàn bộ,vn/power'))
    expect(header.split(',').slice(3, 7)).toEqual(['benefit', 'kind', 'payer', 'per'])
    expect(power).toBe('all,all,toàn bộ,vn/power,cash,state,month,1,2,1,1,1,2,,,,0,0,2,,,,5,8')
    expect(lines.find(l => l.startsWith('all,all,toàn bộ,all'))).toBe(
      'all,all,toàn bộ,all,,,month,6,11,3,3,1,2,2647420,5294840,2647420,1,1,2,3,2,1,5,8',
    )
    expect(read('standings.csv')).toContain('not_poor,poor,1,2\n')
    for (const name of readdirSync(path.join(folder, 'out'))) expect(read(name)).not.toMatch(/\b[HP]\d\b/)
  })

  test('the receipt names the reform by what it is', () => {
    const receipt = JSON.parse(readFileSync(path.join(folder, 'out', 'receipt.json'), 'utf8'))
    expect(receipt).toMatchObject({
      law: { overlays: [] },
      reform: {
        name: 'Phương án thử',
        citation: 'Tờ trình 1',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      on: '2024-12-31',
      population: { households: 5, persons: 8 },
      outputs: {
        simulation:
          readFileSync(path.join(folder, 'out', 'simulation.csv'), 'utf8')
            .trim()
            .split('\n').length - 1,
      },
    })
    expect(receipt.inputs.map((i: { file: string }) => i.file)).toEqual(['households.csv', 'persons.csv'])
  })
})

test('a price that an overlay gives to the base law makes the unknown changes known', async () => {
  const price = overlay('  - { file: vn/power, set: parameters.price.value, value: 2000 }\n')
  const { result, receipt } = await run({ overlays: [price], out: path.join(folder, 'priced') })
  expect(receipt.law.overlays.map(o => o.name)).toEqual(['x'])
  const row = rowOf(result, 'all')
  // H1 keeps 60.000, H3 gets them; only H4 stays not known
  expect(row.difference).toBe(2_647_420n + 60_000n)
  expect(row.households).toEqual({ gain: 2, lose: 1, unknown: 1 })
})

test('a reform that writes what stands there already changes nothing, not even where nothing is known', async () => {
  const same = overlay('  - { file: vn/support, set: parameters.child_amount.value, value: 500000 }\n')
  const { result } = await run({ reform: same, out: path.join(folder, 'same') })
  expect(result.changed).toEqual([])
  expect(result.changesStandard).toBe(false)
  for (const { rows } of result.cells) {
    for (const row of rows) {
      expect(row.granted[0]).toBe(row.granted[1])
      expect(row.amount[0]).toBe(row.amount[1])
      expect(row.difference ?? 0n).toBe(0n)
      expect([row.households, row.persons ?? { gain: 0, lose: 0, unknown: 0 }]).toEqual(
        Array(2).fill({ gain: 0, lose: 0, unknown: 0 }),
      )
    }
  }
  expect(rowOf(result, 'all').difference).toBe(0n)
})

test('a benefit that becomes known only with the reform is not counted as a gain from 0', async () => {
  const known = overlay('  - { file: vn/power, set: parameters.price.value, value: 2000 }\n')
  const { result } = await run({ reform: known, out: path.join(folder, 'known') })
  const row = rowOf(result, 'vn/power')
  expect(row.amount).toEqual([undefined, 60_000n])
  expect(row.difference).toBeUndefined()
  expect(row.households).toEqual({ gain: 0, lose: 0, unknown: 2 }) // H1 by its price, H4 by its standing
})

describe('nothing is written', () => {
  const fails = async (own: Partial<Parameters<typeof simulate>[0]>): Promise<Failure> => {
    const out = path.join(folderWith({}), 'out')
    const error = await run({ ...own, out }).then(
      () => undefined,
      (e: unknown) => e,
    )
    expect(existsSync(out)).toBe(false)
    if (!(error instanceof Failure)) throw error ?? new Error('it did not fail')
    expect(error.exitCode).toBe(1)
    return error
  }

  test('for a wrong reform: every finding with file, line, column and mend', async () => {
    const wrong = overlay(
      '  - { file: vn/support, set: parameters.child_amont.value, value: 1 }\n  - { file: vn/nothing, set: amount, value: 1 }\n',
    )
    const { message } = await fails({ reform: wrong })
    expect(message).toContain(`${wrong}:3:`)
    expect(message).toContain('parameters.child_amont.value does not exist in that version')
    expect(message).toContain(`${wrong}:4:`)
    expect(message.match(/mend: /g)).toHaveLength(2)
  })

  test('for a reform whose law would not hold: an amount that is no money', async () => {
    const { message } = await fails({
      reform: overlay('  - { file: vn/power, set: amount, value: standing }\n'),
    })
    expect(message).toMatch(/x\.yaml:3:\d+ {2}/)
  })

  test('for a reform that is not there', async () => {
    expect((await fails({ reform: '/nowhere/reform.yaml' })).message).toContain(
      '/nowhere/reform.yaml cannot be read',
    )
  })

  test('for bad data', async () => {
    const data = smallCity({ 'persons.csv': 'person_id,household_id,birth_date\nP1,H1,soon\n' })
    expect((await fails({ data })).message).toContain('soon')
  })

  test('over a determination, whose standings.csv is another', async () => {
    const out = folderWith({ 'decisions.csv': '', 'standings.csv': 'kept' })
    await expect(run({ out })).rejects.toThrow('holds a determination')
    expect(readFileSync(path.join(out, 'standings.csv'), 'utf8')).toBe('kept')
  })
})
