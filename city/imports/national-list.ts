import { appendAudit, CITY } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { findUnit } from '../areas/index.ts'
import type { Facts } from '../households/index.ts'
import { SHEET_KINDS, type SheetKind } from './national-layout.ts'
import { type ListedHousehold, listedHouseholds } from './national-queries.ts'
import { type NationalSource, toNational } from './to-national.ts'
import { type NationalLines, writeNational } from './write-national.ts'

export interface NationalListOptions {
  /** Day of the lists, ISO: who is recognised on it, who escaped in its year until it. */
  readonly on: string
  /** undefined: all that may be seen. */
  readonly communes?: readonly string[]
  /** Class, cause and ethnic group in words, not as the numbers of the national system. */
  readonly words: boolean
  readonly provinceName: string
}

/**
 * Writes the lists of the registry as a workbook in the national layout, so that nobody types them twice. Identity numbers are in it where the session may see
 * them. Says in the audit log what left. Gives the number of households.
 */
export async function writeNationalList(tx: Tx, path: string, options: NationalListOptions): Promise<number> {
  const { on, communes, words, provinceName } = options
  const one = communes?.length === 1 ? communes[0] : undefined
  await appendAudit(tx, {
    area: one ?? CITY,
    action: 'household.export_national',
    object: { kind: 'national_list', id: '' },
    detail: { on, communes: communes?.length ?? 0 },
  })
  const sheetOf = async function* (kind: SheetKind): AsyncGenerator<NationalLines> {
    for await (const household of listedHouseholds(tx, kind, on, communes))
      yield toNational(sourceOf(household), kind, { province_name: provinceName, on, words })
  }
  const sheets = Object.fromEntries(SHEET_KINDS.map(kind => [kind, sheetOf(kind)]))
  const above = [provinceName.toUpperCase(), ...(one === undefined ? [] : [findUnit(one)?.full_name ?? one])]
  return writeNational(path, { above, sheets })
}

/** Codes that were made here are made again from the same household, so they need not be written. */
const isOwnCode = (code: string): boolean => code.startsWith('QG-')

function sourceOf(household: ListedHousehold): NationalSource {
  const {
    source_code,
    commune_code,
    members,
    hamlet,
    entry,
    causes,
    wished_support,
    decision_number,
    decision_on,
    ...rest
  } = household
  const facts = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'household_id')) as Facts
  return {
    code: source_code === null || isOwnCode(source_code) ? null : source_code,
    commune_code,
    commune_name: findUnit(commune_code)?.full_name ?? '',
    facts,
    fields: { hamlet, entry, causes, wished_support, decision_number, decision_on },
    members: (members ?? []).map(({ full_name, birth_year, identity_number, phone, ...own }) => ({
      facts: own,
      fields: { full_name, birth_year, identity_number, phone },
    })),
  }
}
