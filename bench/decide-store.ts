/** Decides a month of a store in a process of its own, so that its memory is its own. Arguments: address and passwords as JSON, month, communes at once. */

import { loadLaw } from '../city/determinations/index.ts'
import { openRegistry } from '../city/households/index.ts'
import { decideRun, progressOf, startMonth } from '../city/runs/index.ts'
import { type Admin, openStore, withWorker } from '../platform/db/index.ts'

const [address = '', month = '', concurrency = ''] = process.argv.slice(2)
const store = openStore(JSON.parse(address) as Admin, 'hai-phong')
const registry = openRegistry({ facts: loadLaw().facts, masterKey: new Uint8Array(32), syntheticOnly: true })
const begin = performance.now()
const run = await withWorker(store, tx => startMonth(tx, { month, facts: 'current' }))
await decideRun({ store, registry }, run, { concurrency: Number(concurrency) })
const seconds = (performance.now() - begin) / 1000
const progress = await withWorker(store, tx => progressOf(tx, run))
await store.close()
const sum = (
  key: 'households' | 'persons' | 'granted' | 'undetermined' | 'began' | 'ended' | 'changed',
): number => (progress?.parts ?? []).reduce((all, part) => all + (part[key] ?? 0), 0)
const { user, system } = process.cpuUsage()
process.stdout.write(
  JSON.stringify({
    run,
    state: progress?.state,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakResident: process.resourceUsage().maxRSS,
    households: sum('households'),
    persons: sum('persons'),
    granted: sum('granted'),
    undetermined: sum('undetermined'),
    differences: sum('began') + sum('ended') + sum('changed'),
  }),
)
