import type { FileName } from './block.ts'
import type { SettledOptions } from './options.ts'
import type { Plan } from './plan.ts'
import { CITY_PRESETS, type CityPreset } from './presets.ts'

/** What `city.json` says about the files beside it. */
export interface CityFile {
  readonly preset: SettledOptions['preset']
  readonly seed: number
  readonly unknown: number
  readonly format: 'csv' | 'parquet'
  readonly files: Readonly<Record<FileName, string>>
  readonly households: number
  readonly persons: number
  /** Households of the real city; null for `uniform`. */
  readonly real_households: number | null
  /** True: all poor and near-poor of the preset, and a part of the others. Rates must use `real_households`. */
  readonly is_sample: boolean
  readonly territories: readonly string[]
  /** The date that the totals below hold on when `unknown` is 0; null for `uniform`. */
  readonly on: string | null
  /** Until this date no birthday changes them, under the standard of 2022. */
  readonly holds_until: string | null
  /** Household totals that deciding by the standard of 2022 gives on `on`; null for `uniform`. */
  readonly totals: {
    readonly poor: number
    readonly near_poor: number
    readonly poor_card_persons: number | null
  } | null
  readonly published: Readonly<Record<string, string>>
  readonly synthetic: readonly string[]
  readonly note: { readonly vi: string; readonly en: string }
}

const NOTE = {
  vi: 'Mọi người, hộ, tên và số định danh trong các tệp này đều là dữ liệu giả lập; số liệu theo xã, phường, đặc khu cũng là giả lập, chưa từng được công bố.',
  en: 'All people, households, names and identity numbers in these files are synthetic; the numbers per commune, ward and special zone are synthetic too and were never published.',
}

/** The description of a made city. */
export function describeCity(options: SettledOptions, plan: Plan): CityFile {
  const preset: CityPreset | undefined =
    options.preset === 'uniform' ? undefined : CITY_PRESETS[options.preset]
  const real = preset === undefined ? null : preset.households.east + preset.households.west
  const { format } = options
  return {
    preset: options.preset,
    seed: options.seed,
    unknown: options.unknown,
    format,
    files: {
      households: `households.${format}`,
      persons: `persons.${format}`,
      registry: `registry.${format}`,
    },
    households: plan.households,
    persons: plan.persons,
    real_households: real,
    is_sample: real !== null && plan.households < real,
    territories: preset?.territories ?? ['east', 'west'],
    on: preset?.on ?? null,
    holds_until: preset?.until ?? null,
    totals:
      preset === undefined
        ? null
        : {
            poor: preset.poor.east + preset.poor.west,
            near_poor: preset.near_poor.east + preset.near_poor.west,
            poor_card_persons: preset.poor_card_persons ?? null,
          },
    published: preset?.published ?? {},
    synthetic: preset?.synthetic ?? ['everything: each fact is drawn by itself, nothing is plausible'],
    note: NOTE,
  }
}
