/** For tests only: people in files, and who was found to be whom. */
import { type Store, withOwner } from '../../platform/db/index.ts'
import { loadLaw } from '../determinations/index.ts'
import { type IncomingHousehold, openRegistry, type Registry, registerMany } from '../households/index.ts'

let made: Registry | undefined

/** A registry of the declared facts under a fixed key. */
export function duplicatesRegistry(): Registry {
  made ??= openRegistry({
    facts: loadLaw().facts,
    masterKey: new Uint8Array(32).fill(9),
    syntheticOnly: true,
  })
  return made
}

/** Communes of the tests: one of the former city, one of former Hải Dương. */
export const EAST = '11311'
export const WEST = '10507'

export interface Someone {
  readonly name: string
  readonly born?: string
  readonly year?: number
  readonly sex?: 'male' | 'female'
  readonly number?: string
  readonly phone?: string
  readonly relation?: string
}

export interface Home {
  readonly commune?: string
  readonly hamlet?: string
  /** The first one is the head. */
  readonly people: readonly Someone[]
}

/** Registers a household; its members are `<id>-0`, `<id>-1` … in order. */
export async function home(
  store: Store,
  id: string,
  { commune = EAST, hamlet, people }: Home,
): Promise<void> {
  const members = people.map(({ name, born, year, sex = 'female', number, phone, relation }, i) => ({
    person_id: `${id}-${i}`,
    facts: { relation_to_head: relation ?? (i === 0 ? 'head' : 'child'), sex, birth_date: born ?? null },
    fields: {
      full_name: name,
      birth_year: year ?? null,
      identity_number: number ?? null,
      phone: phone ?? null,
    },
  }))
  const household: IncomingHousehold = {
    code: id,
    commune_code: commune,
    effective_on: '2025-10-01',
    facts: { area_kind: 'urban' },
    fields: hamlet === undefined ? {} : { hamlet },
    members,
  }
  await withOwner(store, tx => registerMany(tx, duplicatesRegistry(), [household], { actor: 'test' }))
}

export interface Found {
  readonly a: string
  readonly b: string
  readonly reasons: readonly string[]
  readonly state: string
  readonly strength: number
}

/** Every pair that is kept, by its people. */
export async function pairs(store: Store): Promise<Found[]> {
  const { rows } = await withOwner(store, tx =>
    tx.client.query<Found>(
      'select person_a as a, person_b as b, reasons, state, strength from duplicate_candidate order by 1, 2',
    ),
  )
  return rows
}

/** The number of the pair that somebody is in. */
export async function pairOf(store: Store, person: string): Promise<string> {
  const { rows } = await withOwner(store, tx =>
    tx.client.query<{ id: string }>(
      'select candidate_id as id from duplicate_candidate where $1 in (person_a, person_b)',
      [person],
    ),
  )
  const [row] = rows
  if (row === undefined) throw new Error('no such pair')
  return row.id
}
