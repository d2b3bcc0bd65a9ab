/** From an action to what is stored of it, and back: contents are split by who may read them, sealed, and opened as far as the reader may. */
import { isSnapshot } from './action-kinds.ts'
import { canonicalJson } from './canonical.ts'
import { hashOf, type SealedAction } from './chain.ts'
import type { Registry } from './registry.ts'
import { ASPECTS, type Aspect, partName, partOf } from './sealing.ts'
import type {
  Action,
  ActionKind,
  FactValue,
  HouseholdContent,
  Origin,
  Payload,
  PersonContent,
  PersonFields,
} from './types.ts'

/** An action before it has its place in the chain. */
export interface Draft {
  readonly household_id: string
  readonly kind: ActionKind
  readonly effective_on: string
  readonly commune_code: string
  readonly event_id: string | null
  readonly payload: Payload
  readonly household: HouseholdContent
  readonly persons: ReadonlyMap<string, PersonContent>
}

/** Where an action stands in its chain. */
export interface Place {
  readonly seq: number
  readonly prev_hash: Uint8Array | null
  readonly recorded_at: string
  readonly actor: string
}

/** The salts of a subject, one for each aspect that the reader may see; `erased` when they are destroyed. */
export type SubjectSalts = Partial<Record<Aspect, Uint8Array>> | 'erased'
export type Salts = ReadonlyMap<string, SubjectSalts>

/** An opened action, and which of its parts the reader may not see. */
export interface OpenedAction extends Action {
  readonly hidden: ReadonlySet<string>
}

const IDENTITY_FIELDS = new Set<string>([
  'identity_number',
  'phone',
  'account',
] satisfies (keyof PersonFields)[])

/** Seals an action for its place in the chain. Throws Error when a salt that it needs is missing: then the writer may not write that part. */
export function sealAction(registry: Registry, draft: Draft, place: Place, salts: Salts): SealedAction {
  const subjects: string[] = []
  const sealed: Uint8Array[] = []
  const add = (subject: string, aspect: Aspect, content: object): void => {
    const held = salts.get(subject)
    const salt = held === undefined || held === 'erased' ? undefined : held[aspect]
    const name = partName(subject, aspect)
    if (salt === undefined) throw new Error(`no key for ${name}`)
    const where = `${draft.household_id}/${place.seq}/${name}`
    subjects.push(name)
    sealed.push(registry.sealer.seal(registry.sealer.key(salt), where, canonicalJson(content)))
  }
  if (isSaid(draft.household) || isSnapshot(draft.kind)) add(draft.household_id, 'open', draft.household)
  for (const [id, content] of [...draft.persons].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = splitContent(registry, content)
    for (const aspect of ASPECTS) if (parts[aspect] !== undefined) add(id, aspect, parts[aspect])
  }
  const action = {
    household_id: draft.household_id,
    kind: draft.kind,
    effective_on: draft.effective_on,
    commune_code: draft.commune_code,
    event_id: draft.event_id,
    payload: canonicalJson(draft.payload),
    ...place,
    subjects,
    sealed,
  }
  return { ...action, hash: hashOf(action) }
}

const isSaid = (content: { readonly facts?: object; readonly fields?: object }): boolean =>
  Object.keys(content.facts ?? {}).length > 0 || Object.keys(content.fields ?? {}).length > 0

interface Part {
  facts?: Record<string, FactValue>
  fields?: Record<string, unknown>
  origins?: Origin[]
}

/** A person's content by who may read it. */
function splitContent(registry: Registry, content: PersonContent): Partial<Record<Aspect, Part>> {
  const parts: Partial<Record<Aspect, Part>> = {}
  for (const name in content.facts) {
    const part = partIn(parts, registry.facts.person.get(name)?.restricted === true ? 'restricted' : 'open')
    part.facts = part.facts ?? {}
    part.facts[name] = content.facts[name] ?? null
  }
  for (const name in content.fields) {
    const value = content.fields[name as keyof PersonFields]
    if (value === undefined) continue
    const part = partIn(parts, IDENTITY_FIELDS.has(name) ? 'identity' : 'open')
    part.fields = part.fields ?? {}
    part.fields[name] = value
  }
  if (content.origins !== undefined)
    for (const part of Object.values(parts)) keepOrigins(part, content.origins)
  // a person of whom nothing is said has a part all the same: by it the chain knows the key
  if (Object.keys(parts).length === 0) partIn(parts, 'open')
  return parts
}

function partIn(parts: Partial<Record<Aspect, Part>>, aspect: Aspect): Part {
  const part = parts[aspect] ?? {}
  parts[aspect] = part
  return part
}

function keepOrigins(part: Part, origins: readonly Origin[]): void {
  const kept = origins
    .map(origin => ({
      ...origin,
      names: origin.names.filter(
        n => Object.hasOwn(part.facts ?? {}, n) || Object.hasOwn(part.fields ?? {}, n),
      ),
    }))
    .filter(origin => origin.names.length > 0)
  if (kept.length > 0) part.origins = kept
}

/**
 * Opens an action as far as the salts reach. Throws Error when a part is damaged, or the master key is not the one it was sealed under.
 */
export function openAction(registry: Registry, action: SealedAction, salts: Salts): OpenedAction {
  let household: HouseholdContent = {}
  const persons = new Map<string, PersonContent>()
  const erased = new Set<string>()
  const hidden = new Set<string>()
  action.subjects.forEach((name, i) => {
    const { subject, aspect } = partOf(name)
    const held = salts.get(subject)
    const part = action.sealed[i]
    if (held === 'erased') erased.add(subject)
    else if (held?.[aspect] === undefined || part === undefined) hidden.add(name)
    else {
      const where = `${action.household_id}/${action.seq}/${name}`
      const content = JSON.parse(registry.sealer.open(registry.sealer.key(held[aspect]), where, part))
      if (subject === action.household_id) household = content as HouseholdContent
      else persons.set(subject, joinContent(persons.get(subject), content as PersonContent))
    }
  })
  const { subjects: _, sealed: __, prev_hash: ___, hash: ____, payload, ...rest } = action
  return { ...rest, payload: JSON.parse(payload) as Payload, household, persons, erased, hidden }
}

function joinContent(known: PersonContent | undefined, more: PersonContent): PersonContent {
  if (known === undefined) return more
  const origins = [...(known.origins ?? []), ...(more.origins ?? [])]
  return {
    ...(known.facts === undefined && more.facts === undefined
      ? {}
      : { facts: { ...known.facts, ...more.facts } }),
    ...(known.fields === undefined && more.fields === undefined
      ? {}
      : { fields: { ...known.fields, ...more.fields } }),
    ...(origins.length === 0 ? {} : { origins }),
  }
}
