import { describe, expect, it } from 'vitest'
import { parseDay } from '../../engine/language/index.ts'
import { loadLaw, programOf } from '../determinations/index.ts'
import { assess, engineHousehold, type RegistryFacts } from './assess.ts'
import { formA, screen } from './form-a.ts'
import { formB } from './form-b.ts'

const law = loadLaw()
const programAt = (day: string) => programOf(law, parseDay(day) ?? 0)
const program = programAt('2026-10-15')

/** A widow of 76 in a rural commune; everything that Form B asks is answered. */
const HOME: RegistryFacts = {
  ...{ area_kind: 'rural', income_per_head_month: 1_200_000, wall_durable: true, frame_durable: true },
  ...{ roof_durable: true, floor_area_m2: '40.00', water_source: 'piped', toilet_kind: 'septic' },
  has_information_device: true,
}
const WIDOW: RegistryFacts = {
  ...{ birth_date: '1950-03-01', can_work: false, employment: 'inactive', social_assistance_amount: 0 },
  ...{ social_pension_amount: 0, malnourished: false, has_health_insurance: true, attending: 'none' },
  ...{ qualification: 'primary', has_job_certificate: false, uses_internet: true, disability: 'none' },
}
const decide = (home: RegistryFacts, ...members: RegistryFacts[]) =>
  assess(
    program,
    engineHousehold(
      law.facts,
      'H1',
      { ...HOME, ...home },
      members.map((facts, i) => ({ id: `P${i}`, facts: { ...WIDOW, ...facts } })),
    ),
  )

describe('Form A', () => {
  it('lets a household go that shows a clear sign, and says which', () => {
    expect(screen(formA(), { car: true, pensioner: null })).toMatchObject({
      result: 'leaves',
      signs: ['car'],
    })
  })

  it('sends on to Form B whoever shows none, even if nothing is known', () => {
    const nothing = screen(formA(), {})
    expect(nothing.result).toBe('continues')
    expect(nothing.unknown).toHaveLength(formA().questions.length)
  })

  it('refuses an answer to a question it does not have', () => {
    expect(() => screen(formA(), { yacht: true })).toThrow('no question yacht')
  })

  it('says that its questions come from memory', () => {
    expect(formA().mark).toBe('unconfirmed')
  })
})

describe('Form B', () => {
  it('asks exactly what the standard rests on', () => {
    const form = formB(program)
    expect(form.household.map(q => q.fact)).toEqual([
      ...['area_kind', 'income_per_head_month', 'b1_points', 'b2_points', 'wall_durable', 'frame_durable'],
      ...['roof_durable', 'floor_area_m2', 'water_source', 'toilet_kind', 'has_information_device'],
    ])
    expect(form.person.filter(q => q.restricted).map(q => q.fact)).toEqual(['disability'])
    expect(form.household.find(q => q.fact === 'toilet_kind')?.words).toHaveProperty('septic')
  })

  it('asks for waste and digital services from 2027 on, and no longer for devices', () => {
    const facts = formB(programAt('2027-10-15')).household.map(q => q.fact)
    expect(facts).toContain('waste_treatment')
    expect(facts).toContain('uses_digital_services')
    expect(facts).not.toContain('has_information_device')
  })

  it('asks for all that can change the answer: with every question answered nothing is missing', () => {
    const result = decide({}, {})
    expect(result).toMatchObject({ computed: 'near_poor', deprivations: 0, missing: [], warnings: [] })
    expect(Object.values(result.indicators).every(v => v === false)).toBe(true)
  })
})

describe('the standing by Form B', () => {
  it('is poor from three deprivations on', () => {
    const two = { toilet_kind: 'none', water_source: 'unprotected' }
    expect(decide(two, {})).toMatchObject({ computed: 'near_poor', deprivations: 2 })
    expect(decide(two, { has_health_insurance: false })).toMatchObject({ computed: 'poor', deprivations: 3 })
  })

  it('is not known while an answer can change it, and says which answer', () => {
    const result = decide(
      { toilet_kind: 'none', water_source: 'unprotected' },
      { has_health_insurance: null },
    )
    expect(result).toMatchObject({ computed: 'undetermined', possible: ['poor', 'near_poor'] })
    expect(result.deprivations).toBeUndefined()
    expect(result.indicators['health_insurance']).toBeUndefined()
    expect(result.missing).toEqual(['P0.has_health_insurance'])
  })

  it('goes by points where a review used them, and warns of points that contradict the answers', () => {
    const points = decide({ b1_points: 120, b2_points: 30 }, {})
    expect(points.computed).toBe('poor')
    expect(points.warnings).toEqual(['b2_is_not_the_deprivations'])
  })

  it('says which indicator rests on a restricted fact', () => {
    const child = { birth_date: '2020-01-01', attending: 'primary' }
    const result = decide(
      {},
      {
        birth_date: '1990-01-01',
        qualification: 'college',
        social_assistance_amount: 700_000,
        disability: 'severe',
      },
      child,
    )
    expect(result.indicators['dependants']).toBe(true)
    expect(result.tainted).toEqual(['dependants'])
    expect(decide({}, {}).tainted).toEqual([])
  })

  it('is decided without a recognised standing getting in the way', () => {
    expect(decide({ recognised_standing: 'poor', recognised_on: '2025-12-01' }, {}).computed).toBe(
      'near_poor',
    )
  })
})
