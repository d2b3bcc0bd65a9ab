/** Synthetic cities: people who do not exist, in a city whose decided standings give the published totals. */

export type { CityFile } from './city-file.ts'
export { type Column, HOUSEHOLD_COLUMNS, type Kind, PERSON_COLUMNS, REGISTRY_COLUMNS } from './columns.ts'
export { makeCity } from './make-city.ts'
export { type CityOptions, CityOptionsError } from './options.ts'
export { CITY_PRESETS, type CityPreset, PRESET_NAMES, type PresetName } from './presets.ts'
