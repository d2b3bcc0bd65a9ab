/**
 * `node bench/registry-search.ts [--households N]`: how long lists and searches of the registry take under row-level security, in a store of that many
 * households (default 1,300,000), for somebody of the whole city and for somebody of one commune. The bar: 200 ms for 95 of 100. The store is made once and
 * kept in .data/bench; the people in it do not exist.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import path from 'node:path'
import { afterMigrations } from '../apps/server/after-migrations.ts'
import { currentUnits } from '../city/areas/index.ts'
import { findPeopleByName } from '../city/households/find-people-queries.ts'
import { listHouseholds } from '../city/households/list-queries.ts'
import { signInAs } from '../city/users/testing.ts'
import {
  type CopyValue,
  copyRows,
  migrateStore,
  openStore,
  type Store,
  startCluster,
  type Tx,
  withOwner,
  withSession,
} from '../platform/db/index.ts'
import { nameKey } from '../platform/text/index.ts'

const ROOT = path.join(import.meta.dirname, '..')
const BATCH = 20_000
const REPETITIONS = 20
const say = (text: string): void => void process.stdout.write(`${text}\n`)

interface NameLists {
  readonly surnames_pct_2022_table: readonly (readonly [string, number])[]
  readonly middle: Readonly<Record<'male_older' | 'female_older', readonly string[]>>
  readonly given_male_older: readonly string[]
  readonly given_female_older: readonly string[]
}

/** The same chance on every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}

function people(): { next(): { name: string; key: string }; chance(): number } {
  const file = path.join(ROOT, 'city', 'synthetic', 'data', 'names.json')
  const lists = JSON.parse(readFileSync(file, 'utf8')) as NameLists
  const chance = dice(12_345)
  const pick = (list: readonly string[]): string => list[Math.floor(chance() * list.length)] ?? ''
  const total = lists.surnames_pct_2022_table.reduce((sum, [, share]) => sum + share, 0)
  const surname = (): string => {
    let left = chance() * total
    for (const [name, share] of lists.surnames_pct_2022_table) {
      left -= share
      if (left < 0) return name
    }
    return 'Nguyễn'
  }
  return {
    chance,
    next() {
      const male = chance() < 0.5
      const middle =
        chance() < 0.6 ? (male ? 'Văn' : 'Thị') : pick(lists.middle[male ? 'male_older' : 'female_older'])
      const given = chance() < 0.01 ? 'An' : pick(male ? lists.given_male_older : lists.given_female_older)
      const rare = chance() < 0.00005 ? 'Xuyến' : surname()
      const name = `${rare} ${middle} ${given}`
      return { name, key: nameKey(name) }
    },
  }
}

const HOUSEHOLD = [
  ...[
    'household_id',
    'commune_code',
    'hamlet',
    'version',
    'head_id',
    'head_name',
    'head_name_key',
    'member_count',
  ],
  ...['registered_on', 'income_per_head_month', 'recognised_standing'],
]
const PERSON = [
  'person_id',
  'household_id',
  'commune_code',
  'joined_on',
  'full_name',
  'name_key',
  'identity_tail',
  'birth_date',
]
const IDENTITY = ['person_id', 'household_id', 'commune_code', 'identity_number']

const digits = (n: number, width: number): string => String(n).padStart(width, '0')

async function fill(store: Store, households: number): Promise<void> {
  const { next, chance } = people()
  const communes = currentUnits().map(unit => unit.code)
  let persons = 0
  for (let from = 0; from < households; from += BATCH) {
    const rows: Record<'household' | 'person' | 'person_identity', CopyValue[][]> = {
      household: [],
      person: [],
      person_identity: [],
    }
    for (let n = from; n < Math.min(households, from + BATCH); n++) {
      const id = `H${digits(n + 1, 9)}`
      const commune = communes[Math.floor((n / households) * communes.length)] ?? ''
      const members = 1 + Math.floor(chance() * 6)
      const head = { id: `P${digits(persons + 1, 9)}`, name: '', key: '' }
      for (let m = 0; m < members; m++) {
        persons++
        const { name, key } = next()
        if (m === 0) Object.assign(head, { name, key })
        const person = `P${digits(persons, 9)}`
        const born = `19${digits(30 + Math.floor(chance() * 70), 2)}-${digits(1 + Math.floor(chance() * 12), 2)}-${digits(1 + Math.floor(chance() * 28), 2)}`
        const number = `999${digits(persons, 9)}`
        rows.person.push([person, id, commune, '2025-12-31', name, key, number.slice(-3), born])
        rows.person_identity.push([person, id, commune, number])
      }
      rows.household.push([
        ...[
          id,
          commune,
          `Thôn ${1 + Math.floor(chance() * 12)}`,
          1,
          head.id,
          head.name,
          head.key,
          members,
          '2025-12-31',
        ],
        ...[Math.floor(chance() * 8_000_000), chance() < 0.015 ? 'poor' : null],
      ])
    }
    await withOwner(store, async tx => {
      await copyRows(tx, 'household', HOUSEHOLD, rows.household)
      await copyRows(tx, 'person', PERSON, rows.person)
      await copyRows(tx, 'person_identity', IDENTITY, rows.person_identity)
    })
    say(`${Math.min(households, from + BATCH)} households, ${persons} people`)
  }
  await store.pools.owner.query('vacuum analyze household')
  await store.pools.owner.query('vacuum analyze person')
  await store.pools.owner.query('vacuum analyze person_identity')
}

async function measure(
  store: Store,
  token: string,
  label: string,
  run: (tx: Tx) => Promise<number>,
): Promise<void> {
  const times: number[] = []
  let found = 0
  for (let i = 0; i < REPETITIONS; i++) {
    const started = performance.now()
    found = await withSession(store, token, run)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(share * (REPETITIONS - 1))] ?? 0).toFixed(0)
  say(`| ${label} | ${found} | ${at(0.5)} | ${at(0.95)} |`)
}

const NAMES = [
  'nguyen van an',
  'Nguyễn Văn Hùng',
  'an',
  'nguyễn',
  'van an',
  'hung nguyen',
  'tran van h',
  'xuyen',
  'xuyen thi l',
  'zzz',
]

async function main(): Promise<void> {
  const asked = process.argv.indexOf('--households')
  const households = asked < 0 ? 1_300_000 : Number(process.argv[asked + 1])
  const data = path.join(ROOT, '.data', 'bench', `registry-${households}`)
  const cluster = await startCluster({ data, password: 'bench' })
  const admin = {
    url: cluster.adminUrl,
    passwords: { owner: 'bench', app: 'bench', worker: 'bench', auth: 'bench' },
  }
  try {
    await migrateStore(admin, 'hai-phong', { after: afterMigrations })
    const store = openStore(admin, 'hai-phong')
    const { rows } = await store.pools.owner.query<{ n: number }>(
      'select count(*)::integer as n from household',
    )
    if ((rows[0]?.n ?? 0) < households) await fill(store, households)
    const commune = currentUnits()[3]?.code ?? ''
    const users = [
      ['city', await signInAs(store, { role: 'city_officer' })],
      ['one commune', await signInAs(store, { role: 'commune_officer', area: commune })],
    ] as const
    say(`${households} households; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)
    say('| who, what | rows | median ms | p95 ms |\n|---|---|---|---|')
    for (const [who, { token }] of users) {
      for (const name of NAMES)
        await measure(
          store,
          token,
          `${who}: name "${name}"`,
          async tx => (await findPeopleByName(tx, name, { limit: 50 })).people.length,
        )
      await measure(store, token, `${who}: identity number`, async tx => {
        const number = '999000040000'
        return (
          await tx.client.query('select person_id from person_identity where identity_number = $1', [number])
        ).rows.length
      })
      for (const by of ['household_id', 'commune_code', 'head_name', 'income_per_head_month'])
        for (const order of ['asc', 'desc'] as const)
          await measure(
            store,
            token,
            `${who}: list by ${by} ${order}`,
            async tx => (await listHouseholds(tx, {}, { by, order }, 51)).length,
          )
      await measure(
        store,
        token,
        `${who}: deep page by income`,
        async tx =>
          (
            await listHouseholds(tx, {}, { by: 'income_per_head_month', order: 'asc' }, 51, [
              5_000_000,
              'H000300000',
            ])
          ).length,
      )
      await measure(
        store,
        token,
        `${who}: poor by name`,
        async tx =>
          (await listHouseholds(tx, { recognised_standing: ['poor'] }, { by: 'head_name', order: 'asc' }, 51))
            .length,
      )
    }
    await store.close()
  } finally {
    await cluster.stop()
  }
}

await main()
