import type { Entity, Fact, FactBook, Parameter } from '../language/law.ts'
import type { Node, Owner } from '../language/nodes/index.ts'
import type { Type } from '../language/types.ts'

/** What a rule of a version looks like from outside, before its expression is typed. */
export interface RuleShape {
  readonly entity: Entity
  readonly name: string
  readonly type: Type
  /** The typed expression, made on demand; undefined for a faulty rule and for one that is being typed. Absent for rules of other files. */
  readonly expression?: () => Node | undefined
}

/** Everything the names of one expression can mean. */
export interface Scope {
  readonly facts: FactBook
  /** The entity whose rule it is. */
  readonly entity: Entity
  /** The variable of the quantifier we are in. */
  readonly member?: string
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly ruleShape: (entity: Entity, name: string) => RuleShape | undefined
  /** What `group_share` stands for in an amount. */
  readonly groupShare?: Node
  /** Optional facts that have been asked for with `has`, as `owner.name`. */
  readonly known: ReadonlySet<string>
}

export const entityOf = (owner: Owner): Entity => (owner === 'household' ? 'household' : 'person')

/** The declared fact behind an owner and a name. */
export const factOf = (facts: FactBook, owner: Owner, name: string): Fact | undefined =>
  (owner === 'household' ? facts.household : facts.person).get(name)

/** Names near a misspelt one, for the mending hint. */
export function near(name: string, names: Iterable<string>): string {
  const close = [...names]
    .map(n => ({ n, d: distance(name, n) }))
    .filter(x => x.d <= Math.max(2, name.length / 3))
  close.sort((a, b) => a.d - b.d || (a.n < b.n ? -1 : 1))
  return close
    .slice(0, 3)
    .map(x => x.n)
    .join(', ')
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    }
    row = next
  }
  return row[b.length] ?? 0
}
