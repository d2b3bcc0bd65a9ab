/**
 * Urban or rural decides the income line (1.5 or 2.0 million đồng in the standard of 2022), and the reforms of 2025-01-01 and 2025-07-01 made communes
 * into wards. Before a run an officer sees the households whose kind of area changed, or does not fit the unit of the day.
 */
import { datedValueAt, type Program } from '../../engine/language/index.ts'
import { type AreaKind, areaKindBefore, currentUnits, predecessorsOf } from '../areas/index.ts'

/**
 * unknown: the file says neither. unsettled: nobody has settled how the special zones count. differs: the file says another kind than the unit of the day
 * has. changed: the whole unit was of the other kind before 2025. may_have_changed: a part of it was.
 */
export const AREA_KIND_REASONS = ['unknown', 'unsettled', 'differs', 'changed', 'may_have_changed'] as const
export type AreaKindReason = (typeof AREA_KIND_REASONS)[number]

/** What the units say of a commune on a day. */
export interface CommuneKind {
  readonly commune_code: string
  /** Kind of the unit of the day; undefined where it is not settled, or several units of then lie in today's commune. */
  readonly kind: AreaKind | undefined
  readonly isSettled: boolean
  /** Against that kind: what it was before the reforms. */
  readonly before: 'same' | 'other' | 'mixed'
}

const MERGER = '2025-07-01'
const BEFORE_REFORMS = '2024-12-31'
const BEFORE_MERGER = '2025-06-30'

/** Kinds of the communes since 2025-07-01 on a day (ISO). */
export function communeKinds(day: string): CommuneKind[] {
  return currentUnits().map(unit => {
    const { code } = unit
    const kinds = day >= MERGER ? new Set([unit.area_kind]) : kindsOn(code, day)
    const [only] = kinds
    const kind = kinds.size === 1 && only !== 'special_zone' ? only : undefined
    const earlier =
      day >= MERGER ? new Set([...kindsOn(code, BEFORE_REFORMS), ...kindsOn(code, BEFORE_MERGER)]) : kinds
    return { commune_code: code, kind, isSettled: !kinds.has('special_zone'), before: against(kind, earlier) }
  })
}

function against(kind: AreaKind | undefined, earlier: ReadonlySet<string>): CommuneKind['before'] {
  if (kind === undefined) return 'mixed'
  if (!earlier.has(kind) && earlier.size > 0) return 'other'
  return earlier.size > 1 ? 'mixed' : 'same'
}

/** Kinds of the older units that went into a commune. A unit that did not exist on the day is passed over. */
function kindsOn(code: string, day: string): Set<AreaKind> {
  const kinds = new Set<AreaKind>()
  for (const { old_code } of predecessorsOf(code)) {
    try {
      kinds.add(areaKindBefore(old_code, day))
    } catch {
      // the district without communes, and units made on 2025-01-01
    }
  }
  return kinds
}

/** The smallest and largest income line that the standard of the day gives by kind of area, đồng; undefined where it makes no difference. */
export function movingLine({
  standard,
  on,
  yearStart,
}: Program): { readonly low: number; readonly high: number } | undefined {
  const lines = [...(standard?.version.parameters.values() ?? [])]
    .filter(p => p.by === 'area_kind' && p.type.t === 'money')
    .flatMap(p => datedValueAt(p, on, yearStart)?.cells ?? [])
    .filter(cell => typeof cell === 'bigint')
    .map(Number)
  if (lines.length === 0) return undefined
  const [low, high] = [Math.min(...lines), Math.max(...lines)]
  return low < high ? { low, high } : undefined
}
