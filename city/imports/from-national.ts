import { findUnit } from '../areas/index.ts'
import type { Facts, FactValue, HouseholdFields } from '../households/index.ts'
import { type Cell, isErrorCell, textOf } from './cell.ts'
import { Complaints } from './complaints.ts'
import type { DraftHousehold, DraftMember, FileContext } from './draft.ts'
import { areaKindOn, type FoundCommune, findCommune, splitAddress } from './find-commune.ts'
import { memberFrom } from './member-from-national.ts'
import type { NationalHousehold, NationalRow } from './national-household.ts'
import type { Field } from './national-layout.ts'
import type { ProblemCode } from './problems.ts'
import { readDate } from './read-date.ts'
import { MOST_MEMBERS, nameOf } from './read-national.ts'
import { causesOf, classOf, entryOf, flagOf, relationOf, wishesOf } from './words.ts'

/** What only a head's row says is not missed where that row is missing. */
const SAID_BY_HEAD: ReadonlySet<ProblemCode> = new Set([
  'commune_missing',
  'class_missing',
  'escape_without_date',
])

/**
 * What a household of the national workbook says: declared facts, what the registry keeps beside them, and what is wrong. An empty cell says nothing;
 * it never takes away what the registry knows.
 */
export function fromNational(household: NationalHousehold, context: FileContext): DraftHousehold {
  const complaints = new Complaints(household)
  const head = household.rows[0] as NationalRow
  checkShape(household, complaints)
  for (const { row, cells } of household.rows)
    for (const [field, cell] of Object.entries(cells) as [Field, Cell][])
      if (isErrorCell(cell)) complaints.add('cell_error', row, field)
  const { commune, hamlet } = placeOf(head, context)
  sayCommune(commune, head, complaints)
  const decision = decisionOf(head, context, complaints)
  const members = household.rows.map((row, i) =>
    memberFrom(
      row,
      i === 0 && household.hasHead,
      { ...context, bornBy: decision.on ?? context.effective_on },
      complaints,
    ),
  )
  checkMinority(head, members, complaints)
  return {
    place: household.sheetName,
    row: household.row,
    code: textOf(head.cells.household_code ?? null) || null,
    commune,
    list: household.sheet,
    standing: household.sheet === 'listed' ? (classOf(head.cells.class ?? null) ?? null) : null,
    facts: {
      ...placeFacts(commune, context),
      ...standingFacts(household, decision, context, complaints),
      ...flagFact('no_labour_capacity', 'no_labour', head, complaints),
      ...flagFact('has_merit_person', 'merit', head, complaints),
      ...points('b1_points', 'b1', head, complaints),
      ...points('b2_points', 'b2', head, complaints),
    },
    fields: {
      ...(hamlet === '' ? {} : { hamlet }),
      ...decisionFields(decision),
      ...reviewFields(head, complaints),
    },
    members,
    problems: household.hasHead
      ? complaints.problems
      : complaints.problems.filter(problem => !SAID_BY_HEAD.has(problem.code)),
  }
}

function checkShape({ rows, hasHead, row }: NationalHousehold, complaints: Complaints): void {
  if (!hasHead)
    complaints.add(rows.length >= MOST_MEMBERS ? 'members_too_many' : 'head_missing', row, 'head_mark', {
      most: MOST_MEMBERS,
    })
  rows.forEach((line, i) => {
    if (nameOf(line.cells) === '')
      complaints.add('person_without_name', line.row, i === 0 ? 'head_name' : 'member_name')
    const relation = relationOf(line.cells.relation ?? null)
    if (i === 0 && hasHead && relation !== undefined && relation !== 'head')
      complaints.add('head_relation_differs', line.row, 'relation')
    if (i > 0 && relation === 'head') complaints.add('heads_several', row, 'relation', { row: line.row })
  })
  const said = textOf(rows[0]?.cells.size ?? null)
  if (/^\d+$/.test(said) && Number(said) !== rows.length)
    complaints.add('member_count_differs', row, 'size', { members: rows.length })
}

function placeOf({ cells }: NationalRow, context: FileContext): { commune: FoundCommune; hamlet: string } {
  const text = (field: Field): string => textOf(cells[field] ?? null)
  const address = splitAddress(text('address'))
  const said = {
    code: text('commune_code'),
    name: text('commune') || address.place.name,
    district: text('district') || address.place.district,
    district_code: text('district_code'),
  }
  const found = findCommune(said, context.effective_on)
  const commune: FoundCommune =
    found.kind === 'missing' && context.commune_code !== undefined
      ? { kind: 'found', code: context.commune_code }
      : found
  return { commune, hamlet: text('hamlet') || address.hamlet }
}

function sayCommune(commune: FoundCommune, head: NationalRow, complaints: Complaints): void {
  const { row } = head
  const field = head.cells.commune_code === undefined ? 'commune' : 'commune_code'
  if (commune.kind === 'found') return
  const args =
    commune.kind === 'converted'
      ? { from: commune.from.code, to: commune.code }
      : 'candidates' in commune
        ? { candidates: commune.candidates.join(', ') }
        : undefined
  complaints.add(`commune_${commune.kind}`, row, field, args)
}

function placeFacts(commune: FoundCommune, { effective_on }: FileContext): Facts {
  const facts: Record<string, FactValue> = {}
  const unit = 'code' in commune ? findUnit(commune.code) : undefined
  if (unit) facts['territory'] = unit.territory
  const kind = areaKindOn(commune, effective_on)
  if (kind) facts['area_kind'] = kind
  return facts
}

interface Decision {
  readonly number: string
  /** ISO day. */
  readonly on?: string
  /** A day is given and cannot be right: that it is missing need not be said too. */
  readonly isWrong?: boolean
}

/** `Quyết định số 12/QĐ-UBND ngày 10/12/2025`: the lists of the escaped have no columns for it. */
const IN_NOTE = /quyết định(?: số)?(?: ([^\s,;]+))? ngày (\d{1,2}\/\d{1,2}\/\d{4})/i

function decisionOf(head: NationalRow, { today }: FileContext, complaints: Complaints): Decision {
  const noted = IN_NOTE.exec(textOf(head.cells.note ?? null))
  const number = textOf(head.cells.decision_number ?? null) || (noted?.[1] ?? '')
  const read = readDate(head.cells.decision_date ?? noted?.[2] ?? null)
  if (read.kind === 'day' && read.day <= today) return { number, on: read.day }
  if (read.kind === 'day') complaints.add('decision_in_future', head.row, 'decision_date')
  else if (read.kind === 'impossible') complaints.add('date_impossible', head.row, 'decision_date')
  else if (read.kind !== 'none') complaints.add('date_unreadable', head.row, 'decision_date')
  return { number, isWrong: read.kind !== 'none' }
}

const decisionFields = ({ number, on }: Decision): HouseholdFields => ({
  ...(number === '' ? {} : { decision_number: number }),
  ...(on === undefined ? {} : { decision_on: on }),
})

/** A class counts as recognised only with its decision. The lists of the escaped say from which standing a household rose. */
function standingFacts(
  { sheet, rows }: NationalHousehold,
  decision: Decision,
  context: FileContext,
  complaints: Complaints,
): Facts {
  const head = rows[0] as NationalRow
  if (sheet !== 'listed') {
    const on = decision.on ?? context.escaped_on
    if (on === undefined && !decision.isWrong) complaints.add('escape_without_date', head.row)
    return {
      previous_standing: sheet === 'escaped_poor' ? 'poor' : 'near_poor',
      ...(on === undefined
        ? {}
        : {
            escaped_on: on,
            recognised_standing: 'above_near_poor',
            recognised_on: on,
            recognised_until: null,
          }),
    }
  }
  const cell = head.cells.class ?? null
  const standing = classOf(cell)
  if (standing === undefined) {
    complaints.add(cell === null ? 'class_missing' : 'class_unknown', head.row, 'class')
    return {}
  }
  if (decision.on === undefined) {
    if (!decision.isWrong) complaints.add('class_without_decision', head.row, 'class')
    return {}
  }
  return { recognised_standing: standing, recognised_on: decision.on, recognised_until: null }
}

function flagFact(fact: string, field: Field, head: NationalRow, complaints: Complaints): Facts {
  const cell = head.cells[field] ?? null
  const flag = flagOf(cell)
  if (flag === undefined && cell !== null) complaints.add('flag_unknown', head.row, field)
  return flag === undefined ? {} : { [fact]: flag }
}

function points(fact: string, field: Field, head: NationalRow, complaints: Complaints): Facts {
  const text = textOf(head.cells[field] ?? null)
  if (text === '') return {}
  if (/^\d{1,4}$/.test(text)) return { [fact]: Number(text) }
  complaints.add('points_unreadable', head.row, field)
  return {}
}

function reviewFields(head: NationalRow, complaints: Complaints): HouseholdFields {
  const { causes, unknown } = causesOf(head.cells.cause ?? null)
  if (unknown.length > 0) complaints.add('cause_unknown', head.row, 'cause')
  const wished = wishesOf(head.cells.wished_support ?? null)
  if (wished.unknown.length > 0) complaints.add('wish_unknown', head.row, 'wished_support')
  const entry = entryOf(head.cells.entry ?? null)
  return {
    ...(causes.length === 0 ? {} : { causes }),
    ...(wished.wishes.length === 0 ? {} : { wished_support: wished.wishes }),
    ...(entry === undefined ? {} : { entry }),
  }
}

/** A minority household is taken to be one whose head or head's spouse belongs to a minority; no act was read for it. */
function checkMinority(head: NationalRow, members: readonly DraftMember[], complaints: Complaints): void {
  const cell = head.cells.minority ?? null
  const flag = flagOf(cell)
  if (flag === undefined) {
    if (cell !== null) complaints.add('flag_unknown', head.row, 'minority')
    return
  }
  const minority = isMinority(members)
  if (minority !== undefined && minority !== flag) complaints.add('minority_differs', head.row, 'minority')
}

/** True, false, or undefined while an ethnic group that would decide it is not known. */
export function isMinority(members: readonly Pick<DraftMember, 'facts'>[]): boolean | undefined {
  const couple = members.filter(({ facts }) => ['head', 'spouse'].includes(String(facts['relation_to_head'])))
  const groups = couple.map(({ facts }) => facts['ethnicity'] ?? undefined)
  if (groups.some(group => group !== undefined && group !== 'Kinh')) return true
  return groups.length === 0 || groups.includes(undefined) ? undefined : false
}
