/** An officer who corrects one household after another; each line `done TAG` is a correction that the database has acknowledged. Arguments: data folder, session, name. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDataFolder } from '../../../apps/server/data-folder.ts'
import { loadLaw } from '../../../city/determinations/index.ts'
import { appendAction, openRegistry } from '../../../city/households/index.ts'
import { appendAudit } from '../../../platform/audit/index.ts'
import { withSession } from '../../../platform/db/index.ts'
import { say } from './say.ts'

const [data = '', token = '', name = ''] = process.argv.slice(2)
const folder = await openDataFolder({ data, province: 'hai-phong', databaseUrl: '' }, { attach: true })
const store = folder.open({ connections: { app: 2 } })
const registry = openRegistry({ facts: loadLaw().facts, masterKey: folder.secrets.masterKey })
const ids = await withSession(store, token, async tx => {
  const { rows } = await tx.client.query<{ id: string; commune: string }>(
    'select household_id as id, commune_code as commune from household order by 1 limit 40',
  )
  return rows
})

for (let n = 0; ; n++) {
  const one = ids[n % ids.length]
  if (one === undefined) throw new Error('there is no household to correct')
  const tag = `${name}-${process.pid}-${n}`
  try {
    await withSession(store, token, async tx => {
      await appendAction(tx, registry, {
        household_id: one.id,
        kind: 'corrected',
        effective_on: '2026-01-01',
        payload: { tag },
        household: { facts: { income_per_head_month: 1_000_000 + n } },
      })
      await appendAudit(tx, {
        area: one.commune,
        action: 'household.correct',
        object: { kind: 'household', id: one.id },
        detail: { tag },
      })
    })
    say(`done ${tag}`)
  } catch {
    // nobody knows whether it counts; the next one has another tag
    say(`lost ${tag}`)
    await sleep(50)
  }
}
