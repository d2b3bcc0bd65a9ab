import { findUnit } from '../../areas/index.ts'
import type { Facts, FactValue, PersonFields } from '../../households/index.ts'
import type { DraftHousehold, DraftMember, FileContext } from '../draft.ts'
import type { FoundCommune } from '../find-commune.ts'
import { identityContradictions, readIdentity, readPhone } from '../identity-number.ts'
import { tidy } from '../plain-text.ts'
import type { Problem, ProblemCode } from '../problems.ts'
import type { Sex } from '../words.ts'
import type { ContractColumns, RegistryColumn } from './contract-columns.ts'
import type { HouseholdRows, PersonRows } from './join-rows.ts'
import type { RawRow } from './raw-table.ts'
import { UNREADABLE } from './read-value.ts'

/** The columns of the files and their names. */
export interface ContractShape {
  readonly households: { readonly name: string; readonly columns: ContractColumns }
  readonly persons: { readonly name: string; readonly columns: ContractColumns }
  readonly registry?: { readonly name: string; readonly columns: ContractColumns }
}

/** Ids become keys of the registry and parts of addresses; longer ones would not be kept, and the same file again would not be recognised. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/**
 * What the rows of a household say. An empty cell of a column is "unknown" (for an optional fact "none"), as the data contract has it; a column that is
 * not there says nothing.
 */
export function fromContract(
  rows: HouseholdRows,
  shape: ContractShape,
  context: FileContext,
): DraftHousehold {
  const { household, persons, id } = rows
  const problems: Problem[] = []
  const row = household?.row ?? persons[0]?.person.row ?? 0
  if (!household) problems.push({ code: 'household_row_missing', row })
  else if (id === '') problems.push({ code: 'household_code_missing', row, column: 'household_id' })
  else if (!CODE.test(id)) problems.push({ code: 'household_code_bad', row, column: 'household_id' })
  const facts = household ? factsOf(household, shape.households.columns, problems) : {}
  const commune = household
    ? communeOf(household, shape, context, facts, problems)
    : { kind: 'missing' as const }
  const members = persons.map(one => memberOf(one, shape, context, problems))
  checkHeads(members, problems)
  const hamlet = hamletOf(persons, shape)
  return {
    place: household ? shape.households.name : shape.persons.name,
    row,
    code: id === '' ? null : id,
    commune,
    list: null,
    standing: null,
    facts,
    fields: hamlet === '' ? {} : { hamlet },
    members,
    problems,
  }
}

function factsOf(
  { row, cells }: RawRow,
  { facts }: ContractColumns,
  problems: Problem[],
): Record<string, FactValue> {
  const read: Record<string, FactValue> = {}
  for (const { place, reader } of facts) {
    const value = reader.read(cells[place] ?? null)
    if (value === UNREADABLE)
      problems.push({ code: 'value_unreadable', row, column: reader.fact.name, args: reader.expected })
    else read[reader.fact.name] = value
  }
  return read
}

/** The contract's codes are those of the units since 2025-07-01, whatever the day of the data. */
function communeOf(
  { row, cells }: RawRow,
  { households }: ContractShape,
  context: FileContext,
  facts: Record<string, FactValue>,
  problems: Problem[],
): FoundCommune {
  const column = 'commune_code'
  const code = String(cells[households.columns.place(column)] ?? context.commune_code ?? '')
  const unit = findUnit(code)
  if (!unit) {
    const kind = code === '' ? 'missing' : 'unknown'
    problems.push({ code: `commune_${kind}`, row, column })
    return { kind }
  }
  const given = facts['territory']
  if (given !== undefined && given !== null && given !== unit.territory)
    problems.push({
      code: 'territory_differs',
      row,
      column: 'territory',
      args: { territory: unit.territory },
    })
  facts['territory'] = unit.territory
  return { kind: 'found', code: unit.code }
}

function memberOf(
  { person, registry }: PersonRows,
  shape: ContractShape,
  { effective_on }: FileContext,
  problems: Problem[],
): DraftMember {
  const { row, cells } = person
  const facts = factsOf(person, shape.persons.columns, problems)
  const id = String(cells[shape.persons.columns.place('person_id')] ?? '')
  if (id === '') problems.push({ code: 'person_id_missing', row, column: 'person_id' })
  else if (!CODE.test(id)) problems.push({ code: 'person_id_bad', row, column: 'person_id' })
  const birth = facts['birth_date']
  if (typeof birth === 'string' && birth > effective_on)
    problems.push({ code: 'birth_after_decision', row, column: 'birth_date' })
  const fields = registry ? fieldsOf(registry, shape, facts, problems) : {}
  return { row, person_id: id === '' ? null : id, facts, fields }
}

const textIn = ({ cells }: RawRow, columns: ContractColumns, name: RegistryColumn): string => {
  const cell = cells[columns.place(name)]
  // an apostrophe in front keeps a spreadsheet from taking the text for a formula
  return cell === null || cell === undefined ? '' : tidy(String(cell)).replace(/^'(?=[=+\-@'])/, '')
}

function fieldsOf(
  entry: RawRow,
  { registry }: ContractShape,
  facts: Facts,
  problems: Problem[],
): PersonFields {
  if (!registry) return {}
  const { columns } = registry
  const { row } = entry
  const fields: Record<string, string | number> = {}
  for (const name of ['full_name', 'account'] as const) {
    const text = textIn(entry, columns, name)
    if (text !== '') fields[name] = text
  }
  const complain = (code: ProblemCode, column: string): void => {
    problems.push({ code, row, column: `${registry.name}: ${column}` })
  }
  const phone = textIn(entry, columns, 'phone')
  const number = readPhone(phone)
  if (number) fields['phone'] = number
  else if (phone !== '') complain('phone_unknown', 'phone')
  const birth = facts['birth_date']
  const year = textIn(entry, columns, 'birth_year')
  if (/^(19|20)\d\d$/.test(year) && typeof birth !== 'string') fields['birth_year'] = Number(year)
  const identity = readIdentity(textIn(entry, columns, 'identity_number') || null)
  if (identity.problem) complain(identity.problem, 'identity_number')
  if (identity.number) {
    fields['identity_number'] = identity.number
    const born = typeof birth === 'string' ? Number(birth.slice(0, 4)) : undefined
    const sex = facts['sex'] === 'female' || facts['sex'] === 'male' ? (facts['sex'] as Sex) : undefined
    for (const code of identityContradictions(identity.number, born, sex)) complain(code, 'identity_number')
  }
  return fields as PersonFields
}

function hamletOf(persons: readonly PersonRows[], { registry }: ContractShape): string {
  for (const { registry: entry } of persons) {
    const hamlet = entry && registry ? textIn(entry, registry.columns, 'hamlet') : ''
    if (hamlet !== '') return hamlet
  }
  return ''
}

/** One head, where the relations are known. */
function checkHeads(members: readonly DraftMember[], problems: Problem[]): void {
  const heads = members.filter(member => member.facts['relation_to_head'] === 'head')
  const [first, second] = heads
  if (first && second)
    problems.push({
      code: 'heads_several',
      row: first.row,
      column: 'relation_to_head',
      args: { row: second.row },
    })
  const allKnown = members.every(member => member.facts['relation_to_head'] != null)
  if (!first && allKnown && members[0])
    problems.push({ code: 'head_missing', row: members[0].row, column: 'relation_to_head' })
}
