import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildLaw, expressionsOf } from '../engine/check/index.ts'
import { type NodeKind, walk } from '../engine/language/index.ts'
import { randomLaw } from './random-law.ts'

/** Every kind of the language; the type checker refuses a list that is not whole. */
const ALL: Record<NodeKind, true> = {
  literal: true,
  fact: true,
  has: true,
  rule: true,
  parameter: true,
  missing: true,
  decision_day: true,
  not: true,
  and: true,
  or: true,
  compare: true,
  among: true,
  add: true,
  subtract: true,
  multiply: true,
  negate: true,
  rescale: true,
  min: true,
  max: true,
  choose: true,
  share: true,
  age_on: true,
  months_after: true,
  year_start: true,
  exists: true,
  all: true,
  count: true,
  sum: true,
  count_true: true,
}

test('random programs hold every kind of node', () => {
  const seen = new Map<string, number>()
  for (const sources of fc.sample(randomLaw(3), { numRuns: 60, seed: 5 })) {
    for (const file of buildLaw(sources).law.files.values()) {
      for (const version of file.versions)
        for (const { node } of expressionsOf(version))
          walk(node, n => void seen.set(n.kind, (seen.get(n.kind) ?? 0) + 1))
    }
  }
  for (const kind of Object.keys(ALL)) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5)
})
