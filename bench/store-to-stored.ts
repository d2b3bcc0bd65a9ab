/**
 * From the registry's tables to stored decisions: everybody of a city is loaded, decided and stored commune by commune, by one process beside its
 * PostgreSQL with the settings of an office PC (everything on the disk before it counts). `npm run bench -- store [households] [share unknown]`.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterMigrations } from '../apps/server/after-migrations.ts'
import { loadLaw } from '../city/determinations/index.ts'
import { importFolder } from '../city/runs/fixture.ts'
import { makeCity } from '../city/synthetic/index.ts'
import { type Admin, MIGRATIONS, migrateStore, openStore, startCluster } from '../platform/db/index.ts'

const HOME = path.join(import.meta.dirname, '..', '.data', 'bench')
const RESULTS = path.join(import.meta.dirname, 'results')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** What one month took. */
interface Measured {
  readonly what: string
  readonly state: string
  readonly seconds: number
  readonly cpuSeconds: number
  /** kB. */
  readonly peakResident: number
  readonly households: number
  readonly persons: number
  readonly granted: number
  readonly undetermined: number
  readonly differences: number
}

const MONTHS = [
  ['2025-12', 'the first month: nothing to compare with'],
  ['2025-12', 'the same month again, compared with the first'],
  ['2026-01', 'the next month, under other law'],
] as const

/** Measures and writes bench/results/store-*.json and store.md. Gives the exit code: 1 when a run was not completed. */
export async function storeToStored(args: readonly string[]): Promise<number> {
  const households = Number(args[0] ?? 650_000)
  const unknown = Number(args[1] ?? 0.05)
  const files = await cityFiles(households, unknown)
  const data = await storeFolder(households, unknown, files)
  const cluster = await startCluster({ data, password: PASSWORD })
  const measured: Measured[] = []
  const before = loadavg()[0] ?? 0
  try {
    for (const [month, what] of MONTHS) {
      say(`${what} …`)
      measured.push({ what: `${month}, ${what}`, ...(await decideInChild(admin(cluster.adminUrl), month)) })
      say(`  ${measured.at(-1)?.seconds.toFixed(1)} s`)
    }
  } finally {
    await cluster.stop()
    // the next measurement begins with a store in which nothing is decided
    rmSync(data, { recursive: true, force: true })
  }
  write(households, unknown, measured, [before, loadavg()[0] ?? 0])
  return measured.every(m => m.state === 'done' && m.households === households) ? 0 : 1
}

const PASSWORD = 'bench'
const admin = (url: string): Admin => ({
  url,
  passwords: { owner: PASSWORD, app: PASSWORD, worker: PASSWORD, auth: PASSWORD },
})

async function decideInChild(store: Admin, month: string): Promise<Omit<Measured, 'what'>> {
  const child = path.join(import.meta.dirname, 'decide-store.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [child, JSON.stringify(store), month, '2'])
  return JSON.parse(stdout) as Omit<Measured, 'what'>
}

/** The synthetic city as CSV, made once and kept while generator and facts stay the same. */
async function cityFiles(households: number, unknown: number): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(path.join(import.meta.dirname, '../law/facts.yaml')))
  const generator = path.join(import.meta.dirname, '../city/synthetic')
  for (const file of readdirSync(generator)
    .filter(f => f.endsWith('.ts') && !f.endsWith('.test.ts'))
    .sort())
    hash.update(readFileSync(path.join(generator, file)))
  const out = path.join(HOME, `csv-${households}-${unknown}-${hash.digest('hex').slice(0, 8)}`)
  if (existsSync(path.join(out, 'city.json'))) return out
  say(`making a city of ${households} households, ${unknown * 100} % unknown …`)
  await makeCity({ preset: 'city-2025', households, unknown, seed: 1, format: 'csv', out })
  return out
}

/** A store that holds the city and no decision; a loading that broke off is begun again. */
async function storeFolder(households: number, unknown: number, files: string): Promise<string> {
  const data = path.join(HOME, `store-${households}-${unknown}`)
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  say('loading the registry …')
  const cluster = await startCluster({ data, password: PASSWORD })
  try {
    await migrateStore(admin(cluster.adminUrl), 'hai-phong', { after: afterMigrations, folder: MIGRATIONS })
    const store = openStore(admin(cluster.adminUrl), 'hai-phong')
    await importFolder(store, files, loadLaw().facts)
    await store.close()
  } finally {
    await cluster.stop()
  }
  return data
}

function write(
  households: number,
  unknown: number,
  measured: readonly Measured[],
  load: readonly number[],
): void {
  mkdirSync(RESULTS, { recursive: true })
  const machine = {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load,
  }
  const date = new Date().toISOString().slice(0, 10)
  const name = `store-${date}-${households}-${unknown}.json`
  writeFileSync(
    path.join(RESULTS, name),
    `${JSON.stringify({ date, households, unknown, machine, measured }, null, 2)}\n`,
  )
  const rows = measured.map(
    m =>
      `| ${m.what} | ${m.seconds.toFixed(1)} | ${m.cpuSeconds.toFixed(1)} | ${Math.round(m.peakResident / 1024)} | ${(m.granted + m.undetermined).toLocaleString('en')} | ${m.differences.toLocaleString('en')} |`,
  )
  const persons = measured[0]?.persons ?? 0
  const text = `# Store to stored decisions

${households.toLocaleString('en')} households, ${persons.toLocaleString('en')} persons, ${unknown * 100} % of the cells unknown. One process, two communes at once, PostgreSQL beside it
with the settings of an office PC (fsync on). Seconds of the process alone are its processor time; resident memory is that of the application.

| month | seconds | processor seconds of the application | peak MB of the application | granted + undetermined | differences |
|---|---|---|---|---|---|
${rows.join('\n')}

${date}, \`npm run bench -- store ${households} ${unknown}\`; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}; load of the machine ${load.map(l => l.toFixed(1)).join(' before, ')} after.
`
  writeFileSync(path.join(RESULTS, 'store.md'), text)
  say(`\n${text}`)
}
