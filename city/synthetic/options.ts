import { availableParallelism } from 'node:os'
import { BLOCK } from './plan.ts'
import { CITY_PRESETS, type CityPreset, PRESET_NAMES, type PresetName } from './presets.ts'

/** What `makeCity` is asked for. */
export interface CityOptions {
  readonly preset: PresetName
  /** Number of households; default 60,000 (uniform: 20,000). Never fewer than the preset's poor and near-poor. */
  readonly households?: number
  /** A non-negative integer; the same seed gives the same bytes. Default 1. */
  readonly seed?: number
  /** Probability from 0 to 1 that a cell of a fact is empty. Default 0. */
  readonly unknown?: number
  /** Folder for the files; made if missing. */
  readonly out: string
  /** Default `csv`. */
  readonly format?: 'csv' | 'parquet'
  /** Threads to use; default one per processor. Does not change the bytes. */
  readonly threads?: number
  /** Households that are made together, and in Parquet a row group; default 28,000. Identity numbers depend on it. */
  readonly block?: number
  /** Called with households written and households in all. */
  readonly onProgress?: (done: number, total: number) => void
}

/** The options with every default in place. */
export interface SettledOptions {
  readonly preset: PresetName
  readonly households: number
  readonly seed: number
  readonly unknown: number
  readonly out: string
  readonly format: 'csv' | 'parquet'
  readonly threads: number
  readonly block: number
}

/** Wrong options: the message says which and what would be right. */
export class CityOptionsError extends Error {
  override readonly name = 'CityOptionsError'
}

/** Ids have seven digits, and identity numbers six beside sex and year. */
const MOST = 5_000_000
const SAMPLE = 60_000
const STRESS = 20_000

/**
 * Checks options and fills in the defaults.
 *
 * @throws CityOptionsError
 */
export function settleOptions(options: CityOptions): SettledOptions {
  const {
    preset,
    out,
    seed = 1,
    unknown = 0,
    format = 'csv',
    threads = availableParallelism(),
    block = BLOCK,
  } = options
  if (!PRESET_NAMES.includes(preset))
    throw new CityOptionsError(`unknown preset ${preset}: choose ${PRESET_NAMES.join(', ')}`)
  const households = options.households ?? (preset === 'uniform' ? STRESS : SAMPLE)
  if (!Number.isInteger(households) || households < 1)
    throw new CityOptionsError(`households must be a whole number from 1 on, not ${households}`)
  if (households > MOST)
    throw new CityOptionsError(`households: at most ${grouped(MOST)}, not ${grouped(households)}`)
  if (preset !== 'uniform') checkSize(CITY_PRESETS[preset], households)
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new CityOptionsError(`seed must be a whole number from 0 to 2^53 − 1, not ${seed}`)
  if (!(unknown >= 0 && unknown <= 1))
    throw new CityOptionsError(`unknown must be a probability from 0 to 1, not ${unknown}`)
  if (format !== 'csv' && format !== 'parquet')
    throw new CityOptionsError(`unknown format ${String(format)}: choose csv or parquet`)
  if (!Number.isInteger(threads) || threads < 1)
    throw new CityOptionsError(`threads must be a whole number from 1 on, not ${threads}`)
  if (!Number.isInteger(block) || block < 1)
    throw new CityOptionsError(`block must be a whole number from 1 on, not ${block}`)
  if (out === '') throw new CityOptionsError('out: name a folder for the files')
  return { preset, households, seed, unknown, out, format, threads, block }
}

function checkSize(preset: CityPreset, households: number): void {
  const poor = preset.poor.east + preset.poor.west
  const nearPoor = preset.near_poor.east + preset.near_poor.west
  const least = poor + nearPoor
  if (households < least) {
    throw new CityOptionsError(
      `households: ${preset.name} holds all ${grouped(poor)} poor and ${grouped(nearPoor)} near-poor households, so at least ${grouped(least)}, not ${grouped(households)}`,
    )
  }
  const real = preset.households.east + preset.households.west
  if (households > real)
    throw new CityOptionsError(
      `households: the real city of ${preset.name} has ${grouped(real)}, so not more than that, not ${grouped(households)}`,
    )
}

/** 1234567 as 1,234,567. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
