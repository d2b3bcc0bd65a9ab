import { areaKindBefore, currentUnits, findFormerUnit, predecessorsOf, type Unit } from '../areas/index.ts'
import type { AreaKindWord } from './domains.ts'
import { COMMUNES } from './domains.ts'
import type { CityPreset } from './presets.ts'

/** A part of a current unit: what came to it from one old unit, with the kind of the place on the preset's date. */
export interface Part {
  /** Place of the commune code among `COMMUNES`. */
  readonly commune: number
  readonly territory: 'east' | 'west'
  readonly area_kind: AreaKindWord
  /** Name of the old unit, for the hamlet. */
  readonly old_name: string
  readonly rural_hamlets: boolean
  readonly weight: number
  /** How much more often than the city's mean a household here is poor; synthetic. */
  readonly hardship: number
  readonly has_san_diu: boolean
}

/**
 * Parts of the preset's territory, by commune code and then old code.
 *
 * The kind is that of the unit of the day: the old unit before 2025-07-01, the new one after. A unit of 2024 that ended
 * on 2025-01-01 is stood for by the one that kept its code. Special zones since 2025-07-01 keep the kind of the old
 * unit (towns urban, communes and Bạch Long Vĩ rural): nothing settled says otherwise.
 */
export function partsOf(preset: CityPreset): readonly Part[] {
  const units = currentUnits().filter(unit => preset.territories.includes(unit.territory))
  return units.sort((a, b) => (a.code < b.code ? -1 : 1)).flatMap(unit => partsOfUnit(unit, preset.on))
}

function partsOfUnit(unit: Unit, on: string): Part[] {
  const commune = COMMUNES.indexOf(unit.code)
  const steps = [...predecessorsOf(unit.code)].sort((a, b) => (a.old_code < b.old_code ? -1 : 1))
  return steps.map(step => {
    const old = findFormerUnit(step.old_code, '2025-h1')
    const oldKind =
      old === undefined ? 'rural' : areaKindBefore(step.old_code, on < '2025-07-01' ? on : '2025-06-30')
    const area_kind = on < '2025-07-01' || unit.area_kind === 'special_zone' ? oldKind : unit.area_kind
    const named = on < '2025-01-01' ? findFormerUnit(step.old_code, '2024') : old
    return {
      commune,
      territory: unit.territory,
      area_kind,
      old_name: named?.name ?? unit.name,
      rural_hamlets: (named?.kind ?? 'commune') === 'commune',
      weight: weightOf(unit, step.old_code, step.successors, old?.kind ?? 'island'),
      hardship: hardshipOf(unit, area_kind),
      has_san_diu: unit.former_districts.includes('Thành phố Chí Linh'),
    }
  })
}

/** Relative number of households: an old unit counts by its kind, a split one in equal parts, varied by ±30 % by its code. */
function weightOf(unit: Unit, oldCode: string, successors: number, kind: string): number {
  if (unit.code === '11948') return 0.02 // Bạch Long Vĩ: a few hundred people
  const island = unit.kind === 'special_zone' ? 0.25 : 1
  const size = kind === 'ward' ? 1.35 : kind === 'township' ? 1 : 0.85
  return (island * size * spread(oldCode, 0.7, 1.3)) / successors
}

function hardshipOf(unit: Unit, kind: AreaKindWord): number {
  const remote = unit.former_districts.some(
    name => name.includes('Tiên Lãng') || name.includes('Vĩnh Bảo') || name.includes('Thanh Hà'),
  )
    ? 1.4
    : 1
  return (kind === 'rural' ? 1.25 : 0.65) * remote * spread(unit.code, 0.7, 1.4)
}

/** A fixed number between `low` and `high` for a code. */
function spread(code: string, low: number, high: number): number {
  return low + ((Math.imul(Number(code), 0x9e3779b1) >>> 8) / 16_777_216) * (high - low)
}
