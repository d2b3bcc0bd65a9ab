import type { Common } from './common-fields.tsx'
import type { Draft } from './draft.ts'

export const HOWS = {
  leave: ['member_left', 'married_out', 'announced'],
  died: ['died'],
  transfer: ['transferred', 'married'],
  split: ['split'],
  merge: ['merged'],
} as const
export type PeopleWhat = keyof typeof HOWS
type How = (typeof HOWS)[PeopleWhat][number]

/** What was chosen so far. */
export interface Choice {
  readonly how: How
  readonly people: readonly string[]
  /** Relation to the head by person; '' or absent: as it is. */
  readonly relations: Readonly<Record<string, string>>
  /** The household that they go to. */
  readonly to: string | undefined
  readonly commune: string | undefined
  readonly hamlet: string
}

type Content = Record<string, { facts?: Record<string, string> }>

/** The event as the API takes it; undefined while something is missing. */
export function draftOf(choice: Choice, common: Common, members: readonly string[]): Draft | undefined {
  const { how, people, to, commune, hamlet } = choice
  if (people.length === 0) return undefined
  const staying = members.filter(id => !people.includes(id))
  const relation = (id: string) => choice.relations[id] ?? ''
  const told: Content = Object.fromEntries(
    staying.filter(id => relation(id) !== '').map(id => [id, { facts: { relation_to_head: relation(id) } }]),
  )
  const moving: Content = Object.fromEntries(
    people.map(id => [id, relation(id) === '' ? {} : { facts: { relation_to_head: relation(id) } }]),
  )
  const base = { ...common, ...(Object.keys(told).length === 0 ? {} : { persons: told }) }
  const dissolve = staying.length === 0 ? { dissolve: true } : {}
  switch (how) {
    case 'member_left':
    case 'married_out':
    case 'died':
      return { way: 'event', body: { event: how, ...base, person_ids: [...people], ...dissolve } }
    case 'announced': {
      const [person_id] = people
      if (person_id === undefined || people.length > 1 || commune === undefined) return undefined
      return {
        way: 'event',
        body: { event: how, ...base, person_id, to_commune: commune, reason: 'member_left', ...dissolve },
      }
    }
    case 'transferred':
    case 'married':
      return to === undefined
        ? undefined
        : { way: 'event', body: { event: how, ...base, to_household: to, moving, ...dissolve } }
    case 'split':
      if (staying.length === 0) return undefined
      return {
        way: 'event',
        body: {
          event: how,
          ...base,
          moving,
          ...(hamlet.trim() === '' ? {} : { household: { fields: { hamlet: hamlet.trim() } } }),
        },
      }
    case 'merged':
      return to === undefined
        ? undefined
        : { way: 'event', body: { event: how, ...common, into_household: to, moving } }
  }
}
