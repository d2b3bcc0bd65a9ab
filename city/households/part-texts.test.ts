import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { unpack } from './packing.ts'
import { PERSON_ASPECTS } from './part-texts.ts'
import { testRegistry } from './testing.ts'
import type { PersonContent } from './types.ts'

const { facts, texts } = testRegistry()
const restricted = [...facts.person.values()].filter(f => f.restricted).map(f => f.name)
const value = fc.oneof(fc.boolean(), fc.nat(), fc.string({ unit: 'binary' }), fc.constant(null))
const record = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), value)

const content: fc.Arbitrary<PersonContent> = fc
  .tuple(
    record([...facts.person.keys()]),
    record(Object.keys(PERSON_ASPECTS)),
    fc.subarray([...facts.person.keys(), ...Object.keys(PERSON_ASPECTS)]),
    fc.boolean(),
  )
  .map(([said, fields, names, isCarried]): PersonContent => {
    const origin = { kind: 'surveyed' as const, effective_on: '2025-01-01', recorded_at: '', actor: 'u' }
    const isSaid = (name: string): boolean => Object.hasOwn(said, name) || Object.hasOwn(fields, name)
    return {
      facts: said,
      fields: fields as PersonContent['fields'],
      ...(isCarried ? { origins: [{ ...origin, names: names.filter(isSaid).sort() }] } : {}),
    } as PersonContent
  })

it('what is said of a person is written into the part of those who may read it, in canonical form, and all of it', () => {
  fc.assert(
    fc.property(content, said => {
      const back = { facts: {}, fields: {}, names: [] as string[] }
      for (const { aspect, text } of texts.person.write(said)) {
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        const part = unpack(JSON.parse(text)) as PersonContent
        for (const name in part.facts) expect(restricted.includes(name)).toBe(aspect === 'restricted')
        for (const name in part.fields)
          expect(PERSON_ASPECTS[name as keyof typeof PERSON_ASPECTS]).toBe(aspect)
        Object.assign(back.facts, part.facts)
        Object.assign(back.fields, part.fields)
        back.names.push(...(part.origins ?? []).flatMap(origin => origin.names))
      }
      expect(back.facts).toEqual(said.facts)
      expect(back.fields).toEqual(said.fields)
      expect(back.names.sort()).toEqual(said.origins?.flatMap(origin => origin.names) ?? [])
    }),
  )
})

it('a person of whom nothing is said has an open part all the same', () => {
  expect(texts.person.write({})).toEqual([{ aspect: 'open', text: '{}' }])
})
