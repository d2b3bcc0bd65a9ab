import fc from 'fast-check'
import type { FactBook } from '../engine/language/index.ts'
import type { FactValue, Household, Person } from '../engine/population/index.ts'

/** The invented facts over which random programs speak: every type, optional and restricted ones, both entities. */
export const FACTS_YAML = `
categories:
  territory: { words: { east: { vi: đông, en: east }, west: { vi: tây, en: west } } }
  colour: { words: { red: { vi: đỏ, en: red }, green: { vi: lục, en: green }, blue: { vi: lam, en: blue } } }
  level: { ordered: true, words: { low: { vi: thấp, en: low }, mid: { vi: vừa, en: mid }, high: { vi: cao, en: high }, top: { vi: tột, en: top } } }
facts:
  household:
    territory: { type: category, label: { vi: phía, en: side } }
    hb: { type: bool, label: { vi: hb, en: hb } }
    hr: { type: bool, restricted: true, label: { vi: hr, en: hr } }
    hc: { type: category, of: colour, label: { vi: hc, en: hc } }
    hm: { type: money, max: 5000000, label: { vi: hm, en: hm } }
    hn: { type: count, max: 12, label: { vi: hn, en: hn } }
    hx: { type: decimal, places: 2, max: 90, label: { vi: hx, en: hx } }
    hd: { type: date, min: 1990-01-01, max: 2030-12-31, label: { vi: hd, en: hd } }
    ht: { type: text, label: { vi: ht, en: ht } }
    hod: { type: date, optional: true, label: { vi: hod, en: hod } }
    hon: { type: count, optional: true, max: 9, label: { vi: hon, en: hon } }
    hoc: { type: category, of: colour, optional: true, label: { vi: hoc, en: hoc } }
  person:
    pb: { type: bool, label: { vi: pb, en: pb } }
    pr: { type: bool, restricted: true, label: { vi: pr, en: pr } }
    pc: { type: category, of: level, label: { vi: pc, en: pc } }
    pk: { type: category, of: colour, label: { vi: pk, en: pk } }
    pm: { type: money, max: 3000000, label: { vi: pm, en: pm } }
    pn: { type: count, max: 12, label: { vi: pn, en: pn } }
    px: { type: decimal, places: 1, max: 50, label: { vi: px, en: px } }
    birth: { type: date, min: 1920-01-01, max: 2026-12-31, label: { vi: sinh, en: birth } }
    pt: { type: text, label: { vi: pt, en: pt } }
`

/** A value of a fact near what programs ask for: thresholds are hit often, 29 February and month ends too. */
function randomValue(name: string, type: string): fc.Arbitrary<FactValue> {
  switch (type) {
    case 'bool':
      return fc.boolean()
    case 'money':
      return fc.oneof(
        fc.integer({ min: 0, max: 6 }).map(n => n * 500_000),
        fc.integer({ min: 0, max: 3_000_000 }),
      )
    case 'decimal':
      return fc.integer({ min: 0, max: 500 })
    case 'count':
      return fc.integer({ min: 0, max: 9 })
    case 'date':
      return name === 'birth'
        ? fc.oneof(fc.constantFrom(11016, 12477, 13938, 14029, 19782), fc.integer({ min: 0, max: 20300 }))
        : fc.oneof(
            fc.constantFrom(18686, 19051, 19417, 19782, 19783, 20147),
            fc.integer({ min: 18000, max: 21000 }),
          )
    default:
      return fc.constantFrom('Kinh', 'Tày', 'Hoa')
  }
}

function factsOf(
  book: FactBook,
  entity: 'household' | 'person',
  unknown: number,
): fc.Arbitrary<Map<string, FactValue>> {
  const cells = [...book[entity].values()].map(fact => {
    const value =
      fact.type.t === 'category'
        ? fc.nat({ max: (book.categories.get(fact.type.of)?.words.length ?? 1) - 1 })
        : randomValue(fact.name, fact.type.t)
    const cell: fc.Arbitrary<FactValue> = fact.optional
      ? fc.oneof({ weight: 3, arbitrary: value }, { weight: 2, arbitrary: fc.constant(null) })
      : unknown === 0
        ? value
        : fc.oneof(
            { weight: 100 - unknown, arbitrary: value },
            { weight: unknown, arbitrary: fc.constant(undefined) },
          )
    return cell.map(v => [fact.name, v] as const)
  })
  return fc.tuple(...cells).map(entries => new Map(entries))
}

/** Random households of one to six members with a share (per cent) of unknown cells. */
export function randomHouseholds(book: FactBook, unknown: number): fc.Arbitrary<Household[]> {
  const person = factsOf(book, 'person', unknown)
  const household = fc.tuple(
    factsOf(book, 'household', unknown),
    fc.array(person, { minLength: 1, maxLength: 6 }),
  )
  return fc.array(household, { minLength: 1, maxLength: 12 }).map(list =>
    list.map(
      ([facts, people], h): Household => ({
        id: `H${String(h).padStart(3, '0')}`,
        facts,
        members: people.map((p, i): Person => ({ id: `P${String(h).padStart(3, '0')}${i}`, facts: p })),
      }),
    ),
  )
}
