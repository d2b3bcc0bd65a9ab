import { dayOf, yearOf } from './calendar.ts'

/** A preset that makes a city whose decided standings give published totals. */
export interface CityPreset {
  readonly name: 'east-2022' | 'east-2023' | 'city-2025'
  /** The date that the published totals hold on, ISO. */
  readonly on: string
  /** Until this date, ISO, no birthday changes a household's standing (the data do not change by themselves). */
  readonly until: string
  readonly territories: readonly ('east' | 'west')[]
  /** Households of the real city. */
  readonly households: { readonly east: number; readonly west: number }
  readonly poor: { readonly east: number; readonly west: number }
  readonly near_poor: { readonly east: number; readonly west: number }
  /** Share of average-living households among those above the line; synthetic. */
  readonly average_share: number
  /** Share of households that rose above near-poor in the three years before, among the average-living; synthetic. */
  readonly escaped_share: number
  /** Persons of poor households whose health insurance group on `on` is `poor`, where published. */
  readonly poor_card_persons: number | undefined
  /** Standard level of monthly social assistance (Decree 20/2021, Decree 76/2024), đồng. */
  readonly assistance: number
  /** Since 2025-07-01 the social pension stands in place of the assistance from 80 on (Decree 176/2025), đồng; 0 = not yet. */
  readonly social_pension: number
  /** A typical monthly allowance of a person of merit, đồng; plausible, not exact. */
  readonly merit: number
  /** Median income per head and month above the average band, đồng; plausible. */
  readonly median_income: number
  /** Which numbers are published or derived from published ones, with their source, and which are ours. */
  readonly published: Readonly<Record<string, string>>
  readonly synthetic: readonly string[]
}

const PEOPLE = 'every person, name and household'
const COMMUNES = 'the numbers of every commune (no table per commune was published)'

export const CITY_PRESETS: Readonly<Record<CityPreset['name'], CityPreset>> = {
  'east-2022': {
    name: 'east-2022',
    on: '2022-01-01',
    until: '2022-12-31',
    territories: ['east'],
    households: { east: 650_134, west: 0 },
    poor: { east: 9_687, west: 0 },
    near_poor: { east: 14_322, west: 0 },
    average_share: 0.034,
    escaped_share: 0.1,
    poor_card_persons: undefined,
    assistance: 360_000,
    social_pension: 0,
    merit: 1_624_000,
    median_income: 5_000_000,
    published: {
      'poor households 9,687':
        'derived: reduction 2022–2025 of 21,817 + 1,693 left − 13,823 of Hải Dương (vneconomy 2026-03-04, Báo Hải Phòng, Báo Hải Dương)',
      'near-poor households 14,322': 'derived: 15,939 + 12,824 − 14,441 (same sources)',
      'households of the city 650,134': 'derived: 9,687 / 1.49 %',
    },
    synthetic: [PEOPLE, COMMUNES, 'average-living and newly escaped households'],
  },
  'east-2023': {
    name: 'east-2023',
    on: '2023-01-01',
    until: '2023-12-31',
    territories: ['east'],
    households: { east: 650_134, west: 0 },
    poor: { east: 4_961, west: 0 },
    near_poor: { east: 9_640, west: 0 },
    average_share: 0.03,
    escaped_share: 0.24,
    poor_card_persons: 5_753,
    assistance: 360_000,
    social_pension: 0,
    merit: 1_624_000,
    median_income: 5_300_000,
    published: {
      'poor households 4,961': 'households that got electricity support in 2023 (Giáo dục & Thời đại 2024)',
      'persons of poor households with a card as poor 5,753':
        'free health insurance cards of 2023 (Giáo dục & Thời đại 2024)',
      'households of the city 650,134': 'derived from the start of 2022',
    },
    synthetic: [
      PEOPLE,
      COMMUNES,
      'near-poor households 9,640 (between 14,322 at the start of 2022 and 5,944 at the end of 2024)',
      'average-living and newly escaped households',
    ],
  },
  'city-2025': {
    name: 'city-2025',
    on: '2025-12-31',
    until: '2026-12-31',
    territories: ['east', 'west'],
    households: { east: 650_134, west: 649_866 },
    poor: { east: 213, west: 1_480 },
    near_poor: { east: 5_312, west: 7_512 },
    average_share: 0.026,
    escaped_share: 0.42,
    poor_card_persons: undefined,
    assistance: 500_000,
    social_pension: 500_000,
    merit: 2_789_000,
    median_income: 6_400_000,
    published: {
      'poor households 1,693': 'Báo Hải Phòng, end of 2025 (standard of 2022)',
      'near-poor households 12,824': 'Báo Hải Phòng and vneconomy 2026-03-04, end of 2025',
      'households of the city 1,300,000': 'derived: 12,824 / 0.99 % and 1,693 / 0.13 %, rounded',
    },
    synthetic: [
      PEOPLE,
      COMMUNES,
      'how the totals divide between east and west',
      'average-living and newly escaped households',
    ],
  },
}

export const PRESET_NAMES = ['east-2022', 'east-2023', 'city-2025', 'uniform'] as const
export type PresetName = (typeof PRESET_NAMES)[number]

/** Days and levels of a preset, ready for making households. */
export interface Scene {
  readonly preset: CityPreset
  readonly on: number
  readonly until: number
  /** Year in which the running school year began. */
  readonly school_year: number
}

/** The scene of a preset; before September the school year of the calendar year before is running. */
export function sceneOf(preset: CityPreset): Scene {
  const on = dayOf(preset.on)
  return {
    preset,
    on,
    until: dayOf(preset.until),
    school_year: preset.on.slice(5) < '09-01' ? yearOf(on) - 1 : yearOf(on),
  }
}
