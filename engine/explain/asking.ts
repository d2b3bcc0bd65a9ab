import { type Context, findRule, insideRule, type Value } from '../evaluate/index.ts'
import { ageOn, formatDay } from '../language/days.ts'
import type { Program } from '../language/in-force.ts'
import type { LawFile, Parameter, Rule, Version } from '../language/law.ts'
import type { Owner } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { datedValueAt } from '../language/value-at.ts'
import { citation } from './acts.ts'
import { namesOf } from './claims.ts'
import type { MarkedPart, ParameterUse } from './explanation.ts'
import { labelsOf, type Names, parameterLabel } from './nouns.ts'
import { both, list2, two } from './text.ts'
import { showWritten } from './values.ts'

/** The same for every household, so they are made once for a program. */
const NAMES = new WeakMap<Program, Map<Version, Names>>()

/** Gathers, while conditions are asked, which values of the law were read and how sure its parts are. */
export class Ledger {
  readonly parameters = new Map<string, Omit<ParameterUse, 'decides'>>()
  readonly marks = new Map<string, MarkedPart>()

  /** The words for the names of a context. */
  names({ program, version }: Context): Names {
    const ofProgram = NAMES.get(program) ?? new Map<Version, Names>()
    NAMES.set(program, ofProgram)
    const known = ofProgram.get(version)
    if (known) return known
    const { facts } = program.law
    const labels = labelsOf(version, (entity, name) => program.rules.get(`${entity}.${name}`)?.label)
    const names = namesOf(facts, labels)
    ofProgram.set(version, names)
    return names
  }

  /** Notes a parameter that was read and gives its key; of a table only the cells that are possible. */
  use(parameter: Parameter, keyWords: number | undefined, context: Context): string {
    const { law, on, yearStart } = context.program
    const dated = datedValueAt(parameter, on, yearStart)
    const home = homeOf(parameter, context)
    const key = `${home.file.id}:${parameter.name}`
    if (!dated || this.parameters.has(key)) return key
    const category =
      parameter.byCategory === undefined ? undefined : law.facts.categories.get(parameter.byCategory)
    const cells = dated.cells.flatMap((cell, i) => {
      if (category && keyWords !== undefined && !((keyWords >> i) & 1)) return []
      const value = showWritten(parameter.type, cell, law.facts)
      const word = category?.labels[category.words[i] ?? '']
      return [word ? both(l => `${value[l]} (${word[l]})`) : value]
    })
    this.parameters.set(key, {
      key,
      file: home.file.id,
      name: parameter.name,
      label: parameterLabel(parameter),
      value: list2(cells, 'or'),
      from: formatDay(dated.from),
      source: dated.source,
      mark: dated.mark,
      citation: citation(law, home.version),
    })
    return key
  }

  /** Notes how sure a part of the law is. */
  mark(key: string, part: MarkedPart): void {
    if (!this.marks.has(key)) this.marks.set(key, part)
  }

  /** A rule that is less or otherwise sure than its version. */
  markRule(rule: Rule, file: LawFile, version: Version, context: Context): void {
    if (rule.mark === undefined) return
    this.mark(`${file.id}#${rule.name}`, {
      part: rule.label ?? two(rule.name, rule.name),
      citation: citation(context.program.law, version, rule.article ?? version.article),
      source: version.source ?? '',
      mark: rule.mark,
    })
  }
}

/** The file and version whose parameter it is: the one at hand, else the shared one that has it. */
function homeOf(parameter: Parameter, context: Context): { file: LawFile; version: Version } {
  if (context.version.parameters.get(parameter.name) === parameter) return context
  for (const rule of context.program.rules.values())
    if (rule.version.parameters.get(parameter.name) === parameter) return rule
  return context
}

/** How a member is spoken of: by identifier, with the age where it is known. */
export function memberName(context: Context): Text2 {
  const { member } = context
  const born = member?.facts.get('birth_date')
  const id = member?.id ?? ''
  if (born === undefined || born === null) return two(id, id)
  const age = ageOn(Number(born), context.program.on)
  return two(`${id} (${age} tuổi)`, `${id} (aged ${age})`)
}

export interface Found {
  readonly rule: Rule
  readonly file: LawFile
  readonly version: Version
  readonly inside: Context
}

/** The rule behind a name, with the context inside it. */
export function follow(context: Context, owner: Owner, name: string): Found {
  const { rule, file, version } = findRule(context, owner, name)
  const inside = insideRule(context, owner, file, version)
  return { rule, file, version, inside }
}

export const holdsOf = (value: Value): 'yes' | 'no' | 'unknown' =>
  value === 2 ? 'yes' : value === 1 ? 'no' : 'unknown'
