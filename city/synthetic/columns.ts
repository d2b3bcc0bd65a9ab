import {
  AREA_KINDS,
  CARD_GROUPS,
  COMMUNES,
  DISABILITIES,
  EMPLOYMENTS,
  ETHNICITIES,
  LEVELS,
  LOAN_WISHES,
  PREVIOUS,
  QUALIFICATIONS,
  RELATIONS,
  RESIDENCES,
  SEXES,
  STANDINGS,
  TERRITORIES,
  TOILETS,
  WASTE,
  WATER,
} from './domains.ts'

/**
 * How a column's number is to be read: an id's running number; a word's place; 0 or 1; a day; whole numbers and đồng;
 * hundredths. The three kinds of the registry (`name`, `identity`, `hamlet`) are written by `registry.ts`.
 */
export type Kind = 'household_id' | 'person_id' | 'word' | 'flag' | 'day' | 'whole' | 'hundredths'

export interface Column<N extends string = string> {
  readonly name: N
  readonly kind: Kind
  /** The words of a category. */
  readonly words: readonly string[]
  /** False: never blanked, because it is an id, a place, or a column where empty means "there is none". */
  readonly may_be_unknown: boolean
}

/** Stands for an empty cell: unknown, or none in a ∅ column. */
export const EMPTY = -2147483648

function column<N extends string>(
  name: N,
  kind: Kind,
  words: readonly string[] = [],
  may_be_unknown = true,
): Column<N> {
  return { name, kind, words, may_be_unknown }
}
const word = <N extends string>(name: N, words: readonly string[]) => column(name, 'word', words)
const flag = <N extends string>(name: N) => column(name, 'flag')
const whole = <N extends string>(name: N) => column(name, 'whole')
/** Columns marked ∅ in the contract, ids and places: never unknown. */
const fixed = <N extends string>(name: N, kind: Kind, words: readonly string[] = []) =>
  column(name, kind, words, false)

/** Columns of the households file, in the contract's order. */
export const HOUSEHOLD_COLUMNS = [
  fixed('household_id', 'household_id'),
  fixed('commune_code', 'word', COMMUNES),
  fixed('territory', 'word', TERRITORIES),
  word('area_kind', AREA_KINDS),
  whole('income_per_head_month'),
  fixed('b1_points', 'whole'),
  fixed('b2_points', 'whole'),
  fixed('recognised_standing', 'word', STANDINGS),
  fixed('recognised_on', 'day'),
  fixed('recognised_until', 'day'),
  fixed('previous_standing', 'word', PREVIOUS),
  fixed('escaped_on', 'day'),
  flag('is_farm_household'),
  flag('is_social_policy_household'),
  whole('monthly_kwh'),
  flag('wall_durable'),
  flag('frame_durable'),
  flag('roof_durable'),
  column('floor_area_m2', 'hundredths'),
  word('water_source', WATER),
  word('toilet_kind', TOILETS),
  word('waste_treatment', WASTE),
  flag('has_information_device'),
  flag('uses_digital_services'),
  flag('no_labour_capacity'),
  flag('has_merit_person'),
  word('loan_wish', LOAN_WISHES),
  flag('had_housing_support'),
] as const

/** Columns of the persons file, in the contract's order. */
export const PERSON_COLUMNS = [
  fixed('person_id', 'person_id'),
  fixed('household_id', 'household_id'),
  fixed('relation_to_head', 'word', RELATIONS),
  word('sex', SEXES),
  column('birth_date', 'day'),
  word('ethnicity', ETHNICITIES),
  word('residence', RESIDENCES),
  flag('can_work'),
  word('employment', EMPLOYMENTS),
  flag('steady_income'),
  flag('has_pension'),
  whole('social_assistance_amount'),
  whole('social_pension_amount'),
  whole('other_allowance_amount'),
  flag('malnourished'),
  flag('has_health_insurance'),
  word('health_card_group', CARD_GROUPS),
  word('attending', LEVELS),
  word('qualification', QUALIFICATIONS),
  flag('has_job_certificate'),
  flag('attends_public_school'),
  flag('uses_internet'),
  word('disability', DISABILITIES),
  flag('lives_alone_elderly'),
  flag('is_frail'),
  flag('has_hiv'),
  flag('has_listed_disease'),
  flag('is_orphan'),
  flag('raises_children_alone'),
  flag('is_blind_association_member'),
  flag('has_party_badge_40'),
  flag('is_waste_collector'),
  flag('joins_voluntary_insurance'),
  whole('voluntary_months_supported'),
  flag('is_student'),
  flag('wants_job'),
  flag('wants_course'),
  flag('wants_work_abroad'),
] as const

/** Columns of the registry: what no rule may ask. */
export const REGISTRY_COLUMNS = [
  'person_id',
  'household_id',
  'full_name',
  'identity_number',
  'hamlet',
] as const

/** Numbers of a table by column, `rows` of them filled. */
export interface Table<N extends string> {
  rows: number
  readonly columns: { readonly [K in N]: Int32Array }
}
export type HouseholdTable = Table<(typeof HOUSEHOLD_COLUMNS)[number]['name']>
export type PersonTable = Table<(typeof PERSON_COLUMNS)[number]['name']>

/** An empty table with room for `capacity` rows. */
export function makeTable<N extends string>(columns: readonly Column<N>[], capacity: number): Table<N> {
  const made = Object.fromEntries(columns.map(one => [one.name, new Int32Array(capacity)]))
  return { rows: 0, columns: made as Table<N>['columns'] }
}
