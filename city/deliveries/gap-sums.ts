import type { Tx } from '../../platform/db/index.ts'
import { type GapSum, initialState } from './gap.ts'
import { grantedSums, heldSums } from './queries.ts'

/**
 * How many rights of a month have not arrived and what they are worth, by commune, benefit and state. Counted from the sums of the runs and from what
 * was entered, so that a whole city takes no time. What is given once and was delivered for another month is counted here until a run no longer
 * grants it; the list leaves it out.
 */
export async function gapSums(tx: Tx, month: string, commune?: string): Promise<GapSum[]> {
  const held = await heldSums(tx, month, commune)
  const sums: GapSum[] = []
  for (const granted of await grantedSums(tx, month, commune)) {
    const { commune_code, benefit } = granted
    const mine = held.filter(h => h.commune_code === commune_code && h.benefit === benefit)
    let untouched = { rights: granted.rights, gap: granted.amount, open_amounts: granted.open_amounts }
    for (const h of mine) {
      untouched = {
        rights: untouched.rights - h.rights,
        gap: untouched.gap - h.amount,
        open_amounts: untouched.open_amounts - h.open_amounts,
      }
      sums.push({
        commune_code,
        benefit,
        state: h.state,
        rights: h.missing,
        gap: h.gap,
        open_amounts: h.missing_open,
      })
    }
    sums.push({ commune_code, benefit, state: initialState(granted.route), ...untouched })
  }
  return mergeStates(sums.filter(s => s.rights > 0))
}

/** Untouched rights stand in the same state as those of which somebody entered just that. */
function mergeStates(sums: readonly GapSum[]): GapSum[] {
  const merged = new Map<string, GapSum>()
  for (const s of sums) {
    const key = `${s.commune_code} ${s.benefit} ${s.state}`
    const known = merged.get(key)
    merged.set(
      key,
      known
        ? {
            ...s,
            rights: s.rights + known.rights,
            gap: s.gap + known.gap,
            open_amounts: s.open_amounts + known.open_amounts,
          }
        : s,
    )
  }
  return [...merged.values()]
}
