import { findUnit } from '../areas/index.ts'

/** The office that issues a paper, as it stands in the heading. */
export interface Office {
  readonly parent: string
  readonly name: string
  readonly unit: string
  /** Place before the date. */
  readonly place: string
  readonly province: string
  /** Who signs. */
  readonly chair: string
}

const PROVINCE = 'thành phố Hải Phòng'

/**
 * The People’s Committee of a commune, ward or special zone (units since 2025-07-01). Heading of two lines as in Decree 30/2020/NĐ-CP
 * (recalled, not read).
 *
 * @throws RangeError for a code that no unit of today has
 */
export function communeOffice(code: string): Office {
  const unit = findUnit(code)
  if (!unit) throw new RangeError(`${code} is no commune, ward or special zone since 2025-07-01`)
  return {
    parent: PROVINCE.toUpperCase(),
    name: `ỦY BAN NHÂN DÂN ${unit.full_name.toUpperCase()}`,
    unit: unit.full_name,
    place: unit.name,
    province: PROVINCE,
    chair: 'CHỦ TỊCH',
  }
}
