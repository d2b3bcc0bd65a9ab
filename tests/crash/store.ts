/** A real data folder with a small synthetic city, and what must hold in it after any kill. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openDataFolder } from '../../apps/server/data-folder.ts'
import { initStore } from '../../apps/server/index.ts'
import { territoryOf } from '../../city/areas/index.ts'
import { verifyStore } from '../../city/audit/index.ts'
import { makeCity } from '../../city/synthetic/index.ts'
import { type Store, withOwner } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'

export const PROVINCE = 'hai-phong'
/** Two communes of each former province: a commune is a job, and a test has no time for 114. */
export const COMMUNES = ['11311', '11329', '10507', '10525']

/** A founded, empty store in a data folder. */
export async function foundStore(data: string): Promise<void> {
  await initStore({
    data,
    province: PROVINCE,
    databaseUrl: '',
    administrator: async () => ({ username: 'nobody', oneTimePassword: '' }),
  })
}

/** Files of a synthetic city whose households all live in four communes. */
export async function cityFiles(folder: string, households: number): Promise<void> {
  await makeCity({
    preset: 'uniform',
    unknown: 0.05,
    seed: 11,
    format: 'csv',
    threads: 1,
    households,
    out: folder,
  })
  const file = path.join(folder, 'households.csv')
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const columns = header.split(',')
  const [commune, territory] = [columns.indexOf('commune_code'), columns.indexOf('territory')]
  const moved = rows.map((row, i) => {
    const cells = row.split(',')
    const side = cells[territory] || territoryOf(cells[commune] ?? '')
    cells[commune] = COMMUNES.filter(code => territoryOf(code) === side)[i % 2] ?? ''
    return cells.join(',')
  })
  writeFileSync(file, `${[header, ...moved].join('\n')}\n`)
}

/** Works on the store, beside a server that runs on it or alone. */
export async function withData<T>(
  data: string,
  run: (store: Store, secrets: Secrets) => Promise<T>,
): Promise<T> {
  const folder = await openDataFolder({ data, province: PROVINCE, databaseUrl: '' }, { attach: true })
  const store = folder.open({ connections: { owner: 2, app: 2, auth: 1, worker: 1 } })
  try {
    return await run(store, folder.secrets)
  } finally {
    await store.close()
    await folder.close()
  }
}

export const ask = async <Row extends object>(
  store: Store,
  sql: string,
  ...values: readonly unknown[]
): Promise<Row[]> => (await withOwner(store, tx => tx.client.query<Row>(sql, [...values]))).rows

/** What is wrong with the chains, and with tables that should say the same as the actions; nothing when all is well. */
export async function faultsOf(store: Store, secrets: Secrets): Promise<string[]> {
  const report = await verifyStore(store, secrets.checkpoint)
  const lost = await ask<{ id: string }>(
    store,
    `select h.household_id as id from household h
      where h.version <> (select max(a.seq) from action a where a.household_id = h.household_id)
         or h.member_count <> (select count(*) from person p where p.household_id = h.household_id and p.state = 'member')`,
  )
  const pending = await ask<{ n: number }>(store, 'select count(*) as n from audit_pending')
  return [
    ...report.log.faults.map(fault => `audit ${fault.area}/${fault.seq} ${fault.kind}`),
    ...report.actions.faults.map(fault => `household ${fault.household_id}/${fault.seq} ${fault.fault}`),
    ...lost.map(row => `household ${row.id}: its row is not what its actions say`),
    ...(pending[0]?.n === 0 ? [] : ['entries of the audit log that were never chained']),
  ]
}

/** Marks of corrections by how often each was recorded, in the actions and in the audit log. */
export async function tagsIn(
  store: Store,
): Promise<{ readonly actions: Map<string, number>; readonly audit: Map<string, number> }> {
  const count = async (sql: string) =>
    new Map((await ask<{ tag: string; n: number }>(store, sql)).map(row => [row.tag, row.n]))
  return {
    actions: await count(
      `select payload::json->>'tag' as tag, count(*) as n from action where kind = 'corrected' group by 1`,
    ),
    audit: await count(
      `select detail::json->>'tag' as tag, count(*) as n from audit_entry where action = 'household.correct' group by 1`,
    ),
  }
}
