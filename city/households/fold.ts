/** The state of a household: its actions, told one after the other up to a day, by what was known on a day. */
import { type FoldPayload, isSnapshot } from './action-kinds.ts'
import { knownBy } from './days.ts'
import type {
  Action,
  ActionKind,
  FactValue,
  HouseholdState,
  MemberState,
  Origin,
  Period,
  PersonState,
  Provenance,
  Reading,
  Stay,
} from './types.ts'

/** Two dates: the day to describe, and what was known then. */
export interface AsOf {
  /** `YYYY-MM-DD`; absent: everything that was recorded counts. */
  readonly on?: string
  /** A day (its end in Vietnam) or an ISO instant; absent: everything is known. */
  readonly known_on?: string
  /** Number of the last action that counts: the file as a receipt saw it. */
  readonly until?: number
}

type FieldValue = string | number | null | readonly string[]

/** Values with their sources while the story is told. */
class Readings<V> {
  readonly values = new Map<string, Reading<V>>()

  set(
    content: Readonly<Record<string, V | undefined>> | undefined,
    sourceOf: (name: string) => Provenance,
  ): void {
    if (content === undefined) return
    for (const [name, value] of Object.entries(content))
      if (value !== undefined) this.values.set(name, { value, source: sourceOf(name) })
  }
}

class PersonStory {
  readonly facts = new Readings<FactValue>()
  readonly fields = new Readings<FieldValue>()
}

interface Membership {
  state: MemberState
  joined_on: string
  left_on: string | null
  reason: ActionKind | null
  commune_code: string
}

/**
 * The household as of two dates; undefined when it did not exist then, or nothing of it was known.
 *
 * Counted are the actions recorded by `known_on` that hold from `on` or before, in the order of the days from which they hold, and on one day in
 * the order of their numbers. So a correction of the past is overruled by what a later survey says for its own day. A merge of files that
 * was undone never happened for those who know of it.
 */
export function fold(actions: readonly Action[], at: AsOf = {}): HouseholdState | undefined {
  const counted = countedActions(actions, at)
  const first = counted[0]
  if (first === undefined) return undefined
  const story = new Story(first.household_id)
  for (const action of counted) story.tell(action)
  return story.state(erasedIn(actions))
}

/** The actions that count as of two dates, in the order in which they hold. */
export function countedActions(actions: readonly Action[], at: AsOf): Action[] {
  const { on } = at
  const isKnown = at.known_on === undefined ? () => true : knownBy(at.known_on)
  const known = actions.filter(a => isKnown(a.recorded_at) && (at.until === undefined || a.seq <= at.until))
  const undone = new Set(known.flatMap(a => (a.payload as FoldPayload).undoes ?? []))
  return known
    .filter(
      a => (on === undefined || a.effective_on <= on) && !(a.event_id !== null && undone.has(a.event_id)),
    )
    .sort((a, b) =>
      a.effective_on === b.effective_on ? a.seq - b.seq : a.effective_on < b.effective_on ? -1 : 1,
    )
}

const erasedIn = (actions: readonly Action[]): ReadonlySet<string> =>
  new Set(actions.flatMap(a => [...a.erased]))

class Story {
  private readonly household_id: string
  private commune_code = ''
  private status: HouseholdState['status'] = 'active'
  private version = 0
  private registered_on = ''
  private facts = new Readings<FactValue>()
  private fields = new Readings<FieldValue>()
  private people = new Map<string, PersonStory>()
  private readonly memberships = new Map<string, Membership>()
  private readonly stays: Stay[] = []
  private readonly periods: Period[] = []

  constructor(household_id: string) {
    this.household_id = household_id
  }

  tell(action: Action): void {
    const payload = action.payload as FoldPayload
    if (this.registered_on === '') this.registered_on = action.effective_on
    this.version = Math.max(this.version, action.seq)
    if (isSnapshot(action.kind)) this.beginAnew(action)
    this.learn(action)
    for (const id of Object.keys(payload.members ?? {}))
      this.join(id, payload.members?.[id] ?? action.effective_on)
    for (const id of payload.joined ?? []) this.join(id, action.effective_on)
    for (const id of payload.left ?? []) this.leave(id, action)
    if (action.kind === 'erased' && payload.person !== undefined) this.forget(payload.person, action)
    this.end(action, payload)
  }

  private beginAnew(action: Action): void {
    this.facts = new Readings()
    this.fields = new Readings()
    this.people = new Map()
    this.status = 'active'
    this.commune_code = action.commune_code
    this.closePeriod(action.effective_on)
    this.periods.push({ commune_code: action.commune_code, from_on: action.effective_on, to_on: null })
  }

  private learn(action: Action): void {
    const { household } = action
    const sourceOf = provenanceIn(action, household)
    this.facts.set(household.facts, sourceOf)
    this.fields.set(household.fields as Record<string, FieldValue>, sourceOf)
    if (action.kind === 'surveyed' && household.fields?.surveyed_on === undefined)
      this.fields.set({ surveyed_on: action.effective_on }, sourceOf)
    for (const [id, content] of action.persons) {
      const person = this.person(id)
      const source = provenanceIn(action, content)
      person.facts.set(content.facts, source)
      person.fields.set(content.fields as Record<string, FieldValue>, source)
    }
  }

  private person(id: string): PersonStory {
    let person = this.people.get(id)
    if (person === undefined) {
      person = new PersonStory()
      this.people.set(id, person)
    }
    return person
  }

  private join(id: string, joined_on: string): void {
    if (this.memberships.get(id)?.state === 'member') return
    this.memberships.set(id, {
      state: 'member',
      joined_on,
      left_on: null,
      reason: null,
      commune_code: '',
    })
  }

  private leave(id: string, action: Action): void {
    const membership = this.memberships.get(id)
    if (membership?.state !== 'member') return
    membership.state = stateAfter(action.kind)
    membership.left_on = action.effective_on
    membership.reason = action.kind
    membership.commune_code = action.commune_code
    this.stays.push({
      person_id: id,
      joined_on: membership.joined_on,
      left_on: action.effective_on,
      reason: action.kind,
      commune_code: action.commune_code,
    })
  }

  private forget(id: string, action: Action): void {
    this.leave(id, action)
    const membership = this.memberships.get(id)
    if (membership !== undefined) membership.state = 'erased'
    this.people.delete(id)
  }

  private end(action: Action, payload: FoldPayload): void {
    if (action.kind === 'moved_out') this.status = payload.to === 'outside' ? 'left_city' : 'elsewhere'
    else if (action.kind === 'merged_into') this.status = 'merged'
    else if (action.kind === 'dissolved') this.status = 'dissolved'
    else return
    this.closePeriod(action.effective_on)
  }

  private closePeriod(on: string): void {
    const last = this.periods.at(-1)
    if (last?.to_on === null) this.periods[this.periods.length - 1] = { ...last, to_on: on }
  }

  state(erased: ReadonlySet<string>): HouseholdState {
    const members = new Map<string, PersonState>()
    const former = new Map<string, PersonState>()
    for (const [id, membership] of this.memberships)
      (membership.state === 'member' ? members : former).set(
        id,
        this.personState(id, membership, erased.has(id)),
      )
    return {
      household_id: this.household_id,
      commune_code: this.commune_code,
      status: this.status,
      version: this.version,
      registered_on: this.registered_on,
      facts: this.facts.values,
      fields: this.fields.values as HouseholdState['fields'],
      members: byId(members),
      former: byId(former),
      stays: this.stays,
      periods: this.periods,
    }
  }

  private personState(
    id: string,
    { state, joined_on, left_on, reason, commune_code }: Membership,
    erased: boolean,
  ): PersonState {
    const story = erased ? undefined : this.people.get(id)
    return {
      person_id: id,
      state,
      erased,
      joined_on,
      left_on,
      left_reason: reason,
      commune_code: state === 'member' ? this.commune_code : commune_code,
      facts: story?.facts.values ?? new Map(),
      fields: (story?.fields.values ?? new Map()) as PersonState['fields'],
    }
  }
}

function stateAfter(kind: ActionKind): MemberState {
  if (kind === 'died') return 'dead'
  if (kind === 'person_merged') return 'merged'
  return kind === 'erased' ? 'erased' : 'left'
}

const byId = <V>(map: ReadonlyMap<string, V>): Map<string, V> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/** Where a value of a content comes from: this action, or the one that a snapshot says it carried over. */
function provenanceIn(
  action: Action,
  content: { readonly origins?: readonly Origin[] | undefined },
): (name: string) => Provenance {
  const { seq, kind, effective_on, recorded_at, actor } = action
  const here: Provenance = { kind, effective_on, recorded_at, actor, seq }
  if (content.origins === undefined) return () => here
  const carried = new Map<string, Provenance>()
  for (const { names, ...origin } of content.origins)
    for (const name of names) carried.set(name, { ...origin, seq: 0 })
  return name => carried.get(name) ?? here
}

/** The head of a household: the member who is said to be; the first by identifier when two are; undefined when nobody is known to be. */
export function headOf(state: HouseholdState): PersonState | undefined {
  for (const person of state.members.values())
    if (person.facts.get('relation_to_head')?.value === 'head') return person
  return undefined
}

/** Values without their sources. */
export const valuesOf = <V>(readings: ReadonlyMap<string, Reading<V>>): Record<string, V> =>
  Object.fromEntries([...readings].map(([name, reading]) => [name, reading.value]))
