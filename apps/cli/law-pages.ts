import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { Programs, runCase } from '../../engine/cases/index.ts'
import { type Documented, lawPages, lawText, readProgrammes } from '../../engine/document/index.ts'
import { type Finding, formatFinding, parseDay, readYaml } from '../../engine/language/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'
import { Failure } from './failure.ts'
import { loadLaw } from './load-law.ts'
import { nearest } from './near-names.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** `./ansinh law show` and `./ansinh law docs` */
export function lawPageCommands(law: Command): void {
  law
    .command('show <id>')
    .description('one law file, readable: the versions in force on a day, or all')
    .option('--on <date>', 'the day, such as 2023-12-31')
    .option('--lang <lang>', 'vi or en', 'vi')
    .action((id: string, options: { on?: string; lang: string }) => show(id, options))
  law
    .command('docs')
    .description('the law as HTML pages, in Vietnamese and English')
    .requiredOption('--out <dir>', 'folder to write into')
    .action((options: { out: string }) => docs(options.out))
}

/** The language that an option names; anything else is wrong use. */
export function languageOf(text: string): 'vi' | 'en' {
  if (text !== 'vi' && text !== 'en') throw new Failure(`--lang ${text}: there are vi and en.`, 2)
  return text
}

/** The day that an option names; anything else is wrong use. */
export function dayOption(text: string): number {
  const day = parseDay(text)
  if (day === undefined) throw new Failure(`--on ${text} is no date. Write it as 2023-12-31.`, 2)
  return day
}

function show(id: string, options: { on?: string; lang: string }): void {
  const lang = languageOf(options.lang)
  const on = options.on === undefined ? undefined : dayOption(options.on)
  const { law, findings } = loadLaw()
  const broken = findings.filter(f => f.rule !== 'missing_case')
  if (broken.length > 0)
    throw new Failure(`The law files have ${broken.length} findings. See ./ansinh law check.`)
  const file = law.files.get(id)
  if (!file) throw new Failure(`There is no law file ${id}. ${nearest(id, law.files.keys())}`)
  say(lawText(law, file, lang, on))
}

/** The law with the results of its cases and the register of programmes. Throws a Failure where the files have findings. */
export function documentedLaw(): Documented {
  const { law, cases, findings } = loadLaw()
  const broken: Finding[] = findings.filter(f => f.rule !== 'missing_case')
  const register = readYamlFolder().find(s => s.path === 'programmes.yaml')
  const read = register ? readYaml(register.path, register.text) : undefined
  broken.push(...(read?.findings ?? []))
  const programmes = read?.file ? readProgrammes(read.file, broken) : new Map()
  if (broken.length > 0)
    throw new Failure(
      `${broken.map(formatFinding).join('\n')}\nThe law files have findings; no page was written.`,
    )
  const programs = new Programs(law)
  return { law, cases: cases.map(c => runCase(c, programs)), programmes }
}

function docs(out: string): void {
  const pages = lawPages(documentedLaw())
  for (const page of pages) {
    const target = path.join(out, page.path)
    try {
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, page.text)
    } catch (e) {
      throw new Failure(
        `${target} cannot be written: ${(e as Error).message}. Name another folder with --out.`,
      )
    }
  }
  say(`${pages.length} pages in ${out}; begin with ${path.join(out, 'vi', 'index.html')}`)
}
