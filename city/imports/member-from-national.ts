import type { FactValue, PersonFields } from '../households/index.ts'
import { textOf } from './cell.ts'
import type { Complaints } from './complaints.ts'
import type { DraftMember, FileContext } from './draft.ts'
import { ethnicGroup } from './ethnic-groups.ts'
import { identityContradictions, readIdentity, readPhone } from './identity-number.ts'
import type { NationalRow } from './national-household.ts'
import type { ProblemCode } from './problems.ts'
import { readDate } from './read-date.ts'
import { nameOf } from './read-national.ts'
import { relationOf, sexOf } from './words.ts'

const FIRST_BIRTH = '1900-01-01'

interface BirthContext extends FileContext {
  /** Nobody of the household is born after this day. */
  readonly bornBy: string
}

/** What a row of the national workbook says about its person. */
export function memberFrom(
  line: NationalRow,
  isHead: boolean,
  context: BirthContext,
  complaints: Complaints,
): DraftMember {
  const { row, cells } = line
  const facts: Record<string, FactValue> = {}
  const fields: Record<string, string | number> = {}
  const name = nameOf(cells)
  if (name !== '') fields['full_name'] = name
  const relation = isHead ? 'head' : relationOf(cells.relation ?? null)
  if (relation) facts['relation_to_head'] = relation
  else if (cells.relation !== undefined) complaints.add('relation_unknown', row, 'relation')
  const sex = sexOf(cells.sex ?? null)
  if (sex) facts['sex'] = sex
  else if (cells.sex !== undefined) complaints.add('sex_unknown', row, 'sex')
  const group = ethnicGroup(textOf(cells.ethnicity ?? null))
  if (group) facts['ethnicity'] = group
  else if (cells.ethnicity !== undefined) complaints.add('ethnicity_unknown', row, 'ethnicity')
  const birth = birthOf(line, context, complaints)
  if (birth.day !== undefined) facts['birth_date'] = birth.day
  if (birth.day === undefined && birth.year !== undefined) fields['birth_year'] = birth.year
  const identity = readIdentity(cells.identity ?? null)
  if (identity.problem) complaints.add(identity.problem, row, 'identity')
  if (identity.number) {
    fields['identity_number'] = identity.number
    for (const code of identityContradictions(identity.number, birth.year, sex))
      complaints.add(code, row, 'identity')
  }
  const phone = readPhone(textOf(cells.phone ?? null))
  if (phone) fields['phone'] = phone
  else if (cells.phone !== undefined) complaints.add('phone_unknown', row, 'phone')
  return { row, person_id: null, facts, fields: fields as PersonFields }
}

function birthOf(
  { row, cells }: NationalRow,
  { bornBy }: BirthContext,
  complaints: Complaints,
): { readonly day?: string; readonly year?: number } {
  const read = readDate(cells.birth ?? null)
  switch (read.kind) {
    case 'none':
      return {}
    case 'impossible':
      complaints.add('date_impossible', row, 'birth')
      return {}
    case 'unreadable':
      complaints.add('date_unreadable', row, 'birth')
      return {}
    case 'year': {
      const wrong = outOfBounds(read.year, FIRST_BIRTH.slice(0, 4), bornBy.slice(0, 4))
      complaints.add(wrong ?? 'birth_year_only', row, 'birth')
      return wrong ? {} : { year: read.year }
    }
    case 'day': {
      const wrong = outOfBounds(read.day, FIRST_BIRTH, bornBy)
      if (wrong) complaints.add(wrong, row, 'birth')
      return wrong ? {} : { day: read.day, year: Number(read.day.slice(0, 4)) }
    }
  }
}

function outOfBounds(birth: string | number, first: string, last: string): ProblemCode | undefined {
  if (String(birth) < first) return 'birth_before_1900'
  return String(birth) > last ? 'birth_after_decision' : undefined
}
