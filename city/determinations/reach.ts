import { type LinkedBenefit, type Program, ruleKey } from '../../engine/language/in-force.ts'
import type { Version } from '../../engine/language/law.ts'
import { type Node, walk } from '../../engine/language/nodes/index.ts'

/**
 * Which rules and benefits can read a restricted fact at all, whoever the household is. Only where they can is a row asked whether it
 * did, and only such indicators are hidden in a restricted row.
 */
export class Reach {
  private readonly program: Program
  private readonly rules = new Map<unknown, boolean>()

  constructor(program: Program) {
    this.program = program
  }

  benefit({ versions }: LinkedBenefit): boolean {
    return versions.some(v => {
      const nodes = [
        v.appliesTo,
        ...v.exceptions.map(e => e.when),
        v.condition,
        ...v.groups.flatMap(g => [g.when, g.amount, g.share]),
      ]
      return nodes.some(node => node !== undefined && this.node(node, v))
    })
  }

  /** A household rule of the standard. */
  standing(name: string): boolean {
    const version = this.program.standard?.version
    return version !== undefined && this.rule('household', name, version)
  }

  private rule(entity: 'household' | 'person', name: string, version: Version): boolean {
    const own = version.rules.get(name)
    const shared = this.program.rules.get(ruleKey(entity, name))
    const found =
      own?.entity === entity ? { rule: own, version } : shared && { rule: shared, version: shared.version }
    if (!found) return false
    const known = this.rules.get(found.rule.expression)
    if (known !== undefined) return known
    const reads = this.node(found.rule.expression, found.version)
    this.rules.set(found.rule.expression, reads)
    return reads
  }

  private node(node: Node, version: Version): boolean {
    const { facts } = this.program.law
    let reads = false
    walk(node, n => {
      if (reads || (n.kind !== 'fact' && n.kind !== 'has' && n.kind !== 'rule')) return
      const entity = n.owner === 'household' ? 'household' : 'person'
      reads =
        n.kind === 'rule'
          ? this.rule(entity, n.name, version)
          : (facts[entity].get(n.name)?.restricted ?? false)
    })
    return reads
  }
}
