import {
  type Entity,
  type Fact,
  formatDay,
  type Program,
  ruleKey,
  standingRules,
  type Text2,
  type Version,
  walk,
} from '../../engine/language/index.ts'

/** A question of Form B: one declared fact. */
export interface Question {
  readonly entity: Entity
  readonly fact: string
  readonly label: Text2
  readonly type: string
  /** Answers to choose from, with their words. */
  readonly words: Readonly<Record<string, Text2>> | undefined
  /** Without an answer: none, and not unknown. */
  readonly optional: boolean
  /** Kept apart; asked only by those who may read it. */
  readonly restricted: boolean
  readonly supplier: Text2 | undefined
}

/** Form B of a day: what the standard in force asks of a household and of each member. */
export interface FormB {
  readonly standard: string
  readonly version: string
  readonly household: readonly Question[]
  readonly person: readonly Question[]
}

/** What a decision writes and the registry keeps; no survey answers them. */
const NOT_ASKED = new Set([
  'commune_code',
  'recognised_standing',
  'recognised_on',
  'recognised_until',
  'previous_standing',
  'escaped_on',
])

/** May a survey answer this fact? Those that decisions write are no answers. */
export const isAnswered = (fact: string): boolean => !NOT_ASKED.has(fact)

/**
 * The questions that the standard of the day rests on, from its rules themselves: a new indicator brings its facts along. Points B1 and B2 are among
 * them where a review uses points; the tables behind B1 were not found, so their totals are entered.
 *
 * @throws Error where the law has no standard on that day
 */
export function formB(program: Program): FormB {
  const { standard } = program
  if (!standard) throw new Error('the law has no poverty standard on this day')
  const read = factsRead(program)
  const questions = (entity: Entity): Question[] =>
    [...program.law.facts[entity].values()]
      .filter(fact => read.has(`${entity}.${fact.name}`) && !NOT_ASKED.has(fact.name))
      .map(fact => question(program, fact))
  return {
    standard: standard.file.id,
    version: formatDay(standard.version.from),
    household: questions('household'),
    person: questions('person'),
  }
}

function question(program: Program, fact: Fact): Question {
  const { type } = fact
  return {
    entity: fact.entity,
    fact: fact.name,
    label: fact.label,
    type: type.t,
    words: type.t === 'category' ? program.law.facts.categories.get(type.of)?.labels : undefined,
    optional: fact.optional,
    restricted: fact.restricted,
    supplier: fact.supplier,
  }
}

/** Facts that the rules of the standard can read, through other rules too, as `household.x` and `person.x`. */
function factsRead(program: Program): Set<string> {
  const facts = new Set<string>()
  const seen = new Set<unknown>()
  const visit = (entity: Entity, name: string, from: Version | undefined): void => {
    const own = from?.rules.get(name)
    const shared = program.rules.get(ruleKey(entity, name))
    const rule = own?.entity === entity ? own : shared
    if (!rule || seen.has(rule.expression)) return
    seen.add(rule.expression)
    const version = own?.entity === entity ? from : shared?.version
    walk(rule.expression, node => {
      if (node.kind !== 'fact' && node.kind !== 'has' && node.kind !== 'rule') return
      const of: Entity = node.owner === 'household' ? 'household' : 'person'
      if (node.kind === 'rule') visit(of, node.name, version)
      else facts.add(`${of}.${node.name}`)
    })
  }
  for (const name of standingRules(program)) visit('household', name, program.standard?.version)
  return facts
}
