import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../city/users/roles.ts'
import { signInAs } from '../../city/users/testing.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import { MATRIX, WITHOUT_SESSION } from './matrix.ts'
import { SAMPLES } from './samples.ts'
import {
  type Sample,
  type StrippedStore,
  stripStore,
  type Table,
  touches,
  verbsOn,
} from './stripped-store.ts'

const OWN = '11311'
const FOREIGN = '11335'
const NOTHING = '---- ---- ----'

/** What the database does with each table, per role: own commune, foreign commune, everywhere. */
const found = new Map<string, Map<string, string[]>>()
let stripped: StrippedStore

const sampleOf = (table: Table): Sample | undefined =>
  SAMPLES[table.name] ??
  (table.columns.includes('commune_code') ? { row: commune_code => ({ commune_code }) } : undefined)

/** Runs as a user and takes everything back. */
async function asUser(token: string, run: (tx: Tx) => Promise<void>): Promise<void> {
  const undo = new Error('taken back')
  await withSession(stripped.store, token, async tx => {
    await run(tx)
    throw undo
  }).catch(e => {
    if (e !== undo) throw e
  })
}

async function measure(role: Role | undefined): Promise<void> {
  for (const area of [OWN, '*']) {
    const user = await signInAs(stripped.store, ...(role === undefined ? [] : [{ role, area }]))
    await asUser(user.token, async tx => {
      for (const table of stripped.tables) {
        const sample = sampleOf(table)
        if (sample === undefined) continue
        const here = await verbsOn(tx, user.userId, table, sample, OWN)
        const there = await verbsOn(tx, user.userId, table, sample, FOREIGN)
        const groups = found.get(table.name)?.get(role ?? 'everybody') ?? []
        groups.push(...(area === OWN ? [here, there] : here === there ? [here] : [`${here}≠${there}`]))
        found.set(table.name, (found.get(table.name) ?? new Map()).set(role ?? 'everybody', groups))
      }
    })
  }
}

beforeAll(async () => {
  stripped = await stripStore()
  for (const table of stripped.tables)
    for (const commune of [OWN, FOREIGN]) {
      const sample = sampleOf(table)
      if (sample !== undefined) await stripped.put(table.name, sample.row(commune))
    }
  for (const role of [undefined, ...ROLES]) await measure(role)
}, 180_000)
afterAll(() => stripped.close())

describe('who may do what', () => {
  it('is said for every table that the database has, and for no other', () => {
    const known = stripped.tables.map(t => t.name)
    expect(known.filter(t => MATRIX[t] === undefined)).toEqual([])
    expect(Object.keys(MATRIX).filter(t => !known.includes(t))).toEqual([])
    expect(stripped.tables.filter(t => sampleOf(t) === undefined).map(t => t.name)).toEqual([])
  })

  it.each(Object.keys(MATRIX).sort())('with %s', name => {
    const expected = MATRIX[name] ?? {}
    const everybody = expected['everybody'] ?? NOTHING
    const byRole = new Map(
      Object.entries(expected).flatMap(([roles, verbs]) => roles.split(' ').map(r => [r, verbs])),
    )
    const table = found.get(name)
    const wanted = Object.fromEntries(ROLES.map(role => [role, byRole.get(role) ?? everybody]))
    const measured = Object.fromEntries(ROLES.map(role => [role, table?.get(role)?.join(' ')]))
    expect(measured).toEqual(wanted)
    expect(table?.get('everybody')?.join(' ')).toBe(everybody)
  })

  it('is nothing without a session, but what says nothing of people', async () => {
    const read: string[] = []
    await asUser('', async tx => {
      for (const table of stripped.tables)
        for (const verb of ['s', 'i', 'u', 'd']) {
          if (!table.rights.includes(verb)) continue
          const sample = sampleOf(table)
          const verbs = sample === undefined ? '' : await verbsOn(tx, 'nobody', table, sample, OWN)
          if (verbs.replaceAll('-', '') !== '') read.push(`${table.name} ${verbs}`)
          break
        }
    })
    expect(read).toEqual(WITHOUT_SESSION.map(t => `${t} s---`))
  })

  it('is refused outright where the application has no right to a verb at all', async () => {
    const officer = await signInAs(stripped.store, { role: 'city_officer' })
    await asUser(officer.token, async tx => {
      for (const { name, rights, columns } of stripped.tables) {
        const all: Record<string, string> = {
          s: `select 1 from "${name}"`,
          i: `insert into "${name}" default values`,
          u: `update "${name}" set "${columns[0]}" = "${columns[0]}"`,
          d: `delete from "${name}"`,
          t: `truncate "${name}"`,
        }
        for (const [verb, sql] of Object.entries(all))
          if (!rights.includes(verb))
            expect([name, verb, await touches(tx, sql)]).toEqual([name, verb, false])
      }
    })
  })
})

describe('the measurement itself', () => {
  it('finds a policy that is too wide', async () => {
    const surveyor = await signInAs(stripped.store, { role: 'surveyor', area: OWN })
    const table = stripped.tables.find(t => t.name === 'membership_past')
    if (table === undefined) throw new Error('no such table')
    const sample: Sample = { row: commune_code => ({ commune_code }) }
    const foreign = async (): Promise<string> => {
      let verbs = ''
      await asUser(surveyor.token, async tx => {
        verbs = await verbsOn(tx, surveyor.userId, table, sample, FOREIGN)
      })
      return verbs
    }
    expect(await foreign()).toBe('----')
    await stripped.spoil(
      `create policy forgotten_filter on membership_past for select to hai_phong_app using (true)`,
    )
    expect(await foreign()).toBe('s---')
    await stripped.spoil('drop policy forgotten_filter on membership_past')
  })
})

describe('a role limited to a sector', () => {
  it.each([
    'outcome',
    'outcome_difference',
    'determination_total',
    'determination_missing',
    'obligation',
    'delivery_entry',
  ])('sees of %s the rows of its sector, in its commune or everywhere', async name => {
    await stripped.put(name, { commune_code: OWN, sector: 'assistance' })
    const count = async (area: string, sector: string): Promise<number> => {
      const user = await signInAs(stripped.store, { role: 'partner', area, sector })
      const { rows } = await withSession(stripped.store, user.token, tx =>
        tx.client.query(`select count(*)::int as n from "${name}"`),
      )
      return rows[0].n
    }
    expect(await count(OWN, 'assistance')).toBe(1)
    expect(await count(OWN, '*')).toBe(2)
    expect(await count('*', 'assistance')).toBe(1)
    expect(await count('*', '*')).toBe(3)
    expect(await count(FOREIGN, 'assistance')).toBe(0)
    expect(await count('*', 'labour')).toBe(0)
  })
})
