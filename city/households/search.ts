/** One field to search in: what was typed says by what it is searched. */
import type { Tx } from '../../platform/db/index.ts'
import type { SortKey } from '../../platform/http/index.ts'
import { findPeopleByName, type SearchPlace } from './find-people-queries.ts'
import { headsOf, idsByCode, peopleByNumber, peopleShown } from './list-queries.ts'

export interface Found {
  readonly person_id: string | null
  readonly household_id: string
  readonly commune_code: string
  readonly full_name: string | null
  readonly birth_year: number | null
  readonly sex: string | null
  readonly relation_to_head: string | null
  readonly identity_tail: string | null
}

export interface FoundPage {
  readonly by: 'name' | 'number' | 'code'
  readonly items: readonly Found[]
  readonly next: SortKey | undefined
}

/** Nine digits or more are a number of a person; other texts with a digit are a code; the rest is a name. */
export function searchedBy(typed: string): FoundPage['by'] {
  const compact = typed.replace(/[\s.-]/g, '')
  if (/^\+?\d{9,12}$/.test(compact)) return 'number'
  return /\d/.test(typed) ? 'code' : 'name'
}

/**
 * People and households that the caller may see: by name with or without marks, by identity or telephone number (with `identity.read`), by code. What was typed is
 * neither logged nor kept.
 */
export async function search(
  tx: Tx,
  typed: string,
  options: {
    readonly limit: number
    readonly communes?: readonly string[] | undefined
    readonly after?: SortKey | undefined
  },
): Promise<FoundPage> {
  const by = searchedBy(typed)
  if (by === 'name') {
    const { people, next } = await findPeopleByName(tx, typed, {
      limit: options.limit,
      ...(options.communes === undefined ? {} : { communes: options.communes }),
      ...(options.after === undefined ? {} : { after: options.after as unknown as SearchPlace }),
    })
    return { by, items: await described(tx, people), next: next as SortKey | undefined }
  }
  if (by === 'number') {
    const people = await peopleByNumber(tx, typed.replace(/[\s.-]/g, ''))
    if (people.length > 0)
      return { by, items: await described(tx, within(people, options.communes)), next: undefined }
  }
  const heads = await headsOf(tx, await idsByCode(tx, typed.trim()))
  return { by: 'code', items: await described(tx, within(heads, options.communes)), next: undefined }
}

const within = <T extends { readonly commune_code: string }>(
  found: readonly T[],
  communes: readonly string[] | undefined,
): T[] => found.filter(f => communes === undefined || communes.includes(f.commune_code))

async function described(
  tx: Tx,
  found: readonly Pick<Found, 'person_id' | 'household_id' | 'commune_code' | 'full_name'>[],
): Promise<Found[]> {
  const shown = await peopleShown(
    tx,
    found.flatMap(f => f.person_id ?? []),
  )
  return found.map(({ person_id, household_id, commune_code, full_name }) => {
    const more = shown.get(person_id ?? '')
    return {
      person_id,
      household_id,
      commune_code,
      full_name,
      birth_year: more?.birth_year ?? null,
      sex: more?.sex ?? null,
      relation_to_head: more?.relation_to_head ?? null,
      identity_tail: more?.identity_tail ?? null,
    }
  })
}
