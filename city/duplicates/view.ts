/** A pair of files as a person sees it: his own side whole, of a foreign one only that it is there. */
import { appendAudit } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { findUnit } from '../areas/index.ts'
import type { Registry } from '../households/index.ts'
import { userNames } from '../users/index.ts'
import {
  mayIn,
  type Pair,
  type SideName,
  type SideRow,
  sidesOf,
  type Verdict,
  valuesOf,
  verdictsOn,
} from './candidate-queries.ts'
import { SIGNS } from './signs.ts'
import { FIELD_LABELS, FOREIGN } from './words.ts'

export interface PersonView {
  readonly person_id: string
  readonly household_id: string
  readonly state: string
  readonly full_name: string | null
  readonly birth_date: string | null
  readonly birth_year: number | null
  readonly sex: string | null
  /** Last three digits. */
  readonly identity_tail: string | null
  readonly head_name: string | null
  readonly hamlet: string | null
}

export interface SideView {
  readonly side: SideName
  readonly commune_code: string
  readonly commune_name: string
  /** null: a file of a commune that the reader may not read. */
  readonly person: PersonView | null
  readonly said: { readonly vi: string; readonly en: string } | null
}

export interface PairView {
  readonly candidate_id: string
  readonly state: Pair['state']
  readonly strength: number
  readonly reasons: readonly { readonly code: string; readonly vi: string; readonly en: string }[]
  readonly found_at: string
  readonly sides: readonly SideView[]
  readonly verdicts: readonly (Omit<Verdict, 'relations' | 'dissolves'> & {
    readonly said_by_name: string | null
  })[]
  /** The sides that the reader may speak for: both decide at once. */
  readonly may_speak_for: readonly SideName[]
  readonly decided_by_name: string | null
  readonly decided_at: string | null
}

const SIDES = ['a', 'b'] as const
const personOn = (pair: Pair, side: SideName): string => (side === 'a' ? pair.person_a : pair.person_b)
const communeOn = (pair: Pair, side: SideName): string => (side === 'a' ? pair.commune_a : pair.commune_b)

/** Pairs for a reader. */
export async function viewPairs(tx: Tx, pairs: readonly Pair[]): Promise<PairView[]> {
  const communes = [...new Set(pairs.flatMap(p => [p.commune_a, p.commune_b]))]
  const rows = await sidesOf(
    tx,
    pairs.flatMap(p => [p.person_a, p.person_b]),
  )
  const verdicts = await verdictsOn(
    tx,
    pairs.map(p => p.candidate_id),
  )
  const mayWrite = await mayIn(tx, 'household.write', communes)
  const officers = [...verdicts.values()].flat().map(v => v.said_by)
  const names = await userNames(tx, [...new Set([...officers, ...pairs.flatMap(p => p.decided_by ?? [])])])
  return pairs.map(pair => ({
    candidate_id: pair.candidate_id,
    state: pair.state,
    strength: pair.strength,
    reasons: pair.reasons.map(code => ({ code, vi: SIGNS[code].vi, en: SIGNS[code].en })),
    found_at: pair.found_at,
    sides: SIDES.map(side => viewSide(pair, side, rows.get(personOn(pair, side)))),
    verdicts: (verdicts.get(pair.candidate_id) ?? []).map(({ relations: _, dissolves: __, ...verdict }) => ({
      ...verdict,
      said_by_name: names.get(verdict.said_by) ?? null,
    })),
    may_speak_for: SIDES.filter(side => mayWrite.has(communeOn(pair, side))),
    decided_by_name: pair.decided_by === null ? null : (names.get(pair.decided_by) ?? null),
    decided_at: pair.decided_at,
  }))
}

function viewSide(pair: Pair, side: SideName, row: SideRow | undefined): SideView {
  const commune_code = communeOn(pair, side)
  const commune_name = findUnit(commune_code)?.full_name ?? commune_code
  if (row === undefined)
    return { side, commune_code, commune_name, person: null, said: FOREIGN(commune_name) }
  const { commune_code: _, ...person } = row
  return {
    side,
    commune_code,
    commune_name,
    person,
    said: null,
  }
}

/** One value on both sides; what one may not see is absent. */
export interface ValueOnBoth {
  readonly name: string
  readonly label: { readonly vi: string; readonly en: string }
  readonly a?: unknown
  readonly b?: unknown
}

/**
 * The two files beside each other, as far as the reader may see them: values that any side knows. Restricted facts are left out: nobody needs an illness to tell
 * two people apart.
 */
export async function compareSides(tx: Tx, registry: Registry, pair: Pair): Promise<ValueOnBoth[]> {
  const rows = await valuesOf(tx, [pair.person_a, pair.person_b])
  const a = rows.get(pair.person_a)
  const b = rows.get(pair.person_b)
  const facts = [...registry.facts.person.values()].filter(fact => !fact.restricted)
  const named = [
    ...Object.entries(FIELD_LABELS).map(([name, label]) => ({ name, label })),
    ...facts.map(({ name, label }) => ({ name, label: { vi: label.vi, en: label.en } })),
  ]
  return named
    .map(({ name, label }) => ({
      name,
      label,
      ...(a === undefined ? {} : { a: a[name] ?? null }),
      ...(b === undefined ? {} : { b: b[name] ?? null }),
    }))
    .filter(value => (value.a ?? null) !== null || (value.b ?? null) !== null)
}

/** Notes that the reader looked at the files of a pair. */
export async function logComparison(tx: Tx, view: PairView): Promise<void> {
  for (const { person, commune_code } of view.sides)
    if (person !== null)
      await appendAudit(tx, {
        area: commune_code,
        action: 'person.read',
        object: { kind: 'person', id: person.person_id },
        detail: { duplicate: view.candidate_id },
      })
}

/** Notes that the reader looked through a list of pairs: one entry for each commune whose people stood in it. */
export async function logList(tx: Tx, views: readonly PairView[]): Promise<void> {
  const seen = new Map<string, Set<string>>()
  for (const { sides } of views)
    for (const { person, commune_code } of sides)
      if (person !== null) seen.set(commune_code, (seen.get(commune_code) ?? new Set()).add(person.person_id))
  for (const [area, persons] of seen)
    await appendAudit(tx, {
      area,
      action: 'duplicate.list',
      object: { kind: 'duplicate', id: '' },
      detail: { persons: persons.size },
    })
}
