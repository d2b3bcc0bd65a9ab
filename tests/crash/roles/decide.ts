/** Decides the open parts of a run; a line `part N` after each. Arguments: data folder, number of the run. */
import { openDataFolder } from '../../../apps/server/data-folder.ts'
import { loadLaw } from '../../../city/determinations/index.ts'
import { openRegistry } from '../../../city/households/index.ts'
import { decideRun } from '../../../city/runs/index.ts'
import { say } from './say.ts'

const [data = '', run = ''] = process.argv.slice(2)
const folder = await openDataFolder({ data, province: 'hai-phong', databaseUrl: '' }, { attach: true })
const store = folder.open({ connections: { worker: 2 } })
const registry = openRegistry({ facts: loadLaw().facts, masterKey: folder.secrets.masterKey })
await decideRun({ store, registry }, Number(run), { concurrency: 1, onPart: done => say(`part ${done}`) })
say('end')
await store.close()
await folder.close()
