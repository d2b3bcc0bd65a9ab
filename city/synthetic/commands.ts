import { type Command, InvalidArgumentError, Option } from 'commander'
import { Failure } from '../../platform/failure/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { makeCity } from './make-city.ts'
import { CityOptionsError } from './options.ts'
import { PRESET_NAMES, type PresetName } from './presets.ts'

interface Given {
  readonly preset: PresetName
  readonly households?: number
  readonly seed?: number
  readonly unknown?: number
  readonly out: string
  readonly format: 'csv' | 'parquet'
  readonly threads?: number
}

/** `./ansinh city make` */
export function cityCommands(program: Command): void {
  program
    .command('city')
    .description('synthetic cities: people who do not exist')
    .command('make')
    .description('makes the data folder of a synthetic city; deciding it gives the published totals')
    .addOption(new Option('--preset <name>', 'which city').choices([...PRESET_NAMES]).makeOptionMandatory())
    .option('--households <number>', 'how many households (default 60000, uniform 20000)', whole)
    .option('--seed <number>', 'the same seed gives the same city (default 1)', whole)
    .option('--unknown <share>', 'share of cells left empty, such as 0.05', share)
    .addOption(
      new Option('--format <format>', 'kind of the files').choices(['csv', 'parquet']).default('csv'),
    )
    .option('--threads <number>', 'threads to use (default: one per processor)', whole)
    .requiredOption('--out <folder>', 'folder for the files')
    .action(make)
}

async function make(given: Given): Promise<void> {
  const bar = startProgress('making  ')
  try {
    const city = await makeCity({ ...given, onProgress: (done, total) => bar.update(done, total) })
    bar.stop()
    process.stdout.write(
      `${city.households.toLocaleString('en-US')} households, ${city.persons.toLocaleString('en-US')} persons in ${given.out}\n${city.note.vi}\n`,
    )
  } catch (e) {
    if (e instanceof CityOptionsError) throw new Failure(e.message, 2)
    throw e
  } finally {
    bar.stop()
  }
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

function share(text: string): number {
  const value = Number(text)
  if (!/^\d*\.?\d+$/.test(text) || value > 1)
    throw new InvalidArgumentError('Write a share between 0 and 1, such as 0.05.')
  return value
}
