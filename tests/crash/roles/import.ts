/** Imports a folder of the data contract; a line `batch N` for every batch that was taken, `end JSON` at the end. Arguments: data folder, folder with the files. */
import path from 'node:path'
import { openDataFolder } from '../../../apps/server/data-folder.ts'
import { loadLaw } from '../../../city/determinations/index.ts'
import { openRegistry } from '../../../city/households/index.ts'
import { importDirectly } from '../../../city/imports/import-directly.ts'
import { contractFolder } from '../../../city/imports/index.ts'
import { say } from './say.ts'

const [data = '', files = ''] = process.argv.slice(2)
const folder = await openDataFolder({ data, province: 'hai-phong', databaseUrl: '' }, { attach: true })
const store = folder.open({ connections: { owner: 2 } })
const { facts } = loadLaw()
const registry = openRegistry({ facts, masterKey: folder.secrets.masterKey })
const report = await importDirectly(store, registry, {
  about: { kind: 'contract', effective_on: '2025-12-31', escaped_on: null, commune_code: null },
  files: {
    path: path.join(files, 'work'),
    contract: () => contractFolder(files),
    workbook: () => {
      throw new Error('there is no workbook')
    },
  },
  services: { facts, codeKey: folder.secrets.derive('codes'), today: '2026-01-15', syntheticOnly: true },
  actor: 'cli:crash',
  dryRun: false,
  onProgress: (phase, done) => phase === 'apply' && say(`batch ${done}`),
})
say(`end ${JSON.stringify(report.taken)}`)
await store.close()
await folder.close()
