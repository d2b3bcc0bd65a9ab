import type { Link, Period } from './types.ts'

/**
 * Something counted once per unit: households, persons, đồng. Only what can be added: never a rate, never a mean. null or an absent unit: unknown.
 */
export interface Series {
  readonly period: Period
  readonly values: ReadonlyMap<string, number | null>
}

/** What a series says about a unit of another period. */
export interface UnitValue {
  readonly code: string
  /** null: cannot be said; the bounds say what can. */
  readonly value: number | null
  readonly at_least: number
  /** null: no bound is known. */
  readonly at_most: number | null
  /** Units of the series whose value is spread over several units, of which this is one; sorted. */
  readonly split: readonly string[]
  /** Units of the series that belong here and have no value; sorted. */
  readonly unknown: readonly string[]
}

/** Units that can only be told together: what was split lies somewhere among them. */
export interface UnitGroup {
  readonly codes: readonly string[]
  /** null: a part of it is unknown. */
  readonly value: number | null
}

/** A series in the units of another period. */
export interface ConvertedSeries {
  readonly period: Period
  readonly units: readonly UnitValue[]
  readonly groups: readonly UnitGroup[]
  /** Units of the series that no source says the place of; they stand in `split` of every unit they may lie in. */
  readonly unplaced: readonly string[]
}

const ORDER: readonly Period[] = ['2024', '2025-h1', '2025']

interface Reach {
  readonly code: string
  readonly sure: boolean
}

/**
 * Reads a series in the units of another period, forwards or back. A unit that lies whole in another adds to it; the value of a unit that was split is not
 * divided: its places get bounds, and the group of them an exact sum. Where the series has 0 there is nothing to split.
 *
 * @param links every step between adjacent periods (`allLinks()`, or the store's)
 */
export function inUnitsOf(series: Series, period: Period, links: readonly Link[]): ConvertedSeries {
  const reach = reachOf(series.period, period, links)
  const into = new Map<string, Into>()
  const sources = new Set([...reach.keys(), ...(period === series.period ? series.values.keys() : [])])
  for (const source of sources) {
    const places = period === series.period ? [{ code: source, sure: true }] : (reach.get(source) ?? [])
    const value = series.values.get(source) ?? null
    for (const place of places) {
      const here = into.get(place.code) ?? { exact: 0, spread: 0, bounded: true, split: [], unknown: [] }
      add(here, source, value, places)
      into.set(place.code, here)
    }
  }
  const units = [...into].map(([code, here]) => unitOf(code, here)).sort((a, b) => (a.code < b.code ? -1 : 1))
  const unplaced = [...reach].filter(
    ([code, places]) => series.values.get(code) !== 0 && !places.every(isSure),
  )
  return {
    period,
    units,
    groups: groupsOf(reach, series, units),
    unplaced: unplaced.map(([code]) => code).sort(),
  }
}

const isSure = (place: Reach): boolean => place.sure

/** What comes into a unit. */
interface Into {
  exact: number
  spread: number
  bounded: boolean
  split: string[]
  unknown: string[]
}

function add(here: Into, source: string, value: number | null, places: readonly Reach[]): void {
  if (value === 0) return
  if (value === null) {
    here.unknown.push(source)
    here.bounded = false
  } else if (places.length === 1 && places.every(isSure)) here.exact += value
  else {
    here.split.push(source)
    here.spread += value
    // it may lie elsewhere, and what lies elsewhere may lie here
    if (!places.every(isSure)) here.bounded = false
  }
}

function unitOf(code: string, here: Into): UnitValue {
  const settled = here.split.length === 0 && here.unknown.length === 0
  return {
    code,
    value: settled ? here.exact : null,
    at_least: here.exact,
    at_most: here.bounded ? here.exact + here.spread : null,
    split: here.split.sort(),
    unknown: here.unknown.sort(),
  }
}

/** The units of `to` that each unit of `from` lies in, or may lie in. */
function reachOf(from: Period, to: Period, links: readonly Link[]): Map<string, Reach[]> {
  const [start, end] = [ORDER.indexOf(from), ORDER.indexOf(to)]
  const step = Math.sign(end - start)
  let reach: Map<string, Reach[]> | undefined
  for (let at = start; at !== end; at += step) {
    const edges = edgesBetween(ORDER[at], ORDER[at + step], links)
    reach = reach === undefined ? edges : through(reach, edges)
  }
  return reach ?? new Map()
}

function edgesBetween(
  from: Period | undefined,
  to: Period | undefined,
  links: readonly Link[],
): Map<string, Reach[]> {
  const edges = new Map<string, Reach[]>()
  for (const link of links) {
    const forwards = link.old_period === from && link.new_period === to
    if (!forwards && !(link.new_period === from && link.old_period === to)) continue
    const [source, code] = forwards ? [link.old_code, link.new_code] : [link.new_code, link.old_code]
    edges.set(source, [...(edges.get(source) ?? []), { code, sure: link.mark !== 'missing' }])
  }
  return edges
}

function through(reach: Map<string, Reach[]>, edges: Map<string, Reach[]>): Map<string, Reach[]> {
  const further = new Map<string, Reach[]>()
  for (const [source, places] of reach) {
    const found = new Map<string, boolean>()
    for (const place of places)
      for (const next of edges.get(place.code) ?? [])
        found.set(next.code, (found.get(next.code) ?? false) || (place.sure && next.sure))
    further.set(
      source,
      [...found].map(([code, sure]) => ({ code, sure })),
    )
  }
  return further
}

/** Units that share what was split, put together: their sum is exact although no one of them is. */
function groupsOf(
  reach: ReadonlyMap<string, readonly Reach[]>,
  series: Series,
  units: readonly UnitValue[],
): UnitGroup[] {
  const group = new Map<string, string>()
  const headOf = (code: string): string => {
    let head = code
    for (let next = group.get(head); next !== undefined; next = group.get(head)) head = next
    return head
  }
  for (const unit of units)
    for (const source of unit.split)
      for (const place of reach.get(source) ?? []) {
        const [a, b] = [headOf(unit.code), headOf(place.code)]
        if (a !== b) group.set(a, b)
      }
  const members = new Map<string, string[]>()
  for (const unit of units)
    if (unit.split.length > 0)
      members.set(headOf(unit.code), [...(members.get(headOf(unit.code)) ?? []), unit.code])
  return [...members.values()].map(codes => ({ codes, value: sumOf(codes, units, series) }))
}

function sumOf(codes: readonly string[], units: readonly UnitValue[], series: Series): number | null {
  const inside = units.filter(unit => codes.includes(unit.code))
  if (inside.some(unit => unit.at_most === null)) return null
  const split = new Set(inside.flatMap(unit => unit.split))
  const spread = [...split].reduce((sum, source) => sum + (series.values.get(source) ?? 0), 0)
  return inside.reduce((sum, unit) => sum + unit.at_least, spread)
}
