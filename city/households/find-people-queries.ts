import type { Tx } from '../../platform/db/index.ts'
import { nameKey } from '../../platform/text/index.ts'

/** A person found by name; what else is shown of him is read under row-level security. */
export interface FoundPerson {
  readonly person_id: string
  readonly household_id: string
  readonly commune_code: string
  readonly full_name: string
}

/** Where a search goes on: its stage, then commune, key of the name, name, person. */
export type SearchPlace = readonly [Stage, string, string, string, string]

export interface FoundPeople {
  readonly people: readonly FoundPerson[]
  /** undefined: that was all. */
  readonly next: SearchPlace | undefined
}

/** Stages of find_people() in migrations/0011-find-people.sql. */
type Stage = 'prefix_marked' | 'prefix' | 'scan' | 'words'

interface Row {
  readonly person_id: string | null
  readonly household_id: string
  readonly commune_code: string
  readonly name_key: string
  readonly full_name: string
}

/** Index rows that a scan reads before it gives up: a few hundredths of a second. */
const REACH = 60_000

/**
 * People whose names have the typed words, with or without marks, in any order; the last word may be the beginning of one.
 * First come names that begin with what was typed (those with its marks before the others), then the rest. The caller's
 * communes are the limit; `communes` narrows them.
 */
export async function findPeopleByName(
  tx: Tx,
  typed: string,
  options: { readonly limit: number; readonly communes?: readonly string[]; readonly after?: SearchPlace },
): Promise<FoundPeople> {
  const search = searchFor(tx, typed, options.communes)
  const wanted = options.limit + 1
  const rows: { stage: Stage; row: Row }[] = []
  let [stage, ...after]: readonly [Stage, ...string[]] = options.after ?? [
    search.marked === null ? 'prefix' : 'prefix_marked',
  ]
  for (;;) {
    const missing = wanted - rows.length
    const found = await search.read(stage, after, missing)
    const people = found.filter(row => row.person_id !== null)
    const stopped = found.find(row => row.person_id === null)
    if (stage === 'scan' && after.length === 0 && stopped !== undefined) {
      // few have these words: the index of words is quicker, and it finds all of them
      ;[stage, after] = ['words', []]
      continue
    }
    rows.push(...people.map(row => ({ stage, row })))
    if (rows.length >= wanted) return page(rows, options.limit)
    if (stopped !== undefined) return { people: rows.map(r => shown(r.row)), next: placeOf(stage, stopped) }
    const following = NEXT[stage]
    if (following === undefined) return { people: rows.map(r => shown(r.row)), next: undefined }
    ;[stage, after] = [following, []]
  }
}

const NEXT: Partial<Record<Stage, Stage>> = { prefix_marked: 'prefix', prefix: 'scan' }

function searchFor(tx: Tx, typed: string, communes: readonly string[] | undefined) {
  const key = nameKey(typed)
  const plain = typed.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
  const marked = ` ${plain}` === key ? null : plain
  const read = async (stage: Stage, after: readonly string[], page: number): Promise<Row[]> => {
    const { rows } = await tx.client.query<Row>(
      'select * from find_people($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [
        stage,
        key,
        marked,
        communes ?? null,
        page,
        REACH,
        ...(after.length === 4 ? after : [null, null, null, null]),
      ],
    )
    return rows
  }
  return { marked, read }
}

function page(rows: readonly { stage: Stage; row: Row }[], limit: number): FoundPeople {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    people: kept.map(r => shown(r.row)),
    next: last === undefined ? undefined : placeOf(last.stage, last.row),
  }
}

const placeOf = (stage: Stage, { commune_code, name_key, full_name, person_id }: Row): SearchPlace => [
  stage,
  commune_code,
  name_key,
  full_name,
  person_id ?? '',
]

const shown = ({ person_id, household_id, commune_code, full_name }: Row): FoundPerson => ({
  person_id: person_id ?? '',
  household_id,
  commune_code,
  full_name,
})
