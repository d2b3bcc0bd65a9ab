/** From an action to what is stored of it, and back: contents are split by who may read them, sealed, and opened as far as the reader may. */
import { isSnapshot } from './action-kinds.ts'
import { canonicalJson } from './canonical.ts'
import { hashOf, type SealedAction } from './chain.ts'
import { unpack } from './packing.ts'
import type { PartText, PartTexts } from './part-texts.ts'
import type { Registry } from './registry.ts'
import { type Aspect, partName, partOf } from './sealing.ts'
import type { Action, ActionKind, HouseholdContent, Payload, PersonContent } from './types.ts'

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
      ? partsOf(registry.texts.household, draft.household_id, draft.household)
      : []
  const { subjects, sealed } = sealParts(
    registry,
    where,
    [...household, ...personParts(registry, draft.persons)],
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
  return sealParts(registry, where, personParts(registry, persons), salts)
}

interface OpenPart extends PartText {
  readonly subject: string
}

const partsOf = (texts: PartTexts, subject: string, content: HouseholdContent | PersonContent): OpenPart[] =>
  texts.write(content).map(({ aspect, text }) => ({ subject, aspect, text }))

const personParts = (registry: Registry, persons: ReadonlyMap<string, PersonContent>): OpenPart[] =>
  [...persons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, said]) => partsOf(registry.texts.person, subject, said))

function sealParts(registry: Registry, where: string, parts: readonly OpenPart[], salts: Salts): SealedParts {
  const { sealer } = registry
  const subjects: string[] = []
  const sealed: Uint8Array[] = []
  for (const { subject, aspect, text } of parts) {
    const held = salts.get(subject)
    const salt = held === undefined || held === 'erased' ? undefined : held[aspect]
    const name = partName(subject, aspect)
    if (salt === undefined) throw new Error(`no key for ${name}`)
    subjects.push(name)
    sealed.push(sealer.seal(sealer.key(salt), `${where}/${name}`, text))
  }
  return { subjects, sealed }
}

const isSaid = (content: { readonly facts?: object; readonly fields?: object }): boolean =>
  Object.keys(content.facts ?? {}).length > 0 || Object.keys(content.fields ?? {}).length > 0

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
