import type { Command } from 'commander'
import { Programs, runCase } from '../../engine/cases/index.ts'
import { formatFinding } from '../../engine/language/index.ts'
import { Failure } from './failure.ts'
import { lawPageCommands } from './law-pages.ts'
import { loadLaw } from './load-law.ts'
import { notConfirmed } from './not-confirmed.ts'

export { loadLaw }

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** `./ansinh law …` */
export function lawCommands(program: Command): void {
  const law = program.command('law').description('the law files: check, test, show, render')
  law
    .command('check')
    .description('findings: what is wrong in the law files')
    .option('--strict', 'also fails on every value that is not confirmed')
    .action((options: { strict?: boolean }) => check(options.strict === true))
  lawPageCommands(law)
  law
    .command('test')
    .description('runs all worked examples')
    .option('--only <id>', 'only the cases of one file')
    .action((options: { only?: string }) => test(options.only))
}

function check(strict: boolean): void {
  const { law, findings } = loadLaw()
  for (const f of findings) say(formatFinding(f))
  const unsure = strict && findings.length === 0 ? notConfirmed(law) : []
  for (const u of unsure) say(`${u.file}:${u.line}:${u.column}  ${u.mark}  ${u.what}  (${u.source})`)
  say(
    findings.length === 0
      ? `${law.files.size} law files, no finding${strict ? `, ${unsure.length} values not confirmed` : ''}`
      : `${findings.length} findings`,
  )
  if (findings.length > 0 || unsure.length > 0) throw new Failure('')
}

function test(only: string | undefined): void {
  const { law, cases, findings } = loadLaw()
  const broken = findings.filter(f => f.rule !== 'missing_case')
  for (const f of broken) say(formatFinding(f))
  const programs = new Programs(law)
  let passed = 0
  let failed = broken.length
  for (const worked of cases) {
    if (only !== undefined && worked.fileId !== only) continue
    const { differences } = runCase(worked, programs)
    if (differences.length === 0) {
      passed++
      continue
    }
    failed++
    const at = worked.file.at(worked.path)
    say(`${at.file}:${at.line}  ${worked.name}\n    ${differences.join('\n    ')}`)
  }
  say(`${passed} passed, ${failed} failed`)
  if (failed > 0) throw new Failure('')
}
