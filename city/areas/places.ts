import { readUnitFile } from './read.ts'
import type { Place } from './types.ts'

let places: ReadonlyMap<string, Place> | undefined
let neighbours: ReadonlyMap<string, readonly string[]> | undefined

/** Centroid and area of a unit since 2025-07-01, or undefined. */
export function placeOf(code: string): Place | undefined {
  places ??= new Map(
    readUnitFile('centroids-2025.csv', ['code', 'lat', 'lon', 'area_km2']).map(row => [
      row.code,
      {
        code: row.code,
        latitude: Number(row.lat),
        longitude: Number(row.lon),
        area_km2: Number(row.area_km2),
      },
    ]),
  )
  return places.get(code)
}

/** Codes of the units that touch a unit since 2025-07-01; none for the island Bạch Long Vĩ. */
export function neighboursOf(code: string): readonly string[] {
  neighbours ??= new Map(
    readUnitFile('adjacency-2025.csv', ['code', 'neighbour_codes']).map(row => [
      row.code,
      row.neighbour_codes.split(' ').filter(one => one !== ''),
    ]),
  )
  return neighbours.get(code) ?? []
}
