import { describe, expect, test } from 'vitest'
import { readYamlFolder } from '../../platform/files/index.ts'
import { buildLaw, elaborate, type Scope } from '../check/index.ts'
import type { Entity, Law, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { expressionText } from './index.ts'

/** An expression without the places where it was written. */
const meaning = (node: Node): string =>
  JSON.stringify(node, (key, value: unknown) =>
    key === 'start' || key === 'position'
      ? undefined
      : typeof value === 'bigint'
        ? `${value}n`
        : key === 'parameter'
          ? (value as { name: string }).name
          : value,
  )

function scopeOf(law: Law, version: Version, entity: Entity): Scope {
  const shared = [...law.files.values()]
    .filter(f => f.kind === 'standard' || f.kind === 'definitions')
    .flatMap(f => f.versions)
  return {
    facts: law.facts,
    entity,
    parameters: version.parameters,
    known: new Set(),
    ruleShape: (of, name) => {
      const own = version.rules.get(name)
      if (own?.entity === of) return { entity: of, name, type: own.type, expression: () => own.expression }
      const given = shared.map(v => v.rules.get(name)).find(r => r?.entity === of)
      return given && { entity: of, name, type: given.type }
    },
  }
}

describe('an expression written out from its typed form', () => {
  const { law } = buildLaw(readYamlFolder())

  test('means the same when it is read again, in every law file', () => {
    let read = 0
    for (const file of law.files.values()) {
      const subject = file.subject ?? 'household'
      for (const version of file.versions) {
        const all: { node: Node; entity: Entity }[] = [...version.rules.values()].map(r => ({
          node: r.expression,
          entity: r.entity,
        }))
        const conditions = [
          version.appliesTo,
          version.condition,
          ...version.exceptions.map(e => e.when),
          ...version.groups.flatMap(g => [g.when, g.amount, g.share]),
        ]
        for (const node of conditions) if (node) all.push({ node, entity: subject })
        for (const { node, entity } of all) {
          const text = expressionText(node, law.facts, entity)
          if (/\bmissing\b/.test(text)) continue
          expect(
            meaning(elaborate(text, node.type, scopeOf(law, version, entity))),
            `${file.id}: ${text}`,
          ).toBe(meaning(node))
          read++
        }
      }
    }
    expect(read).toBeGreaterThan(200)
  })
})
