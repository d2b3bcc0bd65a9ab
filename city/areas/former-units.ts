import { readUnitFile } from './read.ts'
import type { AreaKind, FormerUnit, Succession } from './types.ts'

/** Loaded on demand: most of the software never looks back before the merger of 2025-07-01. */
const lists = new Map<FormerUnit['period'], ReadonlyMap<string, FormerUnit>>()
let steps: readonly Succession[] | undefined

const KINDS: Readonly<Record<string, FormerUnit['kind']>> = {
  phuong: 'ward',
  thi_tran: 'township',
  xa: 'commune',
}

/** Wards, townships and communes of a period before the merger; the district without communes (Bạch Long Vĩ) is left out. */
export function formerUnits(period: FormerUnit['period']): readonly FormerUnit[] {
  return [...list(period).values()]
}

/** The unit that had the code in the period, or undefined. */
export function findFormerUnit(code: string, period: FormerUnit['period']): FormerUnit | undefined {
  return list(period).get(code)
}

/**
 * Urban or rural of an old unit's code on a day before 2025-07-01, by the units **of that day**: a commune that became
 * a ward on 2025-01-01 is rural in 2024.
 *
 * @param day ISO date
 * @throws Error from 2025-07-01 on, and when no unit had the code on that day.
 */
export function areaKindBefore(code: string, day: string): AreaKind {
  if (day >= '2025-07-01') throw new Error(`${day}: the units before the merger ended on 2025-06-30`)
  const period = day < '2025-01-01' ? '2024' : '2025-h1'
  const unit = findFormerUnit(code, period)
  if (unit === undefined) throw new Error(`no unit ${code} in the period ${period}`)
  return unit.area_kind
}

/** All steps old unit → new unit of 2025-07-01. */
export function successions(): readonly Succession[] {
  steps ??= loadSteps()
  return steps
}

/** The new units that an old one (code of the period 2025-h1) went into; more than one: a person must choose. */
export function successorsOf(oldCode: string): readonly Succession[] {
  return successions().filter(step => step.old_code === oldCode)
}

/** The old units, whole or in part, that make up a unit since 2025-07-01. */
export function predecessorsOf(newCode: string): readonly Succession[] {
  return successions().filter(step => step.new_code === newCode)
}

function list(period: FormerUnit['period']): ReadonlyMap<string, FormerUnit> {
  const known = lists.get(period)
  if (known !== undefined) return known
  const made = new Map(load(period).map(unit => [unit.code, unit]))
  lists.set(period, made)
  return made
}

function load(period: FormerUnit['period']): FormerUnit[] {
  const file = `${period}.csv`
  const rows = readUnitFile(file, [
    'province_code',
    'district_code',
    'district_full_name',
    'commune_code',
    'commune_name',
    'commune_full_name',
    'commune_type',
  ])
  return rows
    .filter(row => row.commune_code !== '')
    .map(row => {
      const kind = KINDS[row.commune_type]
      if (kind === undefined)
        throw new Error(`${file}: ${row.commune_code} has the unknown type ${row.commune_type}`)
      return {
        code: row.commune_code,
        period,
        name: row.commune_name,
        full_name: row.commune_full_name,
        kind,
        area_kind: kind === 'commune' ? 'rural' : 'urban',
        district_code: row.district_code,
        district_name: row.district_full_name,
        territory: row.province_code === '31' ? 'east' : 'west',
      }
    })
}

function loadSteps(): Succession[] {
  const rows = readUnitFile('mapping-2025.csv', [
    'new_code',
    'old_commune_code',
    'old_commune_full_name',
    'old_district_full_name',
    'old_unit_split_over_n_new_units',
    'part',
  ])
  return rows.map(row => ({
    new_code: row.new_code,
    old_code: row.old_commune_code,
    old_full_name: row.old_commune_full_name,
    old_district_name: row.old_district_full_name,
    whole: row.part === 'whole',
    successors: Number(row.old_unit_split_over_n_new_units),
  }))
}
