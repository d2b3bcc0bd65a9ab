import { useEffect, useMemo, useState } from 'react'
import type { FactInfo, Plain, PlainHousehold, PlainPerson } from '../../decide/messages.ts'
import { useDecided } from '../../decide/use-decider.ts'
import { nextStep, openQuestions, type Place, type Step, screensLeft } from './course.ts'

/** Answers of one screen: by member, or under '' for the household. null: does not know. */
export type Given = Readonly<Record<string, Plain>>

const START: Place = { step: { kind: 'people' }, household: { facts: {}, members: [] }, unknown: new Set() }

/**
 * The way through the questions. Everything stays in the memory of this page; nothing is kept and nothing is sent. Each answer is decided, and what is asked next is what
 * the engine still waits for.
 */
export function useCourse(day: string, facts: ReadonlyMap<string, FactInfo>) {
  const [places, setPlaces] = useState<readonly Place[]>([START])
  /** The facts after the last answer, while the next question is being found. */
  const [ahead, setAhead] = useState<Omit<Place, 'step'>>()
  const [isDone, setDone] = useState(false)
  const at = places.at(-1) ?? START
  const known = ahead?.household ?? at.household
  const unknown = ahead?.unknown ?? at.unknown
  const { value, isFresh, error } = useDecided('survey', day, known.members.length === 0 ? undefined : known)
  const open = useMemo(() => openQuestions(value?.waiting ?? [], unknown), [value, unknown])

  useEffect(() => {
    if (ahead === undefined || !isFresh) return
    const order = ahead.household.members.map(m => m.id)
    const step = nextStep(open, order, fact => facts.get(`person.${fact}`)?.restricted === true)
    if (step === undefined) setDone(true)
    else setPlaces(before => [...before, { ...ahead, step }])
    setAhead(undefined)
  }, [ahead, isFresh, open, facts])

  const go = (household: PlainHousehold, more: readonly string[] = []): void =>
    setAhead({ household, unknown: new Set([...at.unknown, ...more]) })

  return {
    at,
    household: known,
    result: value,
    error,
    isWaiting: ahead !== undefined,
    isDone,
    answered: places.length,
    left: screensLeft(open),
    open,
    setPeople(members: readonly PlainPerson[]) {
      const place: Place = { ...at, household: { ...at.household, members }, step: { kind: 'certificate' } }
      setPlaces(before => [...before, place])
    },
    setCertificate(facts: PlainHousehold['facts']) {
      go({ ...at.household, facts: { ...at.household.facts, ...facts } })
    },
    answer(step: Extract<Step, { kind: 'fact' }>, given: Given) {
      const { household, unknown: more } = withAnswers(at.household, step, given)
      go(household, more)
    },
    back() {
      setAhead(undefined)
      if (isDone) setDone(false)
      else setPlaces(before => (before.length > 1 ? before.slice(0, -1) : before))
    },
    finish() {
      setDone(true)
    },
    again() {
      setPlaces([START])
      setDone(false)
    },
  }
}

/** The household with the answers of one screen, and what nobody knew. */
export function withAnswers(
  household: PlainHousehold,
  step: Extract<Step, { kind: 'fact' }>,
  given: Given,
): { readonly household: PlainHousehold; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  const note = (who: string): Plain => {
    const value = given[who] ?? null
    if (value === null) unknown.push(who === '' ? step.fact : `${who}.${step.fact}`)
    return value
  }
  if (step.entity === 'household')
    return { household: { ...household, facts: { ...household.facts, [step.fact]: note('') } }, unknown }
  const members = household.members.map(m =>
    step.persons.includes(m.id) ? { ...m, facts: { ...m.facts, [step.fact]: note(m.id) } } : m,
  )
  return { household: { ...household, members }, unknown }
}
