import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { FactsWriter, unpack } from './packing.ts'
import type { FactValue } from './types.ts'
import { TYPICAL } from './typical.ts'

const value = fc.oneof(fc.boolean(), fc.nat(), fc.string(), fc.constant(null))

/** Facts that say some of the typical ones, some of them otherwise, and some others. */
const facts = fc.integer({ min: 0, max: TYPICAL.length - 1 }).chain(i => {
  const typical = Object.entries(TYPICAL[i] ?? {})
  return fc
    .tuple(
      fc.subarray(typical, { minLength: 0 }),
      fc.dictionary(fc.constantFrom(...typical.map(([name]) => name), 'more', '__proto_', 't', 'a'), value),
    )
    .map(([some, others]): Record<string, FactValue> => ({ ...Object.fromEntries(some), ...others }))
})

it('a content is the same after it was packed and unpacked, whatever it says, and its text is canonical', () => {
  fc.assert(
    fc.property(facts, fc.option(fc.string(), { nil: undefined }), (said, full_name) => {
      const rest = full_name === undefined ? '' : `,"fields":${JSON.stringify({ full_name })}`
      const text = new FactsWriter(Object.keys(said)).content(said, rest)
      const content = { facts: said, ...(full_name === undefined ? {} : { fields: { full_name } }) }
      expect(canonicalJson(unpack(JSON.parse(text) as object))).toBe(canonicalJson(content))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

it('an ordinary person takes a fraction of the bytes', () => {
  const person = { ...TYPICAL[1], birth_date: '1950-02-03' }
  const text = new FactsWriter(Object.keys(person)).content(person, '')
  expect(text.length).toBeLessThan(JSON.stringify({ facts: person }).length / 5)
})
