import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Entity, formatType, parseDay } from '../../engine/language/index.ts'
import { Failure, isFileFault } from '../../platform/failure/index.ts'
import { type Progress, startProgress } from '../../platform/progress/index.ts'
import type { Restricted } from './decisions.ts'
import { type Determination, determine } from './determine.ts'
import { loadLaw } from './load-law.ts'
import type { Engine } from './run-ranges.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

interface Given {
  readonly data: string
  readonly on: number
  readonly knownOn?: number
  readonly overlay?: readonly string[]
  readonly engine: Engine
  readonly threads?: number
  readonly restricted: Restricted
  readonly errors?: string
  readonly out: string
}

/** `./ansinh determine` and `./ansinh facts`. */
export function determinationCommands(program: Command): void {
  program
    .command('determine')
    .description('what the law owes every household and person of a data folder on a day')
    .requiredOption('--data <folder>', 'folder with households and persons (.csv or .parquet)')
    .requiredOption('--on <date>', 'decision date, as 2023-12-31', day)
    .option(
      '--known-on <date>',
      'decide with what was known on this day; the files need a column known_from',
      day,
    )
    .option(
      '--overlay <file>',
      'changes on top of the law; may stand there several times',
      (file: string, before?: readonly string[]) => [...(before ?? []), file],
    )
    .addOption(
      new Option('--engine <runner>', 'which runner decides; both give the same')
        .choices(['kernel', 'reference'])
        .default('kernel'),
    )
    .option('--threads <number>', 'threads to use (default: one per processor)', threads)
    .addOption(
      new Option(
        '--restricted <mode>',
        'rows that read restricted facts: without group and missing, or as they are',
      )
        .choices(['hide', 'show'])
        .default('hide'),
    )
    .option(
      '--errors <file>',
      'where cells that cannot be used are listed (default: errors.csv beside the results)',
    )
    .requiredOption('--out <folder>', 'folder for standings.csv, decisions.csv, totals.csv and receipt.json')
    .action((given: Given) => run(given))
  program.command('facts').description('the declared facts: columns of the data files').action(printFacts)
}

async function run(given: Given): Promise<void> {
  const bars = { reading: startProgress('reading '), deciding: startProgress('deciding') } satisfies Record<
    string,
    Progress
  >
  try {
    const { overlay, ...options } = given
    const done = await determine({
      ...options,
      overlays: overlay,
      onProgress: (step, n, total) => {
        if (step === 'deciding') bars.reading.stop()
        bars[step].update(n, total)
      },
    })
    bars.deciding.stop()
    report(done, given.out)
  } catch (e) {
    throw isFileFault(e) ? new Failure(`the results cannot be written: ${e.message}`) : e
  } finally {
    bars.reading.stop()
    bars.deciding.stop()
  }
}

function report({ receipt, counted }: Determination, out: string): void {
  for (const w of receipt.warnings) process.stderr.write(`note: ${w.message}\n`)
  const { households, persons } = receipt.population
  say(
    `${grouped(households)} households, ${grouped(persons)} persons on ${receipt.on}, ${receipt.engine.runner}, ${receipt.seconds} s`,
  )
  for (const [standing, n] of Object.entries(counted.standings))
    say(`  ${standing.padEnd(16)} ${grouped(n).padStart(12)}`)
  say(`${grouped(receipt.outputs.decisions)} decisions in ${out}`)
}

const grouped = (n: number): string => n.toLocaleString('en-US')

function day(text: string): number {
  const read = parseDay(text)
  if (read === undefined) throw new InvalidArgumentError('Write a date that exists, as 2023-12-31.')
  return read
}

function threads(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 to 999.')
  return Number(text)
}

function printFacts(): void {
  const { facts } = loadLaw()
  for (const entity of ['household', 'person'] satisfies Entity[]) {
    for (const fact of facts[entity].values()) {
      const { type } = fact
      const words =
        type.t === 'category' ? (facts.categories.get(type.of)?.words ?? []).join(' | ') : formatType(type)
      const marks = [
        type.t === 'money' ? 'đồng' : '',
        fact.optional ? 'optional' : '',
        fact.restricted ? 'restricted' : '',
      ]
        .filter(m => m !== '')
        .join(', ')
      say(
        `${entity.padEnd(9)}  ${fact.name.padEnd(28)}  ${words}${marks === '' ? '' : `  (${marks})`}  ${fact.label.vi}`,
      )
    }
  }
}
