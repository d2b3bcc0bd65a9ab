import { type Case, collectMissing, type Outcome } from '../../../engine/evaluate/index.ts'
import type { Node, Program } from '../../../engine/language/index.ts'
import type { Household } from '../../../engine/population/index.ts'
import type { Waiting } from './messages.ts'

/**
 * The unknown facts on which results wait, the one that decides most first: each result that is open gives every fact it waits for a share, the
 * larger the fewer it waits for. What only the law lacks cannot be asked.
 */
export function waitingFor(
  household: Household,
  open: readonly { readonly missing: readonly string[]; readonly title: string }[],
): Waiting[] {
  const found = new Map<string, { weight: number; benefits: Set<string> }>()
  for (const { missing, title } of open) {
    const facts = missing.filter(key => !key.startsWith('law:'))
    for (const key of facts) {
      const at = found.get(key) ?? { weight: 0, benefits: new Set<string>() }
      at.weight += 1 + 1 / facts.length
      at.benefits.add(title)
      found.set(key, at)
    }
  }
  return [...found]
    .map(([key, { weight, benefits }]) => ({ ...named(household, key), weight, benefits: [...benefits] }))
    .sort((a, b) => b.weight - a.weight || (a.fact < b.fact ? -1 : 1))
}

/** A key such as `p1.birth_date` or `floor_area_m2`. */
function named(household: Household, key: string): Pick<Waiting, 'fact' | 'entity' | 'person'> {
  const member = household.members.find(m => key.startsWith(`${m.id}.`))
  return member === undefined
    ? { fact: key, entity: 'household', person: null }
    : { fact: key.slice(member.id.length + 1), entity: 'person', person: member.id }
}

/** Outcomes on which something can still change: undetermined ones, and rights whose amount is not known for want of a fact. */
export const openOf = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(o => o.missing.length > 0)

/** What rules of the standard wait for. */
export function missingOfRules(program: Program, decided: Case, names: readonly string[]): string[] {
  const { context } = decided.standingValues()
  const missing = new Set<string>()
  for (const name of names) {
    const type = program.standard?.version.rules.get(name)?.type ?? { t: 'bool' as const }
    const node: Node = { kind: 'rule', type, owner: 'household', name, start: 0 }
    collectMissing(node, context, missing)
  }
  return [...missing]
}
