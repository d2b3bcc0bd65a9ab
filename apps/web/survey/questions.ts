import type { Assessed, FactInfo, Plain } from '../decide/messages.ts'
import { type KeptForm, readOf } from './kept-form.ts'

/** One question of the form: a fact of the household or of one member. */
export interface FormLine {
  readonly key: string
  readonly fact: FactInfo
  readonly person: string | null
  readonly personName: string
  /** What the file says now. */
  readonly before: Plain
}

/** The questions in the order of the form: the household, then member by member. */
export function linesOf(form: KeptForm, facts: ReadonlyMap<string, FactInfo>): FormLine[] {
  const infos = (entity: 'household' | 'person') =>
    form.questions.filter(q => q.entity === entity).flatMap(q => facts.get(`${entity}.${q.fact}`) ?? [])
  const line = (fact: FactInfo, person: string | null, personName: string): FormLine => ({
    key: person === null ? fact.name : `${person}.${fact.name}`,
    fact,
    person,
    personName,
    before: readOf(form.read, person, fact.name),
  })
  return [
    ...infos('household').map(fact => line(fact, null, '')),
    ...form.read.members.flatMap(m => infos('person').map(fact => line(fact, m.id, m.name))),
  ]
}

/** Keys of facts that can still change standing or indicators. */
export const stillMatter = (assessed: Assessed | undefined): ReadonlySet<string> | undefined =>
  assessed === undefined
    ? undefined
    : new Set(assessed.waiting.map(w => (w.person === null ? w.fact : `${w.person}.${w.fact}`)))

/** Can this question no longer change anything? Only said of what nobody has answered and the file does not know. */
export const isIdle = (
  line: FormLine,
  answer: Plain | undefined,
  matter: ReadonlySet<string> | undefined,
): boolean =>
  matter !== undefined && (answer ?? line.before) === null && !line.fact.optional && !matter.has(line.key)
