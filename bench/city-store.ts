/** A store that holds a whole city, made by the commands of the product and kept in .data/bench; every step is measured once. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeCity } from '../city/synthetic/index.ts'
import { foundStore } from '../tests/crash/store.ts'
import { runCommand } from './command.ts'
import { date } from './machine.ts'

const HOME = path.join(import.meta.dirname, '..', '.data', 'bench')
const ON = '2025-12-31'

/** A command on the whole city. */
export interface Step {
  readonly what: string
  readonly seconds: number
  /** kB of the application. */
  readonly peakResident: number
  /** The command's own last words, or the size of what it wrote. */
  readonly said: string
}

export interface CityStore {
  /** Data folder of the store. */
  readonly data: string
  readonly steps: readonly Step[]
}

/**
 * The city of so many households, 5 % of the cells unknown: imported from CSV files and decided twice for this month. What was made before is used again; `again` makes it anew.
 */
export async function cityStore(
  households: number,
  options: { readonly again: boolean; readonly onStep?: (step: Step) => void },
): Promise<CityStore> {
  const home = path.join(HOME, `city-${households}`)
  const [data, files, kept] = [
    path.join(home, 'data'),
    path.join(home, 'files'),
    path.join(home, 'steps.json'),
  ]
  if (existsSync(kept) && !options.again)
    return { data, steps: JSON.parse(readFileSync(kept, 'utf8')) as Step[] }
  for (const old of [data, kept]) rmSync(old, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  if (!existsSync(path.join(files, 'city.json')))
    await makeCity({
      ...{ preset: 'city-2025', households, unknown: 0.05, seed: 1, format: 'csv', threads: 2, out: files },
    })
  await foundStore(data)
  const steps: Step[] = []
  const run = async (what: string, args: readonly string[]): Promise<void> => {
    const { seconds, peakResident, said } = await runCommand(args)
    const step = { what, seconds, peakResident, said }
    steps.push(step)
    options.onStep?.(step)
  }
  const importing = ['import', files, '--data', data, '--on', ON, '--apply']
  await run('import', importing)
  await run('import of the same files again', importing)
  const month = date().slice(0, 7)
  for (const what of ['determination of the month', 'the month again, compared with the first'])
    await run(what, ['run', 'determine', '--data', data, '--month', month])
  writeFileSync(kept, JSON.stringify(steps, null, 2))
  return { data, steps }
}

/** Backs the store up and checks the file. */
export async function backUp({ data }: CityStore): Promise<Step> {
  const file = path.join(path.dirname(data), 'backup.ansinh')
  rmSync(file, { force: true })
  const took = await runCommand(['backup', '--data', data, '--to', file], {
    ANSINH_BACKUP_PASSPHRASE: 'a passphrase of the bench',
  })
  const gigabytes = (statSync(file).size / 1e9).toFixed(2)
  rmSync(file)
  return { what: 'backup, read again to be sure', ...took, said: `${gigabytes} GB` }
}

/** Bytes of everything in a folder. */
export const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
