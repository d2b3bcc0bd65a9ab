import type { PlainHousehold, Waiting } from '../../decide/messages.ts'

/** What is asked on one screen. */
export type Step =
  | { readonly kind: 'people' }
  | { readonly kind: 'certificate' }
  | {
      readonly kind: 'fact'
      readonly entity: 'household' | 'person'
      readonly fact: string
      /** Members of whom it is asked. */
      readonly persons: readonly string[]
    }

/** Where somebody stands: the screen, what is known, and what he said he does not know. */
export interface Place {
  readonly step: Step
  readonly household: PlainHousehold
  readonly unknown: ReadonlySet<string>
}

export const keyOf = (w: Pick<Waiting, 'fact' | 'person'>): string =>
  w.person === null ? w.fact : `${w.person}.${w.fact}`

/** Questions that are left: facts on which something waits and to which nobody has said "I do not know". */
export const openQuestions = (
  waiting: readonly Waiting[],
  unknown: ReadonlySet<string>,
): readonly Waiting[] => waiting.filter(w => !unknown.has(keyOf(w)))

interface Group {
  readonly entity: 'household' | 'person'
  readonly fact: string
  readonly persons: string[]
  weight: number
}

/** The same fact of several people is one screen. */
function groupsOf(open: readonly Waiting[]): Group[] {
  const groups = new Map<string, Group>()
  for (const w of open) {
    const key = `${w.entity}.${w.fact}`
    const group = groups.get(key) ?? { entity: w.entity, fact: w.fact, persons: [], weight: 0 }
    if (w.person !== null) group.persons.push(w.person)
    group.weight += w.weight
    groups.set(key, group)
  }
  return [...groups.values()]
}

export const screensLeft = (open: readonly Waiting[]): number => groupsOf(open).length

/** The next screen: what decides most; questions that one may keep to oneself come last. undefined: nothing can change any more. */
export function nextStep(
  open: readonly Waiting[],
  order: readonly string[],
  isRestricted: (fact: string) => boolean,
): Step | undefined {
  const groups = groupsOf(open).sort(
    (a, b) =>
      Number(isRestricted(a.fact)) - Number(isRestricted(b.fact)) ||
      b.weight - a.weight ||
      (a.fact < b.fact ? -1 : 1),
  )
  const [first] = groups
  if (first === undefined) return undefined
  const persons = [...first.persons].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return { kind: 'fact', entity: first.entity, fact: first.fact, persons }
}

/** Born so many years ago: in the middle of the year in which one is that old. */
export function bornAged(age: number, today: string): string {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 182)
  date.setUTCFullYear(date.getUTCFullYear() - age)
  return date.toISOString().slice(0, 10)
}
