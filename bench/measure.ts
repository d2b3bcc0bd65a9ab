import { loadLaw, programOf } from '../city/determinations/load-law.ts'
import { readDataFolder } from '../city/tables/index.ts'
import { Crew, type Setting } from './crew.ts'
import { ON } from './hand-written/law-of-the-day.ts'
import { rangesFor } from './ranges.ts'
import type { RunnerName } from './runners.ts'
import type { Sums } from './sums.ts'

/** What a child process measures: the runners by turns, over one data folder, with a number of threads. */
export interface Job {
  readonly folder: string
  readonly threads: number
  readonly runners: readonly RunnerName[]
  /** Timed passes of the kernel and the hand-written loop, after as many passes to warm up as `warmUp` says. The reference has one. */
  readonly repetitions: number
  readonly warmUp: number
}

export interface Measured {
  readonly households: number
  readonly persons: number
  readonly hasUnknown: boolean
  readonly milliseconds: Readonly<Partial<Record<RunnerName, readonly number[]>>>
  readonly sums: Readonly<Partial<Record<RunnerName, Sums>>>
  /** Resident memory in kB: after reading the data, and the most of the whole process with its threads. */
  readonly residentAfterReading: number
  readonly peakResident: number
}

/** Runs a job in this process. */
export async function measure(job: Job): Promise<Measured> {
  const law = loadLaw()
  const program = programOf(law, ON)
  const { population } = await readDataFolder(job.folder, { facts: law.facts, on: ON })
  const residentAfterReading = Math.round(process.memoryUsage.rss() / 1024)
  const { ranges, capacity } = rangesFor(population)
  const setting: Setting = {
    population,
    program,
    capacity,
    ranges,
    next: new Int32Array(new SharedArrayBuffer(4)),
  }
  const crew = new Crew(setting, job.threads)
  const milliseconds: Partial<Record<RunnerName, number[]>> = {}
  const sums: Partial<Record<RunnerName, Sums>> = {}
  const quick = job.runners.filter(r => r !== 'reference')
  for (let i = 0; i < job.warmUp; i++) for (const runner of quick) await crew.run({ runner, withSums: false })
  const turn = async (): Promise<void> => {
    for (const runner of quick) {
      const times = milliseconds[runner] ?? []
      milliseconds[runner] = times
      times.push((await crew.run({ runner, withSums: false })).ms)
    }
  }
  const half = Math.ceil(job.repetitions / 2)
  for (let i = 0; i < half; i++) await turn()
  if (job.runners.includes('reference')) {
    // one pass between the others; its sums are taken on the way, which costs it less than a hundredth
    const pass = await crew.run({ runner: 'reference', withSums: true })
    milliseconds.reference = [pass.ms]
    sums.reference = pass.sums
  }
  for (let i = half; i < job.repetitions; i++) await turn()
  for (const runner of quick) sums[runner] = (await crew.run({ runner, withSums: true })).sums
  await crew.end()
  return {
    households: population.households,
    persons: population.persons,
    hasUnknown: [...population.personColumns.values()].some(c => c.hasUnknown),
    milliseconds,
    sums,
    residentAfterReading,
    peakResident: process.resourceUsage().maxRSS,
  }
}

if (import.meta.main) {
  const measured = await measure(JSON.parse(process.argv[2] ?? '{}') as Job)
  process.stdout.write(JSON.stringify(measured))
}
