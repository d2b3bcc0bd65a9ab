/** From an action to what is stored of it, and back: contents are split by who may read them, sealed, and opened as far as the reader may. */
import { isSnapshot } from './action-kinds.ts'
import { canonicalJson } from './canonical.ts'
import { hashOf, type SealedAction } from './chain.ts'
import { pack, unpack } from './packing.ts'
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

/** Parts as they are stored: what each is about, and its bytes. */
export interface SealedParts {
  readonly subjects: readonly string[]
  readonly sealed: readonly Uint8Array[]
}

/** Seals an action for its place in the chain. Throws Error when a salt that it needs is missing: then the writer may not write that part. */
export function sealAction(registry: Registry, draft: Draft, place: Place, salts: Salts): SealedAction {
  const where = `${draft.household_id}/${place.seq}`
  const household =
    isSaid(draft.household) || isSnapshot(draft.kind)
      ? [{ subject: draft.household_id, aspect: 'open' as const, content: draft.household }]
      : []
  const { subjects, sealed } = sealParts(
    registry,
    where,
    [...household, ...partsOf(registry, draft.persons)],
    salts,
  )
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

/** Seals what is known of people for a place outside the chains. Throws as `sealAction`. */
export function sealPersons(
  registry: Registry,
  where: string,
  persons: ReadonlyMap<string, PersonContent>,
  salts: Salts,
): SealedParts {
  return sealParts(registry, where, partsOf(registry, persons), salts)
}

interface OpenPart {
  readonly subject: string
  readonly aspect: Aspect
  readonly content: object
}

function partsOf(registry: Registry, persons: ReadonlyMap<string, PersonContent>): OpenPart[] {
  return [...persons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, said]) => {
      const parts = splitContent(registry, said)
      return ASPECTS.flatMap(aspect => {
        const content = parts[aspect]
        return content === undefined ? [] : [{ subject, aspect, content }]
      })
    })
}

function sealParts(registry: Registry, where: string, parts: readonly OpenPart[], salts: Salts): SealedParts {
  const subjects: string[] = []
  const sealed: Uint8Array[] = []
  for (const { subject, aspect, content } of parts) {
    const held = salts.get(subject)
    const salt = held === undefined || held === 'erased' ? undefined : held[aspect]
    const name = partName(subject, aspect)
    if (salt === undefined) throw new Error(`no key for ${name}`)
    subjects.push(name)
    sealed.push(
      registry.sealer.seal(registry.sealer.key(salt), `${where}/${name}`, canonicalJson(pack(content))),
    )
  }
  return { subjects, sealed }
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

/** Parts opened as far as the salts reach. */
export interface OpenedParts {
  readonly contents: ReadonlyMap<string, PersonContent>
  readonly erased: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}

/** Opens what was sealed for a place. Throws Error when a part is damaged, or the master key is not the one it was sealed under. */
export function openParts(registry: Registry, where: string, parts: SealedParts, salts: Salts): OpenedParts {
  const contents = new Map<string, PersonContent>()
  const erased = new Set<string>()
  const hidden = new Set<string>()
  parts.subjects.forEach((name, i) => {
    const { subject, aspect } = partOf(name)
    const held = salts.get(subject)
    const part = parts.sealed[i]
    if (held === 'erased') erased.add(subject)
    else if (held?.[aspect] === undefined || part === undefined) hidden.add(name)
    else {
      const content = registry.sealer.open(registry.sealer.key(held[aspect]), `${where}/${name}`, part)
      contents.set(subject, joinContent(contents.get(subject), unpack(JSON.parse(content)) as PersonContent))
    }
  })
  return { contents, erased, hidden }
}

/** Opens an action as far as the salts reach. Throws as `openParts`. */
export function openAction(registry: Registry, action: SealedAction, salts: Salts): OpenedAction {
  const where = `${action.household_id}/${action.seq}`
  const { contents, erased, hidden } = openParts(registry, where, action, salts)
  const { subjects: _, sealed: __, prev_hash: ___, hash: ____, payload, ...rest } = action
  return {
    ...rest,
    payload: JSON.parse(payload) as Payload,
    household: (contents.get(action.household_id) ?? {}) as HouseholdContent,
    persons: new Map([...contents].filter(([subject]) => subject !== action.household_id)),
    erased,
    hidden,
  }
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
