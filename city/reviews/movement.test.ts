import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balances, type Counted, type Course, movementOf } from './movement.ts'
import { resultReport } from './result-report.ts'
import { STANDINGS } from './words.ts'

const counted = (standing: Counted['standing'], persons: number): Counted => ({ standing, persons })
const course = (
  household: string,
  opening: Counted | undefined,
  closing: Counted | undefined,
  entry?: Course['entry'],
): Course => ({ household, opening, closing, entry })

/** A year of one commune, worked out by hand. */
const YEAR: Course[] = [
  course('A', counted('poor', 4), counted('poor', 4)),
  course('B', counted('poor', 3), counted('near_poor', 3)),
  course('C', counted('poor', 2), counted('average_living', 2)),
  course('D', counted('poor', 1), undefined), // the lone person died
  course('E', counted('near_poor', 5), counted('poor', 6)), // a child was born
  course('F', counted('average_living', 3), counted('poor', 3), 'relapsed'),
  course('G', counted(undefined, 2), counted('poor', 2), 'new'),
  course('H', undefined, counted('poor', 1)), // moved in
  course('I', counted('poor', 5), counted('poor', 3)), // two members left
  course('J', counted('poor', 2), counted('poor', 3)), // one joined
  course('K', counted('near_poor', 4), counted('not_poor', 4)),
  course('L', counted('near_poor', 2), counted(undefined, 2)), // the recognition ran out
]

const numbers = (list: 'poor' | 'near_poor', courses: Iterable<Course>): [string, number, number][] =>
  Object.entries(movementOf(list, courses)).map(([cell, c]) => [cell, c.households, c.persons])

describe('the movement of the poor', () => {
  it('counts a year as one does by hand', () => {
    expect(numbers('poor', YEAR)).toEqual([
      ['opening', 6, 17], // A4 B3 C2 D1 I5 J2
      ['to_other_list', 1, 3], // B
      ['escaped', 1, 2], // C
      ['other_decrease', 1, 3], // D 1; two persons left I
      ['from_other_list', 1, 6], // E
      ['relapsed', 1, 3], // F
      ['arisen', 1, 2], // G
      ['other_increase', 1, 2], // H 1; one person joined J
      ['closing', 7, 22], // A4 E6 F3 G2 H1 I3 J3
    ])
    expect(balances(movementOf('poor', YEAR))).toBe(true)
  })

  it('counts the near-poor of the same year', () => {
    expect(numbers('near_poor', YEAR)).toEqual([
      ['opening', 3, 11],
      ['to_other_list', 1, 5],
      ['escaped', 1, 4],
      ['other_decrease', 1, 2],
      ['from_other_list', 1, 3],
      ['relapsed', 0, 0],
      ['arisen', 0, 0],
      ['other_increase', 0, 0],
      ['closing', 1, 3],
    ])
  })

  it('names the households behind a number, and those of whom only members changed', () => {
    expect(movementOf('poor', YEAR).other_decrease.behind).toEqual([
      { household: 'D', persons: 1, counts: true },
      { household: 'I', persons: 2, counts: false },
    ])
  })
})

const anyCounted = fc.option(
  fc.record({
    standing: fc.option(fc.constantFrom(...STANDINGS), { nil: undefined }),
    persons: fc.integer({ min: 1, max: 12 }),
  }),
  { nil: undefined },
)
const anyCourse = fc.record({
  household: fc.uuid(),
  opening: anyCounted,
  closing: anyCounted,
  entry: fc.option(fc.constantFrom('new' as const, 'relapsed' as const, 'old' as const), { nil: undefined }),
})

describe('whatever happens to households', () => {
  it('the tables balance, and their ends are the standings counted independently', () => {
    fc.assert(
      fc.property(fc.array(anyCourse, { maxLength: 60 }), courses => {
        for (const list of ['poor', 'near_poor'] as const) {
          const m = movementOf(list, courses)
          expect(balances(m)).toBe(true)
          for (const end of ['opening', 'closing'] as const) {
            const on = courses.map(c => c[end]).filter(c => c?.standing === list)
            expect(m[end]).toMatchObject({
              households: on.length,
              persons: on.reduce((sum, c) => sum + (c?.persons ?? 0), 0),
            })
          }
          for (const cell of Object.values(m)) {
            expect(cell.households).toBe(cell.behind.filter(b => b.counts).length)
            expect(cell.persons).toBe(cell.behind.reduce((sum, b) => sum + b.persons, 0))
          }
        }
      }),
    )
  })

  it('who goes from one list to the other leaves here and arrives there', () => {
    fc.assert(
      fc.property(fc.array(anyCourse, { maxLength: 60 }), courses => {
        const [poor, near] = [movementOf('poor', courses), movementOf('near_poor', courses)]
        const names = (b: readonly { household: string }[]) => b.map(x => x.household)
        expect(names(poor.to_other_list.behind)).toEqual(names(near.from_other_list.behind))
        expect(names(near.to_other_list.behind)).toEqual(names(poor.from_other_list.behind))
      }),
    )
  })

  it('a commune’s moves within the city cancel when the communes are added', () => {
    fc.assert(
      fc.property(
        fc.array(anyCourse, { maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        (courses, sides) => {
          // two communes: each end of a course lies in one of them
          const part = (side: boolean) =>
            movementOf(
              'poor',
              courses.map((c, i) => ({
                ...c,
                opening: sides[2 * i] === side ? c.opening : undefined,
                closing: sides[2 * i + 1] === side ? c.closing : undefined,
              })),
            )
          const city = movementOf('poor', courses)
          for (const what of ['households', 'persons'] as const) {
            expect(part(true).closing[what] + part(false).closing[what]).toBe(city.closing[what])
            expect(part(true).opening[what] + part(false).opening[what]).toBe(city.opening[what])
          }
        },
      ),
    )
  })
})

describe('report 1', () => {
  const households = [
    { standing: 'poor' as const, persons: 3, isFarm: false },
    { standing: 'near_poor' as const, persons: 2, isFarm: true },
    { standing: 'average_living' as const, persons: 4, isFarm: true },
    { standing: 'average_living' as const, persons: 4, isFarm: undefined },
    { standing: undefined, persons: 9, isFarm: undefined },
  ]

  it('shows rates against the totals of the unit', () => {
    const report = resultReport(households, { households: 800, persons: 2000 })
    expect(report.poor).toEqual({ households: 1, persons: 3, householdRate: '0,13', personRate: '0,15' })
    expect(report.average_farm).toMatchObject({ households: 1, persons: 4 })
    expect(report.notes).toEqual([])
  })

  it('shows no rate where nobody has entered the total', () => {
    const report = resultReport(households, { households: undefined, persons: 2000 })
    expect(report.poor.householdRate).toBeUndefined()
    expect(report.poor.personRate).toBe('0,15')
    expect(report.notes.map(n => n.en)).toEqual(['no total of households was entered, so there is no rate'])
  })

  it('shows no rate above a hundred per cent but says that the total is wrong', () => {
    const report = resultReport(households, { households: 1, persons: 1 })
    expect(report.poor).toMatchObject({ householdRate: '100,00', personRate: undefined })
    expect(report.notes).toHaveLength(1)
    expect(report.notes[0]?.en).toContain('smaller than what was counted')
  })
})
