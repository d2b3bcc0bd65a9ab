import type { Command } from 'commander'
import { loadLaw } from '../../city/determinations/index.ts'
import { Case } from '../../engine/evaluate/index.ts'
import {
  type Explanation,
  explainOutcome,
  explainStanding,
  type Language,
  renderExplanation,
  renderStanding,
  type StandingExplanation,
} from '../../engine/explain/index.ts'
import { inForce, type LinkedBenefit, type Program, yearStart } from '../../engine/language/index.ts'
import type { Household, Person } from '../../engine/population/index.ts'
import { Failure } from './failure.ts'
import { readHousehold } from './household-file.ts'
import { dayOption, languageOf } from './law-pages.ts'
import { nearest } from './near-names.ts'

interface Options {
  readonly data: string
  readonly household: string
  readonly person?: string
  readonly benefit?: string
  readonly on: string
  readonly lang: string
  readonly json?: boolean
  readonly restricted: string
  readonly overlay: readonly string[]
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const gather = (value: string, all: readonly string[]): readonly string[] => [...all, value]

/** `./ansinh explain` */
export function explainCommand(program: Command): void {
  program
    .command('explain')
    .description('why a household or person has a right or not, to how much, and what would change it')
    .requiredOption('--data <dir>', 'folder with households and persons, as CSV or Parquet')
    .requiredOption('--household <id>', 'the household')
    .option('--person <id>', 'one member')
    .option(
      '--benefit <id>',
      'one benefit, such as hai-phong/income-support; without it the standing and everything with a row',
    )
    .requiredOption('--on <date>', 'the decision date, such as 2023-12-31')
    .option('--lang <lang>', 'vi or en', 'vi')
    .option('--json', 'the explanation as data')
    .option('--restricted <how>', 'show or hide what rests on restricted facts', 'hide')
    .option('--overlay <file>', 'an overlay on top of the law; may be given again', gather, [])
    .action(explainHousehold)
}

/** Prints why one household has what it has, or has it not. */
export async function explainHousehold(options: Options): Promise<void> {
  const lang = languageOf(options.lang)
  const on = dayOption(options.on)
  if (options.restricted !== 'show' && options.restricted !== 'hide')
    throw new Failure(`--restricted ${options.restricted}: there are show and hide.`, 2)
  const law = loadLaw(options.overlay)
  const program = inForce(law, on, yearStart(on))
  const benefits = chooseBenefits(program, options)
  const household = await readHousehold(options.data, options.household, law.facts, on)
  const person = choosePerson(household, options.person)
  const decided = new Case(program, household)
  const shown = { showRestricted: options.restricted === 'show' }
  const standing =
    options.benefit === undefined && program.standard ? explainStanding(decided, shown) : undefined
  const explanations = benefits.flatMap(benefit => {
    const subjects = subjectsOf(benefit, household, person)
    const wanted =
      options.benefit !== undefined
        ? subjects
        : subjects.filter(s => decided.decide(benefit, s, false).outcome !== 'not_applicable')
    const told = wanted.map(s => explainOutcome(decided, benefit, s, shown))
    // the standing stands above them all: none needs to tell it again
    return standing ? told.map(e => ({ ...e, standing: null })) : told
  })
  if (options.json === true) say(JSON.stringify({ standing: standing ?? null, explanations }, null, 2))
  else say(inWords(standing, explanations, lang))
}

function inWords(
  standing: StandingExplanation | undefined,
  explanations: readonly Explanation[],
  lang: Language,
): string {
  const told = explanations.map(e => renderExplanation(e, lang))
  const texts = standing ? [renderStanding(standing, lang), ...told] : told
  if (explanations.length === 0)
    texts.push(
      lang === 'vi'
        ? 'Không có quyền lợi nào áp dụng cho hộ này trong ngày xét.'
        : 'No benefit applies to this household on that day.',
    )
  return texts.join('\n\n')
}

/** A person's benefit is asked of the person named, else of every member; a household's benefit once. */
function subjectsOf(
  benefit: LinkedBenefit,
  household: Household,
  person: Person | undefined,
): readonly (Person | undefined)[] {
  if (benefit.file.subject !== 'person') return [undefined]
  return person ? [person] : household.members
}

function chooseBenefits(program: Program, options: Options): readonly LinkedBenefit[] {
  if (options.benefit === undefined) return program.benefits
  const found = program.benefits.find(b => b.file.id === options.benefit)
  if (found) return [found]
  if (program.law.files.has(options.benefit))
    throw new Failure(
      `${options.benefit} has no version in force on ${options.on}, or is no benefit. See ./ansinh law show ${options.benefit}.`,
    )
  throw new Failure(
    `There is no benefit ${options.benefit}. ${nearest(
      options.benefit,
      program.benefits.map(b => b.file.id),
    )}`,
  )
}

function choosePerson(household: Household, id: string | undefined): Person | undefined {
  if (id === undefined) return undefined
  const found = household.members.find(m => m.id === id)
  if (!found)
    throw new Failure(
      `Household ${household.id} has no member ${id}. ${nearest(
        id,
        household.members.map(m => m.id),
      )}`,
    )
  return found
}
