/** Territories that had their own rules: Hải Phòng before 2025-07-01 is the east, former Hải Dương the west. */
export type Territory = 'east' | 'west'

/** What poverty lines distinguish. */
export type AreaKind = 'urban' | 'rural'

/** A list of units that held together. A code means nothing without its period: codes were given to other units. */
export type Period = '2024' | '2025-h1' | '2025'

/** One of the 114 units since 2025-07-01. */
export interface Unit {
  readonly code: string
  readonly period: '2025'
  readonly name: string
  readonly full_name: string
  readonly full_name_en: string
  readonly slug: string
  readonly kind: 'ward' | 'commune' | 'special_zone'
  /** How a special zone counts is not settled, so the unit alone does not say it; a household's `area_kind` does. */
  readonly area_kind: AreaKind | 'special_zone'
  readonly territory: Territory
  readonly former_province: string
  readonly former_districts: readonly string[]
  readonly former_communes: readonly string[]
}

/** A ward, commune or township that ended by 2025-06-30 at the latest. */
export interface FormerUnit {
  readonly code: string
  readonly period: '2024' | '2025-h1'
  readonly name: string
  readonly full_name: string
  readonly kind: 'ward' | 'township' | 'commune'
  /** Wards and townships were urban, communes rural. */
  readonly area_kind: AreaKind
  readonly district_code: string
  readonly district_name: string
  readonly territory: Territory
}

/** One step of the merger of 2025-07-01: (part of) an old unit went into a new one. */
export interface Succession {
  readonly new_code: string
  /** Code in the period `2025-h1`; empty for the district Bạch Long Vĩ, which had no communes. */
  readonly old_code: string
  readonly old_full_name: string
  readonly old_district_name: string
  /** False: the old unit was split, and no source says which hamlets went where. */
  readonly whole: boolean
  /** Over how many new units the old one was split; 1 if it went whole. */
  readonly successors: number
}

/** Where a unit lies: degrees (WGS 84) of its centroid, square kilometres. */
export interface Place {
  readonly code: string
  readonly latitude: number
  readonly longitude: number
  readonly area_km2: number
}

/** How sure a statement is: read in the act, in press or official pages, recalled or derived, or not known here. */
export type Mark = 'confirmed' | 'reported' | 'unconfirmed' | 'missing'

/** A unit of any period, with where it is known from. */
export interface AreaUnit {
  readonly code: string
  readonly period: Period
  readonly name: string
  readonly full_name: string
  /** A district only where it had no communes. */
  readonly kind: 'ward' | 'township' | 'commune' | 'special_zone' | 'district'
  /** null: not settled. */
  readonly area_kind: AreaKind | null
  readonly territory: Territory
  readonly district_code: string | null
  readonly district_name: string | null
  /** null: before the lists begin. */
  readonly valid_from: string | null
  /** null: until further notice. */
  readonly valid_to: string | null
  readonly source: string
  readonly mark: Mark
}

/** One step to a unit of the next period. */
export interface Link {
  readonly old_code: string
  readonly old_period: Period
  readonly new_code: string
  readonly new_period: Period
  /** Everything of the old unit went into the new one. */
  readonly whole: boolean
  readonly source: string
  /** `missing`: nobody here knows whether anything went there. */
  readonly mark: Mark
}
