import { readUnitFile } from './read.ts'
import type { Territory, Unit } from './types.ts'

const KINDS: Readonly<Record<string, Unit['kind']>> = {
  phuong: 'ward',
  xa: 'commune',
  dac_khu: 'special_zone',
}

let loaded: ReadonlyMap<string, Unit> | undefined

/** The 114 units since 2025-07-01, by code. Read once. */
export function currentUnits(): readonly Unit[] {
  return [...byCode().values()]
}

/** The current unit with this five-digit code, or undefined. Codes of other periods are not looked up here. */
export function findUnit(code: string): Unit | undefined {
  return byCode().get(code)
}

/**
 * East or west of a current unit.
 *
 * @throws Error when no unit since 2025-07-01 has the code.
 */
export function territoryOf(code: string): Territory {
  const unit = findUnit(code)
  if (unit === undefined) throw new Error(`no unit ${code} in Hải Phòng since 2025-07-01`)
  return unit.territory
}

function byCode(): ReadonlyMap<string, Unit> {
  loaded ??= new Map(load().map(unit => [unit.code, unit]))
  return loaded
}

function load(): Unit[] {
  const rows = readUnitFile('2025.csv', [
    'code',
    'name',
    'full_name',
    'full_name_en',
    'slug',
    'type',
    'area_kind',
    'former_province',
    'former_districts',
    'former_communes_text',
  ])
  return rows.map(row => {
    const kind = KINDS[row.type]
    const areaKind = row.area_kind
    if (kind === undefined) throw new Error(`2025.csv: ${row.code} has the unknown type ${row.type}`)
    if (areaKind !== 'urban' && areaKind !== 'rural' && areaKind !== 'special_zone')
      throw new Error(`2025.csv: ${row.code} has the unknown area kind ${areaKind}`)
    return {
      code: row.code,
      period: '2025',
      name: row.name,
      full_name: row.full_name,
      full_name_en: row.full_name_en,
      slug: row.slug,
      kind,
      area_kind: areaKind,
      territory: territoryOfProvince(row.former_province),
      former_province: row.former_province,
      former_districts: list(row.former_districts, '; '),
      former_communes: list(row.former_communes_text, ', '),
    }
  })
}

function territoryOfProvince(name: string): Territory {
  if (name === 'Thành phố Hải Phòng') return 'east'
  if (name === 'Tỉnh Hải Dương') return 'west'
  throw new Error(`2025.csv: unknown former province ${name}`)
}

function list(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}
