import { allLinks, type Period } from '../areas/index.ts'

/**
 * Units since 2025-07-01 that a household of an old unit may live in now, by code. One: there is nothing to choose. None: no unit of that period has the code.
 */
export function candidatesOf(code: string, period: Period): readonly string[] {
  if (period === '2025') return [code]
  const next = period === '2024' ? '2025-h1' : '2025'
  const places = allLinks()
    .filter(link => link.old_code === code && link.old_period === period)
    .map(link => link.new_code)
  const found = next === '2025' ? places : places.flatMap(place => candidatesOf(place, next))
  return [...new Set(found)].sort()
}
