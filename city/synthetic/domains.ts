import { currentUnits } from '../areas/index.ts'

/** The words of every category, in the order of the data contract. A word's place is its code inside the generator. */
export const TERRITORIES = ['east', 'west'] as const
export const AREA_KINDS = ['urban', 'rural'] as const
export const STANDINGS = ['poor', 'near_poor', 'average_living', 'not_poor', 'above_near_poor'] as const
export const PREVIOUS = ['poor', 'near_poor', 'none'] as const
export const WATER = [
  'piped',
  'borehole',
  'protected_well',
  'protected_spring',
  'rain',
  'bottled',
  'unprotected',
] as const
export const TOILETS = ['septic', 'pour_flush', 'ventilated_pit', 'double_vault', 'other', 'none'] as const
export const WASTE = ['collected', 'treated_on_site', 'untreated'] as const
export const LOAN_WISHES = ['none', 'production', 'job', 'study', 'abroad', 'housing', 'water'] as const
export const RELATIONS = ['head', 'spouse', 'child', 'parent', 'grandchild', 'other'] as const
export const SEXES = ['female', 'male'] as const
export const RESIDENCES = ['permanent', 'temporary'] as const
export const EMPLOYMENTS = [
  'wage_contract',
  'wage_no_contract',
  'self_employed',
  'seeking',
  'inactive',
] as const
export const CARD_GROUPS = [
  'none',
  'employee',
  'pensioner',
  'child_under_6',
  'merit',
  'social_assistance',
  'elderly',
  'student',
  'poor',
  'near_poor',
  'average_farm',
  'family',
  'other',
] as const
export const LEVELS = [
  'none',
  'preschool',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'higher',
] as const
export const QUALIFICATIONS = [
  'none',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'college',
  'university',
] as const
export const DISABILITIES = ['none', 'mild', 'severe', 'very_severe'] as const

/**
 * Ethnic groups that occur, most frequent first. About 99.6 % of the old city are Kinh; the others are a guess of the
 * right order (Sán Dìu live around Chí Linh).
 */
export const ETHNICITIES = ['Kinh', 'Hoa', 'Tày', 'Mường', 'Sán Dìu', 'Nùng', 'Thái', 'Dao'] as const

/** The 114 unit codes since 2025-07-01, ascending. */
export const COMMUNES: readonly string[] = currentUnits()
  .map(unit => unit.code)
  .sort()

export type AreaKindWord = (typeof AREA_KINDS)[number]
export type Standing = (typeof STANDINGS)[number]
export type Relation = (typeof RELATIONS)[number]
export type Sex = (typeof SEXES)[number]
export type Employment = (typeof EMPLOYMENTS)[number]
export type CardGroup = (typeof CARD_GROUPS)[number]
export type Level = (typeof LEVELS)[number]
export type Qualification = (typeof QUALIFICATIONS)[number]
export type Disability = (typeof DISABILITIES)[number]
