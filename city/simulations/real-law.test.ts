import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseDay } from '../../engine/language/index.ts'
import { type Population, populationOf } from '../../engine/population/index.ts'
import { determine, loadLaw } from '../determinations/index.ts'
import { makeCity } from '../synthetic/index.ts'
import { readDataFolder } from '../tables/index.ts'
import { compareAll } from './compare-all.ts'
import { cellOf, rowOf } from './fixture.ts'
import {
  type Affected,
  loadTwoLaws,
  type SimulationResult,
  type SimulationRow,
  simulatePopulation,
  type TwoLaws,
} from './index.ts'

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples/reforms')
const example = (name: string): string => path.join(EXAMPLES, `${name}.yaml`)
const REFORMS = ['income-support-2026', 'electricity-near-poor', 'poverty-line-2027-in-2026']
const ON = parseDay('2026-12-31') ?? 0
const folder = mkdtempSync(path.join(tmpdir(), 'ansinh-'))
const laws = (reform: string, overlays: readonly string[] = []): TwoLaws =>
  loadTwoLaws(example(reform), overlays.map(example), ON)
const read = async (data: string): Promise<Population> =>
  (await readDataFolder(data, { facts: loadLaw().facts, on: ON, threads: 1 })).population
const simulated = (population: Population, { base, reform }: TwoLaws): Promise<SimulationResult> =>
  simulatePopulation(population, base, reform)

let complete: Population
beforeAll(async () => {
  await makeCity({ preset: 'uniform', households: 2000, seed: 3, out: folder, threads: 1 })
  complete = await read(folder)
})

const NOBODY: Affected = { gain: 0, lose: 0, unknown: 0 }
const numbers = (r: SimulationRow): (number | bigint)[] => {
  const affected = (a: Affected): number[] => [a.gain, a.lose, a.unknown]
  const counts = [
    r.granted,
    r.undetermined,
    r.unknownAmounts,
    affected(r.households),
    affected(r.persons ?? NOBODY),
  ].flat()
  return [...counts, ...[...r.amount, r.difference].map(sum => sum ?? 0n)]
}

describe.each(REFORMS)('the example %s', name => {
  test('is an overlay without a finding, and says that it is not law', () => {
    const { base, reform, applied } = laws(name, ['assumptions-2026'])
    expect(applied.name).toContain('phương án giả định')
    expect(reform.law.overlays).toHaveLength(base.law.overlays.length + 1)
  })

  test('the communes add up to the whole, and so do standings and area kinds', async () => {
    const result = await simulated(complete, laws(name))
    expect(result.changesStandard || result.changed.length > 0).toBe(true)
    for (const dimension of ['standing', 'area_kind', 'commune']) {
      const parts = result.cells.filter(c => c.cell.dimension === dimension)
      expect(parts.reduce((n, c) => n + c.persons, 0)).toBe(complete.persons)
      cellOf(result, 'all', 'all').rows.forEach((row, i) => {
        const sums = parts.map(c => c.rows[i]).flatMap(r => (r ? [numbers(r)] : []))
        expect(numbers(row).map((_, k) => sums.reduce((all, s) => all + BigInt(s[k] ?? 0), 0n))).toEqual(
          numbers(row).map(BigInt),
        )
      })
    }
  })

  test('who gains by it loses by the way back', async () => {
    const there = laws(name)
    const back = { ...there, base: there.reform, reform: there.base }
    const [one, other] = [await simulated(complete, there), await simulated(complete, back)]
    const swapped = (a: Affected | undefined): Affected | undefined =>
      a && { gain: a.lose, lose: a.gain, unknown: a.unknown }
    // the standing of a row is that of the law before, so only the other dimensions can be compared
    for (const { cell, rows } of one.cells.filter(c => c.cell.dimension !== 'standing')) {
      for (const row of rows) {
        const mirrored = rowOf(other, row.pair?.id ?? 'all', cell.dimension, cell.value)
        expect(mirrored.difference).toBe(row.difference === undefined ? undefined : -row.difference)
        expect(mirrored.amount).toEqual([...row.amount].reverse())
        expect([mirrored.households, mirrored.persons]).toEqual([
          swapped(row.households),
          swapped(row.persons),
        ])
      }
    }
  })

  test('what is known with holes in the data or the law is true when they are filled', async () => {
    const data = withHoles(0.1)
    const holes = await simulated(await read(data), laws(name))
    const full = await simulated(complete, laws(name, ['assumptions-2026']))
    const within = (few: Affected | undefined, all: Affected | undefined): void => {
      for (const side of ['gain', 'lose'] as const) {
        expect(few?.[side] ?? 0).toBeLessThanOrEqual(all?.[side] ?? 0)
        expect(all?.[side] ?? 0).toBeLessThanOrEqual(
          (few?.[side] ?? 0) + (few?.unknown ?? 0) + (all?.unknown ?? 0),
        )
      }
    }
    // whatever both still do not know may hide gains and losses
    for (const row of cellOf(holes, 'all', 'all').rows) {
      const same = rowOf(full, row.pair?.id ?? 'all')
      within(row.households, same.households)
      within(row.persons, same.persons)
    }
  })
})

test('the sums are those of two determinations, row by row', async () => {
  const out = (name: string): string => path.join(folder, name)
  const common = { data: folder, on: ON, restricted: 'show', threads: 1 } as const
  const assumptions = example('assumptions-2026')
  await determine({ ...common, overlays: [assumptions], out: out('before') })
  await determine({
    ...common,
    overlays: [assumptions, example('poverty-line-2027-in-2026')],
    out: out('after'),
  })
  const [before, after] = [decisionsOf(out('before')), decisionsOf(out('after'))]
  const result = await simulated(complete, laws('poverty-line-2027-in-2026', ['assumptions-2026']))
  for (const row of cellOf(result, 'all', 'all').rows.filter(r => r.pair?.isCost)) {
    const id = row.pair?.id ?? ''
    const granted = (of: Decisions): Decision[] =>
      [...(of.get(id)?.values() ?? [])].filter(d => d.outcome === 'granted')
    expect(row.granted).toEqual([granted(before).length, granted(after).length])
    const paid = (of: Decisions): bigint => granted(of).reduce((sum, d) => sum + BigInt(d.amount), 0n)
    expect(row.amount.map(a => a ?? 0n)).toEqual([paid(before), paid(after)])
    // of rows whose two amounts are both written, nothing else than their comparison may have been counted
    const subjects = new Set([...(before.get(id)?.keys() ?? []), ...(after.get(id)?.keys() ?? [])])
    const own = { gain: 0, lose: 0, open: 0 }
    for (const subject of subjects) {
      const [was, is] = [worth(before.get(id)?.get(subject)), worth(after.get(id)?.get(subject))]
      if (was === undefined || is === undefined) own.open++
      else if (is > was) own.gain++
      else if (is < was) own.lose++
    }
    const counted = row.persons ?? row.households
    if (row.pair?.isSummed) expect([counted.gain, counted.lose]).toEqual([own.gain, own.lose])
    expect(counted.unknown).toBeLessThanOrEqual(own.open)
  }
})

test('standings before and after are those of two determinations', async () => {
  const { moves } = await simulated(complete, laws('poverty-line-2027-in-2026'))
  const count = (side: 'before' | 'after', standing: string): number =>
    moves.filter(m => m[side].value === standing).reduce((n, m) => n + m.households, 0)
  const read = (name: string): string[] =>
    readFileSync(path.join(folder, name, 'standings.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(l => l.split(',')[2] ?? '')
  for (const [side, name] of [
    ['before', 'before'],
    ['after', 'after'],
  ] as const) {
    for (const standing of ['poor', 'near_poor', 'average_living', 'not_poor', 'undetermined'])
      expect(count(side, standing)).toBe(read(name).filter(s => s === standing).length)
  }
})

test('one thread and two give the same', async () => {
  const { base, reform } = laws('poverty-line-2027-in-2026')
  const { facts } = base.law
  const households = Array.from({ length: 21_000 }, (_, i) => ({
    id: `h${i}`,
    facts: new Map<string, string | number | undefined>([
      ['income_per_head_month', 1_000_000 + (i % 97) * 20_000],
      ['area_kind', i % 2],
      ['territory', i % 2],
      ['commune_code', i % 3 === 0 ? undefined : '11311'],
    ]),
    members: [{ id: `p${i}`, facts: new Map<string, string | number>([['allowance', i]]) }],
  }))
  const population = populationOf(households, facts)
  const done: number[] = []
  const one = await compareAll({ population, base, reform }, 1)
  const two = await compareAll({ population, base, reform }, 2, n => done.push(n))
  expect(two).toEqual(one)
  expect(done.at(-1)).toBe(21_000)
})

interface Decision {
  readonly outcome: string
  readonly amount: string
}
type Decisions = Map<string, Map<string, Decision>>

/** decisions.csv by benefit and subject. Its names and lists need no quotes in this city. */
function decisionsOf(dir: string): Decisions {
  const decisions: Decisions = new Map()
  for (const line of readFileSync(path.join(dir, 'decisions.csv'), 'utf8').trimEnd().split('\n').slice(1)) {
    const [household = '', person = '', benefit = '', , outcome = '', , , , amount = ''] = line.split(',')
    const own = decisions.get(benefit) ?? new Map<string, Decision>()
    own.set(`${household} ${person}`, { outcome, amount })
    decisions.set(benefit, own)
  }
  return decisions
}

/** Undefined: not known. No row: nothing. */
function worth(d: Decision | undefined): bigint | undefined {
  if (d === undefined || d.outcome === 'refused') return 0n
  return d.outcome === 'granted' && d.amount !== '' ? BigInt(d.amount) : undefined
}

/** The same city with some cells of facts emptied; always the same ones. */
function withHoles(share: number): string {
  const { facts } = loadLaw()
  const dir = mkdtempSync(path.join(tmpdir(), 'ansinh-'))
  let state = 7
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (const entity of ['household', 'person'] as const) {
    const name = `${entity}s.csv`
    const [header = '', ...lines] = readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n')
    const mayBeEmpty = header
      .split(',')
      .map(c => facts[entity].get(c)?.optional === false && c !== 'commune_code' && c !== 'territory')
    const emptied = lines.map(line =>
      line
        .split(',')
        .map((cell, c) => (mayBeEmpty[c] && random() < share ? '' : cell))
        .join(','),
    )
    writeFileSync(path.join(dir, name), [header, ...emptied, ''].join('\n'))
  }
  return dir
}
