/**
 * The search for duplicates over a made-up city: how long it takes, how many of the people entered twice it finds, and how many pairs are chance.
 * `node bench/duplicates.ts [households] [folder]`; the folder is removed in the end.
 */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterMigrations } from '../apps/server/after-migrations.ts'
import { currentUnits } from '../city/areas/index.ts'
import { findDuplicates, type SearchResult } from '../city/duplicates/index.ts'
import { migrateStore, openStore, type Store, startCluster } from '../platform/db/index.ts'
import { throwawaySettings } from '../platform/db/settings.ts'
import { enterTwice, makePeople, WAYS } from './duplicate-city.ts'

const households = Number(process.argv[2] ?? 100_000)
const folder = path.resolve(process.argv[3] ?? path.join(import.meta.dirname, '../.data/bench-duplicates'))
const EACH = Math.max(10, Math.round(households / 2600))

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

mkdirSync(folder, { recursive: true })
// what is measured here does not wait for the disk; the making of the people would
const cluster = await startCluster({ data: folder, password: 'bench', settings: throwawaySettings })
try {
  const admin = {
    url: cluster.adminUrl,
    passwords: { owner: 'bench', app: 'bench', worker: 'bench', auth: 'bench' },
  }
  await migrateStore(admin, 'hai-phong', { after: afterMigrations })
  const store = openStore(admin, 'hai-phong')
  try {
    await measure(store)
  } finally {
    await store.close()
  }
} finally {
  await cluster.stop()
  if (process.argv[4] !== 'keep') rmSync(folder, { recursive: true, force: true })
}

async function measure(store: Store): Promise<void> {
  const communes = currentUnits().map(unit => unit.code)
  const client = await store.pools.owner.connect()
  let start = performance.now()
  await makePeople(client, households, communes)
  await enterTwice(client, EACH, communes)
  await client.query('analyze')
  const { rows } = await client.query('select count(*)::integer as n from person')
  say(`${rows[0].n} people in ${households} households, made in ${seconds(start)}`)
  client.release()

  start = performance.now()
  let last = start
  const found = await findDuplicates(store, {
    of: 'all',
    onStep: step => {
      say(`  ${step} after ${((performance.now() - last) / 1000).toFixed(1)} s`)
      last = performance.now()
    },
  })
  say(`everybody: ${seconds(start)} ${short(found)}`)
  await judge(store)
  for (const persons of [1, 100, 5000]) {
    const ids = await store.pools.owner.query(
      'select person_id from person order by md5(person_id) limit $1',
      [persons],
    )
    start = performance.now()
    const again = await findDuplicates(store, { of: { persons: ids.rows.map(r => r.person_id) } })
    say(`${persons} people: ${seconds(start)} ${short(again)}`)
  }
}

function short({ compared, found, reopened, gone, leftOut }: SearchResult): string {
  return `compared ${compared}, found ${found}, reopened ${reopened}, gone ${gone}, left out ${JSON.stringify(leftOut)}`
}

/** How many of those entered twice were found, by way, and the rest, which is chance, by signs. */
async function judge(store: Store): Promise<void> {
  const ask = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await store.pools.owner.query(sql)).rows
  const isTrue = `(d.person_b = regexp_replace(d.person_a, '^D-[a-z_]+-', '') or d.person_a = regexp_replace(d.person_b, '^D-[a-z_]+-', ''))`
  const found = await ask(
    `select split_part(least(person_a, person_b), '-', 2) as way, count(*)::integer as n from duplicate_candidate d where ${isTrue} group by 1`,
  )
  for (const [way, words] of Object.entries(WAYS))
    say(`  ${String(found.find(f => f['way'] === way)?.['n'] ?? 0).padStart(5)} of ${EACH}  ${way}: ${words}`)
  const chance = await ask(
    `select reasons, count(*)::integer as n, min(strength) as weakest, max(strength) as strongest,
       count(*) filter (where strength >= 95)::integer as from95, count(*) filter (where strength >= 100)::integer as from100
     from duplicate_candidate d where not ${isTrue} and person_a not like 'D-%' and person_b not like 'D-%' group by 1 order by 2 desc limit 30`,
  )
  for (const c of chance) say(`  chance ${JSON.stringify(c)}`)
  const [sum] = await ask(
    `select count(*)::integer as n, count(*) filter (where commune_a <> commune_b)::integer as across, percentile_disc(0.5) within group (order by strength) as middle
     from duplicate_candidate d where not ${isTrue} and person_a not like 'D-%' and person_b not like 'D-%'`,
  )
  say(`  chance in all ${JSON.stringify(sum)}`)
}
