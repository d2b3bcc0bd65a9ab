import type { Schemas } from '../api/client.ts'
import type { Plain } from '../decide/messages.ts'

type Facts = Readonly<Record<string, Plain>>

export interface FormMember {
  readonly id: string
  readonly name: string
  readonly birthYear: number | null
  readonly facts: Facts
}

/** A household as it was read: its facts, and the version that a survey rests on. */
export interface ReadHousehold {
  readonly version: number
  readonly facts: Facts
  readonly members: readonly FormMember[]
}

export interface FormQuestion {
  readonly entity: 'household' | 'person'
  readonly fact: string
}

/** What was answered now; what is not here stays as the file has it. null: nobody knows. */
export interface FormAnswers {
  readonly household: Facts
  readonly persons: Readonly<Record<string, Facts>>
}

/**
 * `prepared`: taken along, nothing answered; `draft`: begun; `finished`: waits to be sent; `conflict`: somebody else has changed the file
 * meanwhile; `refused`: the server did not take it, and said why.
 */
export type FormState = 'prepared' | 'draft' | 'finished' | 'conflict' | 'refused'

/** One form with everything that it needs without a network. It lies encrypted on the device. */
export interface KeptForm {
  readonly caseId: string
  readonly caseVersion: number
  readonly householdId: string
  readonly roundName: string
  /** Day whose law counts in the round. */
  readonly lawDay: string
  readonly hamlet: string | null
  readonly dueOn: string | null
  readonly questions: readonly FormQuestion[]
  readonly read: ReadHousehold
  readonly answers: FormAnswers
  readonly state: FormState
  /** Day of the survey. */
  readonly on: string
  /** One for each finished form: sent twice, it counts once. */
  readonly sendKey: string
  /** Their file, where somebody else has changed it meanwhile. */
  readonly theirs?: ReadHousehold | undefined
  readonly theirCaseVersion?: number | undefined
  /** What the server said when it refused. */
  readonly said?: string | undefined
}

/** The household of the registry's page as the form keeps it. */
export function readHousehold(page: Schemas['Household']): ReadHousehold {
  const facts = (shown: Schemas['Household']['facts']): Facts =>
    Object.fromEntries(shown.map(f => [f.name, Array.isArray(f.value) ? null : f.value]))
  return {
    version: page.version,
    facts: facts(page.facts),
    members: page.members.map(m => ({
      id: m.person_id,
      name: m.full_name ?? '',
      birthYear: m.birth_year,
      facts: facts(m.facts),
    })),
  }
}

/** The name by which one knows the household: its head's. */
export const titleOf = (form: KeptForm): string => {
  const head = form.read.members.find(m => m.facts['relation_to_head'] === 'head') ?? form.read.members[0]
  return head?.name ?? ''
}

export const answerOf = (answers: FormAnswers, person: string | null, fact: string): Plain | undefined =>
  person === null ? answers.household[fact] : answers.persons[person]?.[fact]

export const readOf = (read: ReadHousehold, person: string | null, fact: string): Plain =>
  (person === null ? read.facts[fact] : read.members.find(m => m.id === person)?.facts[fact]) ?? null

/** The answers with one more. undefined takes it back: the file's value counts again. */
export function withAnswer(
  answers: FormAnswers,
  person: string | null,
  fact: string,
  value: Plain | undefined,
): FormAnswers {
  const set = (facts: Facts): Facts => {
    const { [fact]: _, ...rest } = facts
    return value === undefined ? rest : { ...rest, [fact]: value }
  }
  return person === null
    ? { ...answers, household: set(answers.household) }
    : { ...answers, persons: { ...answers.persons, [person]: set(answers.persons[person] ?? {}) } }
}

/** The household as it is with the answers: what the engine decides while one types. */
export const asAnswered = (form: KeptForm) => ({
  facts: { ...form.read.facts, ...form.answers.household },
  members: form.read.members.map(m => ({ id: m.id, facts: { ...m.facts, ...form.answers.persons[m.id] } })),
})
