import type { Fact, FactBook } from '../../../engine/language/index.ts'
import { nearName } from '../../tables/index.ts'
import { FileProblem } from '../file-problem.ts'
import type { RawTable } from './raw-table.ts'
import { type ValueReader, valueReader } from './read-value.ts'

/** The files of the data contract, and the registry beside them. */
export type ContractFile = 'households' | 'persons' | 'registry'
export const CONTRACT_FILES: readonly ContractFile[] = ['households', 'persons', 'registry']

/** Column with the reasons in a file of rejected rows; reading passes over it. */
export const REASON_COLUMN = 'import_reason'

const IDS: Readonly<Record<ContractFile, readonly string[]>> = {
  households: ['household_id'],
  persons: ['person_id', 'household_id'],
  registry: ['person_id', 'household_id'],
}
/** Where a household is kept, which is no fact of its content. */
const IS_PLACE = new Set(['commune_code'])
/** What the registry keeps and no rule may ask. */
const REGISTRY = ['full_name', 'identity_number', 'hamlet', 'birth_year', 'phone', 'account'] as const
export type RegistryColumn = (typeof REGISTRY)[number]

/** Places of the columns of a file. */
export interface ContractColumns {
  readonly place: (name: string) => number
  readonly facts: readonly { readonly place: number; readonly reader: ValueReader }[]
}

/**
 * Matches the columns of a file with the declared facts. Columns may stand in any order; one that is not known is refused, since it may be a known one
 * with a slip of the pen.
 *
 * @throws FileProblem naming the columns
 */
export function contractColumns(
  file: ContractFile,
  { name, columns }: RawTable,
  facts: FactBook,
): ContractColumns {
  const declared: ReadonlyMap<string, Fact> =
    file === 'registry' ? new Map() : file === 'households' ? facts.household : facts.person
  const known = [...IDS[file], ...(file === 'registry' ? REGISTRY : declared.keys()), REASON_COLUMN]
  const faults = columns.flatMap((column, i) => {
    if (columns.indexOf(column) !== i) return [`“${column}” ×2`]
    if (known.includes(column)) return []
    const near = nearName(column, known)
    return [near === undefined ? `“${column}”` : `“${column}” (→ ${near}?)`]
  })
  for (const id of IDS[file]) if (!columns.includes(id)) faults.push(`− ${id}`)
  if (faults.length > 0) throw new FileProblem('columns_unknown', `${name}: ${faults.join(', ')}.`)
  return {
    place: column => columns.indexOf(column),
    // in the order of their names, so that equal contents have one spelling
    facts: [...declared.values()]
      .filter(({ name: column }) => columns.includes(column) && !IS_PLACE.has(column))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(fact => ({ place: columns.indexOf(fact.name), reader: valueReader(fact, facts) })),
  }
}
