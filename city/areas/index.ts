/**
 * The administrative units of Hải Phòng as dated data.
 *
 * A unit is (code, period). Units since 2025-07-01 are the ones households are kept in; older ones are read on demand,
 * for import and for `area_kind` before the merger. **`area_kind` is a dated fact of the household**, not of its code:
 * communes became wards on 2025-01-01 and 2025-07-01, and how the special zones Cát Hải and Bạch Long Vĩ count is not
 * settled at all (their unit says `special_zone`, their households say `urban` or `rural`).
 */

export { allLinks, allUnits, PERIODS, periodOf } from './all-units.ts'
export {
  areaKindBefore,
  findFormerUnit,
  formerUnits,
  predecessorsOf,
  successions,
  successorsOf,
} from './former-units.ts'
export { loadAreas } from './load-queries.ts'
export { neighboursOf, placeOf } from './places.ts'
export { type AreaTotal, findTotal, listLinks, listTotals, listUnits, type NewTotal } from './queries.ts'
export { rateOf } from './rate.ts'
export { type ConvertedSeries, inUnitsOf, type Series, type UnitGroup, type UnitValue } from './series.ts'
export type {
  AreaKind,
  AreaUnit,
  FormerUnit,
  Link,
  Mark,
  Period,
  Place,
  Succession,
  Territory,
  Unit,
} from './types.ts'
export { currentUnits, findUnit, territoryOf } from './units.ts'
