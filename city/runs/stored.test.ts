import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay } from '../../engine/language/index.ts'
import { withOwner, withWorker } from '../../platform/db/index.ts'
import { newFolder } from '../determinations/fixture.ts'
import { determine } from '../determinations/index.ts'
import { testRegistry } from '../households/testing.ts'
import { decideRun, startMonth } from './index.ts'
import { type CityStore, COMMUNES, cityStore } from './testing.ts'

type Row = Readonly<Record<string, string>>

/** A result file; no cell of a synthetic city needs quotes. */
function csv(folder: string, file: string): Row[] {
  const [header = '', ...lines] = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')
  const names = header.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}

const DAY = '2025-12-31'
const list = (items: readonly string[] | null): string => (items ?? []).join(';')

describe('what a run of the whole city stores', () => {
  let city: CityStore
  let run: number
  const context = () => ({ store: city.store, registry: testRegistry() })
  const files: Record<'show' | 'hide', string> = { show: '', hide: '' }
  const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows

  beforeAll(async () => {
    city = await cityStore({ households: 600 })
    run = await withWorker(city.store, tx =>
      startMonth(tx, { month: '2025-12', facts: 'current', communes: COMMUNES }),
    )
    await decideRun(context(), run)
    for (const restricted of ['show', 'hide'] as const) {
      files[restricted] = newFolder()
      await determine({
        data: city.folder,
        on: parseDay(DAY) ?? 0,
        out: files[restricted],
        restricted,
        threads: 1,
      })
    }
  })
  afterAll(async () => {
    for (const folder of Object.values(files)) rmSync(folder, { recursive: true, force: true })
    await city.close()
  })

  const LISTED = `select household_id from standing_outcome
    where run_id = $1 and (standing in ('poor', 'near_poor') or computed_standing in ('poor', 'near_poor') or newly_escaped)`

  it('are the decisions of `./ansinh determine` for the same people, the restricted ones from their own table', async () => {
    const listed = new Set((await query<{ household_id: string }>(LISTED, [run])).map(r => r.household_id))
    const stored = await query<Row & { missing: string[] | null }>(
      `select household_id, person_id, benefit, coalesce(r."group", o."group", '') as group, outcome, coalesce(share, '') as share,
         coalesce(amount::text, '') as amount, coalesce(r.missing, o.missing) as missing
       from outcome o left join outcome_restricted r using (run_id, commune_code, household_id, person_id, benefit) where run_id = $1`,
      [run],
    )
    const key = (r: Row): string => `${r['household_id']} ${r['person_id']} ${r['benefit']}`
    const expected = csv(files.show, 'decisions.csv')
      .filter(r => r['outcome'] !== 'refused' || listed.has(r['household_id'] ?? ''))
      .map(({ household_id, person_id, benefit, group, outcome, share, amount, missing }) => ({
        household_id,
        person_id,
        benefit,
        group,
        outcome,
        share,
        amount,
        missing,
      }))
    const sorted = stored
      .map(r => ({ ...r, missing: list(r.missing) }))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    expect(sorted).toEqual(expected.sort((a, b) => (key(a as Row) < key(b as Row) ? -1 : 1)))
    expect(new Set(stored.map(r => r['outcome']))).toEqual(new Set(['granted', 'undetermined', 'refused']))
  })

  it('shows of a tainted row what must be paid, and neither its group nor what it waits for', async () => {
    const tainted = await query<Row>(`select * from outcome where run_id = $1 and restricted`, [run])
    expect(tainted.length).toBeGreaterThan(100)
    for (const row of tainted) expect([row['group'], row['missing']]).toEqual([null, null])
    const hidden = csv(files.hide, 'decisions.csv').filter(
      r => r['group'] === 'restricted' && r['outcome'] !== 'refused',
    )
    const [sums] = await query<{ rows: number; amount: number }>(
      `select count(*) as rows, sum(amount)::bigint as amount from outcome where run_id = $1 and restricted and outcome <> 'refused'`,
      [run],
    )
    expect(sums?.rows).toBe(hidden.length)
    expect(sums?.amount).toBe(hidden.reduce((sum, r) => sum + Number(r['amount'] || 0), 0))
  })

  it('has the standing of every household as the files have it', async () => {
    const columns = [
      'household_id',
      'standing',
      'standing_basis',
      'computed_standing',
      'newly_escaped',
      'deprivation_count',
      'missing',
    ]
    const stored = await query<Row & { missing: string[] | null }>(
      `select household_id, standing, coalesce(standing_basis, '') as standing_basis, computed_standing, coalesce(newly_escaped::text, '') as newly_escaped,
         coalesce(deprivation_count::text, '') as deprivation_count, missing
       from standing_outcome where run_id = $1 order by household_id`,
      [run],
    )
    const expected = csv(files.hide, 'standings.csv').map(r =>
      Object.fromEntries(columns.map(c => [c, r[c]])),
    )
    expect(stored.map(r => ({ ...r, missing: list(r.missing) }))).toEqual(expected)
    const latest = await query(
      `select s.* from household_standing s join standing_outcome o using (household_id, commune_code, standing, computed_standing, run_id)`,
    )
    expect(latest.length).toBe(600)
  })

  it('has the sums of the files, group by group, refusals of all households included', async () => {
    const stored = await query<Row>(
      `select benefit, "group", payer, outcome, sum(households)::text as households, sum(persons)::text as persons,
         coalesce(sum(amount)::text, '') as amount, per
       from determination_total where run_id = $1 group by benefit, "group", payer, outcome, per
       order by benefit collate "C", "group" collate "C", payer collate "C", outcome collate "C"`,
      [run],
    )
    expect(stored).toEqual(csv(files.hide, 'totals.csv'))
  })

  it('counts what rows wait for as often as rows name it', async () => {
    const counted = await query<{ benefit: string; missing: string; rows: number }>(
      `select benefit, missing, sum(rows)::integer as rows from determination_missing where run_id = $1 group by 1, 2`,
      [run],
    )
    const named = new Map<string, number>()
    for (const row of csv(files.hide, 'decisions.csv')) {
      const facts = (row['missing'] ?? '').split(';').filter(m => m !== '')
      for (const fact of new Set(facts.map(m => (m.startsWith('law:') ? m : m.replace(/^.*\./, '')))))
        named.set(`${row['benefit']} ${fact}`, (named.get(`${row['benefit']} ${fact}`) ?? 0) + 1)
    }
    expect(new Map(counted.map(c => [`${c.benefit} ${c.missing}`, c.rows]))).toEqual(named)
  })

  it('has a receipt in every part, and nothing more when it is asked to decide again', async () => {
    const parts = await query<Row>('select * from determination_part where run_id = $1', [run])
    expect(parts.length).toBe(COMMUNES.length)
    for (const part of parts)
      expect([part['state'], part['facts_hash']?.length, part['attempts']]).toEqual(['done', 64, 1])
    const before = await query(`select count(*) as n from outcome`)
    await decideRun(context(), run)
    expect(await query(`select count(*) as n from outcome`)).toEqual(before)
  })

  it('cannot be changed by the worker once its part is done', async () => {
    const gone = await withWorker(city.store, ({ client }) =>
      client.query('delete from outcome where run_id = $1', [run]),
    )
    expect(gone.rowCount).toBe(0)
    await expect(
      withWorker(city.store, ({ client }) =>
        client.query('update outcome set amount = 0 where run_id = $1', [run]),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    const again = await withWorker(city.store, ({ client }) =>
      client.query(`update determination_part set state = 'waiting' where run_id = $1`, [run]),
    )
    expect(again.rowCount).toBe(0)
  })
})
