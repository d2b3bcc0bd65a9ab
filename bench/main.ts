import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { makeCity } from '../city/synthetic/index.ts'
import { fileToFiles } from './file-to-files.ts'
import type { Job, Measured } from './measure.ts'
import { RANGE } from './ranges.ts'
import { tablesOf } from './report.ts'
import type { Comparison, Results } from './results.ts'
import { RUNNERS, type RunnerName } from './runners.ts'
import { spreadOf } from './statistics.ts'
import { differencesOf } from './sums.ts'

const ROOT = path.join(import.meta.dirname, '..')
const RESULTS = path.join(import.meta.dirname, 'results')
const UNKNOWN_SHARES = [0, 0.05]
const THREADS = [1, 2]
const DAY = '2025-12-31'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** Changes with the generator and the facts, so that a kept city is never that of other code. */
function makerHash(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(ROOT, 'law', 'facts.yaml')))
  const folder = path.join(ROOT, 'city', 'synthetic')
  for (const file of readdirSync(folder)
    .filter(f => f.endsWith('.ts') && !f.endsWith('.test.ts'))
    .sort())
    hash.update(readFileSync(path.join(folder, file)))
  return hash.digest('hex').slice(0, 8)
}

/** A synthetic city of a size and share of unknown cells, made once and kept. */
async function cityFolder(households: number, unknown: number): Promise<string> {
  const out = path.join(ROOT, '.data', 'bench', `${households}-${unknown}-${makerHash()}`)
  if (existsSync(path.join(out, 'city.json'))) return out
  say(`making a city of ${households} households, ${unknown * 100} % unknown …`)
  await makeCity({ preset: 'city-2025', households, unknown, seed: 1, format: 'parquet', out })
  return out
}

/** Measures in a process of its own, so that its memory is its own. */
async function inChild(job: Job): Promise<Measured> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(import.meta.dirname, 'measure.ts'), JSON.stringify(job)],
    { maxBuffer: 1 << 28, cwd: ROOT },
  )
  return JSON.parse(stdout) as Measured
}

async function compare(
  folder: string,
  unknownShare: number,
  threads: number,
  isQuick: boolean,
): Promise<{ comparison: Comparison; measured: Measured }> {
  const measured = await inChild({
    folder,
    threads,
    runners: RUNNERS,
    repetitions: isQuick ? 7 : 15,
    warmUp: isQuick ? 4 : 6,
  })
  const milliseconds = {} as Record<RunnerName, ReturnType<typeof spreadOf>>
  const peakResident = {} as Record<RunnerName, number>
  let residentAfterReading = 0
  for (const runner of RUNNERS) {
    milliseconds[runner] = spreadOf(measured.milliseconds[runner] ?? [])
    const alone = await inChild({ folder, threads, runners: [runner], repetitions: 1, warmUp: 0 })
    peakResident[runner] = alone.peakResident
    residentAfterReading = Math.max(residentAfterReading, alone.residentAfterReading)
  }
  const sums = measured.sums.reference ?? {}
  const differences = RUNNERS.filter(r => r !== 'reference').flatMap(r =>
    differencesOf(sums, measured.sums[r] ?? {}).map(d => `reference and ${r}: ${d}`),
  )
  // turn by turn: what disturbs the machine disturbs both
  const [kernel, written] = [measured.milliseconds.kernel ?? [], measured.milliseconds['hand-written'] ?? []]
  const ratios = {
    kernelToHandWritten: spreadOf(kernel.map((ms, i) => ms / (written[i] ?? Number.NaN))).median,
    kernelToHandWrittenLeast: milliseconds.kernel.least / milliseconds['hand-written'].least,
    referenceToKernel: milliseconds.reference.median / milliseconds.kernel.median,
  }
  return {
    comparison: {
      unknownShare,
      threads,
      milliseconds,
      ratios,
      peakResident,
      residentAfterReading,
      differences,
      sumsCompared: Object.keys(sums).length,
      sums,
    },
    measured,
  }
}

async function measureSize(households: number, isQuick: boolean): Promise<Results> {
  const before = loadavg()[0] ?? 0
  const comparisons: Comparison[] = []
  const files: Results['fileToFiles'][number][] = []
  let persons = 0
  for (const unknownShare of UNKNOWN_SHARES) {
    const folder = await cityFolder(households, unknownShare)
    for (const threads of THREADS) {
      say(
        `${households} households, ${unknownShare * 100} % unknown, ${threads} thread${threads === 1 ? '' : 's'} …`,
      )
      const { comparison, measured } = await compare(folder, unknownShare, threads, isQuick)
      comparisons.push(comparison)
      persons = measured.persons
      files.push({ unknownShare, ...(await fileToFiles(folder, DAY, threads)) })
    }
  }
  const processor = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    command: isQuick ? 'npm run bench -- --quick' : 'npm run bench',
    machine: {
      processor: processor[0]?.model.trim() ?? 'unknown',
      cores: processor.length,
      memoryGB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    },
    load: [before, loadavg()[0] ?? 0],
    households,
    persons,
    range: RANGE,
    comparisons,
    fileToFiles: files,
  }
}

/** Kernel, hand-written loop and reference on the same facts; fails when their sums differ. Times are shown, never tested. */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'city') return (await import('./city.ts')).wholeCity(args.slice(1))
  if (args[0] === 'store') return (await import('./store-to-stored.ts')).storeToStored(args.slice(1))
  const wrong = args.filter(a => a !== '--quick')
  if (wrong.length > 0) {
    process.stderr.write(
      `unknown option ${wrong.join(' ')}: the bench knows --quick (65,000 households only, few repetitions), city and store\n`,
    )
    return 2
  }
  const isQuick = args.includes('--quick')
  mkdirSync(RESULTS, { recursive: true })
  const tables: string[] = []
  const faults: string[] = []
  for (const households of isQuick ? [65_000] : [65_000, 650_000]) {
    const results = await measureSize(households, isQuick)
    writeFileSync(
      path.join(RESULTS, `${results.date}-${households}.json`),
      `${JSON.stringify(results, null, 2)}\n`,
    )
    tables.push(tablesOf(results))
    faults.push(...results.comparisons.flatMap(c => c.differences))
    say(`\n${tables.at(-1)}`)
  }
  writeFileSync(
    path.join(RESULTS, 'latest.md'),
    `# Kernel, hand-written loop, reference\n\n${tables.join('\n')}`,
  )
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  return faults.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
