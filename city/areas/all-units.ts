import { formerUnits, successions } from './former-units.ts'
import { readUnitFile } from './read.ts'
import type { AreaUnit, Link, Period } from './types.ts'
import { currentUnits } from './units.ts'

/** The periods in order, each with its first and last day; null: before the lists begin, until further notice. */
export const PERIODS: Readonly<
  Record<Period, { readonly from: string | null; readonly to: string | null; readonly source: string }>
> = {
  '2024': {
    from: null,
    to: '2024-12-31',
    source: 'thanglequoc/vietnamese-provinces-database v2.2.0; codes of the statistics office',
  },
  '2025-h1': {
    from: '2025-01-01',
    to: '2025-06-30',
    source: 'thanglequoc/vietnamese-provinces-database v2.4.1; codes of the statistics office',
  },
  '2025': {
    from: '2025-07-01',
    to: null,
    source: 'thanglequoc/vietnamese-provinces-database cd58063 (2026-08-02); codes of the statistics office',
  },
}

/** The list of units that holds on a day (ISO date). */
export const periodOf = (day: string): Period =>
  day < '2025-01-01' ? '2024' : day < '2025-07-01' ? '2025-h1' : '2025'

let units: readonly AreaUnit[] | undefined
let links: readonly Link[] | undefined

/** Every unit of every period, as the store keeps them. Read once. */
export function allUnits(): readonly AreaUnit[] {
  units ??= readUnits()
  return units
}

function readUnits(): readonly AreaUnit[] {
  const former = (['2024', '2025-h1'] as const).flatMap(period => [
    ...formerUnits(period).map(unit => ({ ...unit, ...dated(period) })),
    ...districtsWithoutCommunes(period),
  ])
  const current = currentUnits().map(unit => ({
    code: unit.code,
    period: unit.period,
    name: unit.name,
    full_name: unit.full_name,
    kind: unit.kind,
    area_kind: unit.area_kind === 'special_zone' ? null : unit.area_kind,
    district_code: null,
    district_name: null,
    territory: unit.territory,
    ...dated('2025'),
  }))
  return [...former, ...current]
}

function dated(period: Period): Pick<AreaUnit, 'valid_from' | 'valid_to' | 'source' | 'mark'> {
  const { from, to, source } = PERIODS[period]
  return { valid_from: from, valid_to: to, source, mark: 'reported' }
}

/** Bạch Long Vĩ: an island district that had no communes is its own unit. How it counts, urban or rural, is not settled. */
function districtsWithoutCommunes(period: '2024' | '2025-h1'): AreaUnit[] {
  const columns = ['district_code', 'district_full_name', 'commune_code', 'province_code'] as const
  return readUnitFile(`${period}.csv`, columns)
    .filter(row => row.commune_code === '')
    .map(row => ({
      code: row.district_code,
      period,
      name: row.district_full_name.replace(/^Huyện /, ''),
      full_name: row.district_full_name,
      kind: 'district' as const,
      area_kind: null,
      district_code: row.district_code,
      district_name: row.district_full_name,
      territory: row.province_code === '31' ? ('east' as const) : ('west' as const),
      ...dated(period),
    }))
}

/** Every step from a unit to a unit of the next period. Made once. */
export function allLinks(): readonly Link[] {
  links ??= [...stepsOf2025H1(), ...stepsOf2025()]
  return links
}

/**
 * On 2025-01-01. A code that goes on is taken as the same land, perhaps with more of it (`unconfirmed`: no text was read). Of the units that ended no source here says
 * where they went; they may be in any unit of their district of that time (`missing`).
 */
function stepsOf2025H1(): Link[] {
  const after = allUnits().filter(unit => unit.period === '2025-h1')
  const kept = new Set(after.map(unit => unit.code))
  const step = (old: AreaUnit, code: string, rest: Pick<Link, 'whole' | 'mark' | 'source'>): Link => ({
    old_code: old.code,
    old_period: '2024',
    new_code: code,
    new_period: '2025-h1',
    ...rest,
  })
  return allUnits()
    .filter(unit => unit.period === '2024')
    .flatMap(old =>
      kept.has(old.code)
        ? [step(old, old.code, { whole: true, mark: 'unconfirmed', source: 'the code goes on' })]
        : after
            .filter(unit => unit.district_code === old.district_code)
            .map(unit =>
              step(old, unit.code, {
                whole: false,
                mark: 'missing',
                source: 'no source: a unit of the same district',
              }),
            ),
    )
}

const SOURCE_2025 = 'sapnhap.bando.com.vn by thanglequoc/vietnamese-provinces-database cd58063'
/** Xã Hòa Bình (Kim Thành): its name occurs twice, and no second table confirms that part of it went to Xã Hà Nam. */
const ONLY_PLAUSIBLE = '10798/10843'

function stepsOf2025(): Link[] {
  const districts = new Map(
    allUnits()
      .filter(unit => unit.period === '2025-h1' && unit.kind === 'district')
      .map(unit => [unit.full_name, unit.code]),
  )
  return successions().map(step => {
    const old = step.old_code === '' ? districts.get(step.old_district_name) : step.old_code
    if (old === undefined) throw new Error(`mapping-2025.csv: ${step.new_code} comes from no known unit`)
    return {
      old_code: old,
      old_period: '2025-h1',
      new_code: step.new_code,
      new_period: '2025',
      whole: step.whole,
      mark: `${old}/${step.new_code}` === ONLY_PLAUSIBLE ? 'unconfirmed' : 'reported',
      source: SOURCE_2025,
    }
  })
}
