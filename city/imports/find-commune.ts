import {
  currentUnits,
  type FormerUnit,
  findFormerUnit,
  findUnit,
  formerUnits,
  successorsOf,
  type Unit,
} from '../areas/index.ts'
import { plainWords } from './plain-text.ts'

/** What a file says about the place of a household; empty where it says nothing. */
export interface SaidPlace {
  readonly code: string
  readonly name: string
  readonly district: string
  readonly district_code: string
}

/** The unit since 2025-07-01 that a file means. */
export type FoundCommune =
  | { readonly kind: 'found'; readonly code: string }
  /** A former unit that went whole into one of today's. */
  | { readonly kind: 'converted'; readonly code: string; readonly from: FormerUnit }
  /** A former unit of which no source says where the household's part went: a person chooses. */
  | { readonly kind: 'split' | 'ended'; readonly candidates: readonly string[]; readonly from: FormerUnit }
  | { readonly kind: 'missing' | 'unknown' | 'differs' }

const MERGER = '2025-07-01'
const FIRST_REFORM = '2025-01-01'
type Period = Unit['period'] | FormerUnit['period']

/**
 * Finds the unit by code and name. Codes were given to other units on 2025-07-01, so a code counts only with the name beside it, or, alone, as of
 * the day of the data. A district beside it means a former unit: there are none since the merger.
 *
 * @param day of the data, ISO
 */
export function findCommune(said: SaidPlace, day: string): FoundCommune {
  const code = /^\d{1,5}$/.test(said.code) ? said.code.padStart(5, '0') : said.code
  const name = bareName(said.name)
  if (code === '' && name === '') return { kind: 'missing' }
  let codeKnown = false
  for (const period of periodsOf(said, day)) {
    const units = code === '' ? unitsNamed(name, period) : unitWithCode(code, period)
    codeKnown ||= code !== '' && units.length > 0
    const fitting = units.filter(unit => (name === '' || hasName(unit, name)) && inDistrict(unit, said))
    if (fitting.length === 1 && fitting[0]) return converted(fitting[0])
  }
  return { kind: codeKnown ? 'differs' : 'unknown' }
}

function periodsOf(said: SaidPlace, day: string): readonly Period[] {
  if (said.district !== '' || said.district_code !== '') return ['2025-h1', '2024', '2025']
  if (day < FIRST_REFORM) return ['2024', '2025-h1', '2025']
  return day < MERGER ? ['2025-h1', '2024', '2025'] : ['2025', '2025-h1', '2024']
}

function unitWithCode(code: string, period: Period): (Unit | FormerUnit)[] {
  const unit = period === '2025' ? findUnit(code) : findFormerUnit(code, period)
  return unit ? [unit] : []
}

const byName = new Map<Period, Map<string, (Unit | FormerUnit)[]>>()

function unitsNamed(name: string, period: Period): readonly (Unit | FormerUnit)[] {
  let names = byName.get(period)
  if (!names) {
    names = new Map()
    for (const unit of period === '2025' ? currentUnits() : formerUnits(period)) {
      const key = bareName(unit.name)
      names.set(key, [...(names.get(key) ?? []), unit])
    }
    byName.set(period, names)
  }
  return names.get(name) ?? []
}

/** Name without marks and without the word for the kind of unit. */
const bareName = (name: string): string =>
  plainWords(name).replace(/^(xa|phuong|thi tran|dac khu|tt|p|x) /, '')

const hasName = (unit: Unit | FormerUnit, name: string): boolean => bareName(unit.name) === name

const DISTRICT_KINDS = /^(huyen|quan|thi xa|thanh pho|tp|h|q) /

function inDistrict(unit: Unit | FormerUnit, { district, district_code }: SaidPlace): boolean {
  // what stands in the district column of a list in today's units is no district
  if (unit.period === '2025') return true
  if (district_code !== '' && district_code.padStart(3, '0') !== unit.district_code) return false
  const bare = (text: string): string => plainWords(text).replace(DISTRICT_KINDS, '')
  return district === '' || bare(district) === bare(unit.district_name)
}

/** A unit of 2024 whose code went on in 2025 is taken to have gone on with it; one whose code ended has no table. */
function converted(unit: Unit | FormerUnit): FoundCommune {
  if (unit.period === '2025') return { kind: 'found', code: unit.code }
  const steps = successorsOf(unit.code)
  const [only] = steps
  if (steps.length === 1 && only) return { kind: 'converted', code: only.new_code, from: unit }
  if (steps.length > 1) return { kind: 'split', candidates: steps.map(step => step.new_code), from: unit }
  return { kind: 'ended', candidates: heirsOfDistrict(unit), from: unit }
}

/** Units that took over any commune of the district: the household's is among them. */
function heirsOfDistrict(unit: FormerUnit): string[] {
  const heirs = formerUnits('2025-h1')
    .filter(one => one.district_code === unit.district_code)
    .flatMap(one => successorsOf(one.code).map(step => step.new_code))
  return [...new Set(heirs)].sort()
}

/**
 * Kind of area of a household's place on a day, from the unit of that day; undefined where it is not settled (special zones) or the unit
 * of that day is not known.
 */
export function areaKindOn(found: FoundCommune, day: string): 'urban' | 'rural' | undefined {
  if (day >= MERGER) {
    const kind = 'code' in found ? findUnit(found.code)?.area_kind : undefined
    return kind === 'special_zone' ? undefined : kind
  }
  if (!('from' in found)) return undefined
  const period = day < FIRST_REFORM ? '2024' : '2025-h1'
  return found.from.period === period
    ? found.from.area_kind
    : findFormerUnit(found.from.code, period)?.area_kind
}

/** Hamlet and unit of an address written in one line: `Thôn 3, xã An Lão, huyện An Lão`. */
export function splitAddress(address: string): { readonly hamlet: string; readonly place: SaidPlace } {
  const parts = address.split(/[,;]| - /).map(part => part.trim())
  const at = parts.findIndex(part => /^(xa|phuong|thi tran|dac khu) /.test(plainWords(part)))
  if (at < 0) return { hamlet: address, place: { code: '', name: '', district: '', district_code: '' } }
  const district = parts.slice(at + 1).find(part => /^(huyen|quan|thi xa) /.test(plainWords(part))) ?? ''
  return {
    hamlet: parts.slice(0, at).join(', '),
    place: { code: '', name: parts[at] ?? '', district, district_code: '' },
  }
}
