/**
 * `npm run bench -- city [--households N] [--seconds N] [--again]`: a whole city (default 1,300,000 households) through the commands of the product: imported, imported once more, decided
 * twice for this month, served to fifty people who click every two seconds, backed up. Results go to bench/results. The store is kept in .data/bench; `--again` makes it anew.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { backUp, cityStore, type Step, sizeOf } from './city-store.ts'
import { type Clicked, clickThrough, THINK_SECONDS, USERS } from './http-load.ts'
import { date, inWords, load, machine } from './machine.ts'

const RESULTS = path.join(import.meta.dirname, 'results')
const MEMORY_BAR_KB = 1024 * 1024

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const megabytes = (kB: number): string => `${Math.round(kB / 1024)} MB`

/** Gives the exit code: 0 when every bar held. */
export async function wholeCity(args: readonly string[]): Promise<number> {
  const option = (name: string, otherwise: number): number => {
    const at = args.indexOf(`--${name}`)
    return at === -1 ? otherwise : Number(args[at + 1])
  }
  const households = option('households', 1_300_000)
  const before = load()
  const store = await cityStore(households, {
    again: args.includes('--again'),
    onStep: step => say(lineOfStep(step)),
  })
  const served = await clickThrough(store.data, option('seconds', 60), one => say(lineOfClick(one)))
  const backup = await backUp(store)
  say(lineOfStep(backup))
  const steps = [...store.steps, backup]
  const result = {
    ...{ date: date(), command: 'npm run bench -- city', machine: machine(), load: [before, load()] },
    ...{ households, storeBytes: sizeOf(path.join(store.data)), users: USERS, thinkSeconds: THINK_SECONDS },
    ...{ steps, ...served },
  }
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(path.join(RESULTS, `city-${households}.json`), `${JSON.stringify(result, null, 2)}\n`)
  writeFileSync(path.join(RESULTS, `city-${households}.md`), pageOf(result))
  const isLight = [...steps, served].every(({ peakResident }) => peakResident < MEMORY_BAR_KB)
  return isLight && served.clicked.every(one => one.p95 <= one.bar && one.refused === 0) ? 0 : 1
}

interface Result {
  readonly date: string
  readonly machine: ReturnType<typeof machine>
  readonly load: readonly number[]
  readonly households: number
  readonly storeBytes: number
  readonly steps: readonly Step[]
  readonly clicked: readonly Clicked[]
  readonly peakResident: number
}

const lineOfStep = ({ what, seconds, peakResident, said }: Step): string =>
  `| ${what} | ${seconds.toFixed(1)} | ${megabytes(peakResident)} | ${said} |`

const lineOfClick = ({ name, bar, p50, p95, p99, clicks, refused }: Clicked): string =>
  `| ${name} | ${p50} | ${p95} | ${bar} | ${p99} | ${clicks} | ${refused} |`

const pageOf = (
  result: Result,
): string => `# A whole city: ${result.households.toLocaleString('en')} households

The commands as an office gives them, one after the other, PostgreSQL on the same machine with everything on the disk before it counts. Memory is that of the application's process; its PostgreSQL has its own.

| command | seconds | most memory | its last words |
|---|---|---|---|
${result.steps.map(lineOfStep).join('\n')}

The store takes ${(result.storeBytes / 1e9).toFixed(1)} GB on the disk.

## Served

${USERS} signed-in officers of the city, ${THINK_SECONDS} seconds between their clicks, row-level security on. Milliseconds; several requests of a click are counted one after the other. The database had tidied up after the determinations (VACUUM); in the minutes in which it does, pages take longer. The server took at most ${megabytes(result.peakResident)}.

| click | p50 | p95 | bar | p99 | clicks | not 200 |
|---|---|---|---|---|---|---|
${result.clicked.map(lineOfClick).join('\n')}

${result.date}, \`npm run bench -- city --households ${result.households}\`; ${inWords(result.machine)}; load of the machine ${result.load.map(l => l.toFixed(1)).join(' before, ')} after.
`
