import { wordOf } from '../../engine/language/index.ts'
import type { Decider } from '../../engine/population/index.ts'

/** Names of columns of a chunk that say whether a household is on a list. */
const STANDINGS = ['standing', 'computed_standing'] as const
const ON_A_LIST: ReadonlySet<string> = new Set(['poor', 'near_poor'])

/**
 * Which households are on a list: recognised or computed poor or near-poor, newly escaped, or under review. For them a refusal is stored as well,
 * so that an officer can say why.
 */
export function listedHouseholds(
  decider: Decider,
): (standing: ReadonlyMap<string, Int32Array>, row: number) => boolean {
  const type = decider.program.rules.get('household.standing')?.type
  const category = type?.t === 'category' ? decider.program.law.facts.categories.get(type.of) : undefined
  const isListed = new Map<number, boolean>()
  return (standing, row) => {
    for (const name of STANDINGS) {
      const set = standing.get(name)?.[row] ?? 0
      let listed = isListed.get(set)
      if (listed === undefined) {
        listed = ON_A_LIST.has((category && wordOf(category, set)) ?? '')
        isListed.set(set, listed)
      }
      if (listed) return true
    }
    // 2: certainly true
    return standing.get('newly_escaped')?.[row] === 2
  }
}
