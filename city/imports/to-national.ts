import type { Facts, HouseholdFields } from '../households/index.ts'
import { vietnameseDay } from './cell.ts'
import type { DraftMember } from './draft.ts'
import { ethnicCode } from './ethnic-groups.ts'
import { isMinority } from './from-national.ts'
import type { NationalRow } from './national-household.ts'
import type { SheetKind } from './national-layout.ts'
import { CAUSES, type Relation, WISHES } from './words.ts'
import type { NationalLines } from './write-national.ts'

/** A household of the registry as the national lists need it. */
export interface NationalSource {
  readonly code?: string | null
  readonly commune_code: string
  readonly commune_name: string
  readonly facts: Facts
  readonly fields: HouseholdFields
  /** The head first. */
  readonly members: readonly Pick<DraftMember, 'facts' | 'fields'>[]
}

export interface NationalWriting {
  readonly province_name: string
  /** Day for which age is written, ISO. */
  readonly on: string
  /** Class, cause and ethnic group as the numbers of the national system, or in words. */
  readonly words: boolean
}

type Cells = NationalRow['cells']

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  head: 'Chủ hộ',
  spouse: 'Vợ/chồng',
  child: 'Con',
  parent: 'Bố/mẹ',
  grandchild: 'Cháu',
  other: 'Khác',
}
const CLASS_CODES: Readonly<Record<string, readonly [code: string, words: string]>> = {
  poor: ['1', 'Hộ nghèo'],
  near_poor: ['2', 'Hộ cận nghèo'],
}

/** The list on which a household stands by its recognised standing; undefined for one that is on none. */
export function listOf(facts: Facts): SheetKind | undefined {
  const standing = facts['recognised_standing']
  if (standing === 'poor' || standing === 'near_poor') return 'listed'
  if (!facts['escaped_on']) return undefined
  if (facts['previous_standing'] === 'poor') return 'escaped_poor'
  return facts['previous_standing'] === 'near_poor' ? 'escaped_near_poor' : undefined
}

/** The rows of a household in the national layout. Unknown is an empty cell, a known no is 0. */
export function toNational(source: NationalSource, kind: SheetKind, writing: NationalWriting): NationalLines {
  return {
    rows: source.members.map((member, i) => ({
      cells: compact({
        ...personCells(member, writing, kind, i === 0),
        ...(i === 0 ? (kind === 'listed' ? listedCells(source, writing) : escapedCells(source)) : {}),
      }),
    })),
  }
}

function personCells(
  { facts, fields }: Pick<DraftMember, 'facts' | 'fields'>,
  { words, on }: NationalWriting,
  kind: SheetKind,
  isHead: boolean,
): Cells {
  const name = fields.full_name ?? undefined
  const birth = facts['birth_date']
  const ethnicity = typeof facts['ethnicity'] === 'string' ? facts['ethnicity'] : undefined
  const code = words || ethnicity === undefined ? undefined : ethnicCode(ethnicity)
  const sex = facts['sex']
  return {
    ...(kind !== 'listed' ? { name } : isHead ? { head_name: name } : { member_name: name }),
    relation: RELATION_WORDS[String(facts['relation_to_head']) as Relation],
    sex: sex === 'female' ? 'Nữ' : sex === 'male' ? 'Nam' : undefined,
    birth:
      typeof birth === 'string'
        ? vietnameseDay(birth)
        : fields.birth_year
          ? String(fields.birth_year)
          : undefined,
    identity: fields.identity_number ?? undefined,
    ethnicity: code === undefined ? ethnicity : String(code),
    phone: fields.phone ?? undefined,
    age: typeof birth === 'string' ? ageOf(birth, on) : undefined,
  } as Cells
}

/** Completed years; of a person born on 29 February on 1 March of a common year. */
function ageOf(birth: string, on: string): number | undefined {
  const age = Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)
  return age >= 0 ? age : undefined
}

function listedCells(
  { code, commune_code, commune_name, facts, fields, members }: NationalSource,
  writing: NationalWriting,
): Cells {
  const standing = CLASS_CODES[String(facts['recognised_standing'])]
  const { entry } = fields
  return {
    head_mark: 'x',
    household_code: code ?? undefined,
    province: writing.province_name,
    commune: commune_name,
    commune_code,
    hamlet: fields.hamlet ?? undefined,
    class: standing?.[writing.words ? 1 : 0],
    decision_number: fields.decision_number ?? undefined,
    decision_date: fields.decision_on ? vietnameseDay(fields.decision_on) : undefined,
    b1: pointsOf(facts['b1_points']),
    b2: pointsOf(facts['b2_points']),
    minority: tick(isMinority(members)),
    no_labour: tick(facts['no_labour_capacity']),
    merit: tick(facts['has_merit_person']),
    cause: listed(fields.causes, CAUSES, writing.words),
    wished_support: listed(fields.wished_support, WISHES, true),
    entry: entry === 'new' ? 'Mới' : entry === 'relapsed' ? 'Tái nghèo' : entry === 'old' ? 'Cũ' : undefined,
    size: members.length,
  } as Cells
}

function escapedCells({ commune_name, facts, fields, members }: NationalSource): Cells {
  const number = fields.decision_number ? `Quyết định số ${fields.decision_number}` : 'Quyết định'
  const on = fields.decision_on ?? facts['escaped_on']
  return {
    head_mark: 'x',
    address: [fields.hamlet, commune_name].filter(part => part).join(', '),
    b1: pointsOf(facts['b1_points']),
    b2: pointsOf(facts['b2_points']),
    note: typeof on === 'string' ? `${number} ngày ${vietnameseDay(on)}` : undefined,
    size: members.length,
  } as Cells
}

const pointsOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const tick = (value: unknown): string | undefined =>
  value === true ? 'x' : value === false ? '0' : undefined

function listed(
  codes: readonly string[] | undefined,
  known: readonly { readonly code: string; readonly vi: string }[],
  words: boolean,
): string | undefined {
  const written = known.flatMap(({ code, vi }, i) =>
    codes?.includes(code) ? [words ? vi.replaceAll(/[,/]/g, '') : String(i + 1)] : [],
  )
  return written.length === 0 ? undefined : written.join('; ')
}

const compact = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined && cell !== '')) as Cells
