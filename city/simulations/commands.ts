import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { digits } from '../../engine/explain/index.ts'
import { parseDay } from '../../engine/language/index.ts'
import { Failure, isFileFault } from '../../platform/failure/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { simulate } from './simulate.ts'
import { summary } from './summary.ts'

interface Given {
  readonly data: string
  readonly on: number
  readonly reform: string
  readonly overlay?: readonly string[]
  readonly threads?: number
  readonly out: string
}

/** `./ansinh simulate` */
export function simulationCommands(program: Command): void {
  program
    .command('simulate')
    .description('what a reform would cost and change: who gains, who loses, where')
    .requiredOption('--data <folder>', 'folder with households and persons (.csv or .parquet)')
    .requiredOption('--on <date>', 'decision date, as 2026-12-31', day)
    .requiredOption('--reform <file>', 'the reform: an overlay file, on top of the law')
    .option(
      '--overlay <file>',
      'changes that belong to the law before the reform; may stand there several times',
      (file: string, before?: readonly string[]) => [...(before ?? []), file],
    )
    .option('--threads <number>', 'threads to use (default: one per processor)', threads)
    .requiredOption('--out <folder>', 'folder for simulation.csv, standings.csv and receipt.json')
    .action(run)
}

async function run({ overlay, ...given }: Given): Promise<void> {
  const bars = { reading: startProgress('reading '), deciding: startProgress('deciding') }
  try {
    const simulation = await simulate({
      ...given,
      overlays: overlay,
      onProgress: (step, done, total) => {
        if (step === 'deciding') bars.reading.stop()
        bars[step].update(done, total)
      },
    })
    bars.deciding.stop()
    for (const w of simulation.receipt.warnings) process.stderr.write(`note: ${w.message}\n`)
    process.stdout.write(
      `${summary(simulation, noteOf(given.data, simulation.receipt.population.households))}\n\n`,
    )
    process.stdout.write(
      `Bảng đầy đủ: ${path.join(given.out, 'simulation.csv')}, standings.csv, receipt.json\n`,
    )
  } catch (e) {
    throw isFileFault(e) ? new Failure(`the results cannot be written: ${e.message}`) : e
  } finally {
    bars.reading.stop()
    bars.deciding.stop()
  }
}

/** A synthetic city says in city.json that it holds all poor and near-poor households and a part of the others: sums of a part must not be taken for the whole. */
function noteOf(data: string, households: number): string | undefined {
  const file = path.join(data, 'city.json')
  if (!existsSync(file)) return undefined
  try {
    const city = JSON.parse(readFileSync(file, 'utf8')) as {
      is_sample?: boolean
      real_households?: number | null
    }
    const real = city.is_sample === true ? city.real_households : null
    const part = real
      ? ` Dữ liệu có đủ hộ nghèo, hộ cận nghèo nhưng chỉ có một phần các hộ khác (${digits(households, 'vi')} trong ${digits(real, 'vi')} hộ): số của các hộ khác chưa nhân lên cho cả thành phố.`
      : ''
    return `Dữ liệu giả lập, không có người thật.${part}`
  } catch {
    return undefined
  }
}

function day(text: string): number {
  const read = parseDay(text)
  if (read === undefined) throw new InvalidArgumentError('Write a date that exists, as 2026-12-31.')
  return read
}

function threads(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 to 999.')
  return Number(text)
}
