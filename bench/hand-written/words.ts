import type { FactBook } from '../../engine/language/index.ts'

/** Numbers of the words of the categories, as the loops use them. `checkWords` holds them against law/facts.yaml. */
export const STANDING = { poor: 0, nearPoor: 1, averageLiving: 2, notPoor: 3, aboveNearPoor: 4 } as const
export const CARD = {
  none: 0,
  employee: 1,
  pensioner: 2,
  childUnder6: 3,
  merit: 4,
  socialAssistance: 5,
  elderly: 6,
  student: 7,
  poor: 8,
  nearPoor: 9,
  averageFarm: 10,
  family: 11,
  other: 12,
} as const
export const LEVEL = {
  none: 0,
  preschool: 1,
  primary: 2,
  lowerSecondary: 3,
  upperSecondary: 4,
  vocational: 5,
  higher: 6,
} as const
export const QUALIFIED = {
  none: 0,
  primary: 1,
  lowerSecondary: 2,
  upperSecondary: 3,
  vocational: 4,
  college: 5,
  university: 6,
} as const
export const WORK = { wageContract: 0, wageNoContract: 1, selfEmployed: 2, seeking: 3, inactive: 4 } as const
export const WISH = { none: 0, production: 1, job: 2, study: 3, abroad: 4, housing: 5, water: 6 } as const
export const DISABILITY = { none: 0, mild: 1, severe: 2, verySevere: 3 } as const
export const BASIS = { recognised: 0, points: 1, income: 2 } as const
export const PREVIOUS = { poor: 0, nearPoor: 1, none: 2 } as const
export const TERRITORY = { east: 0, west: 1 } as const
export const AREA = { urban: 0, rural: 1 } as const
export const TOILET = {
  septic: 0,
  pourFlush: 1,
  ventilatedPit: 2,
  doubleVault: 3,
  other: 4,
  none: 5,
} as const
export const WATER = {
  piped: 0,
  borehole: 1,
  protectedWell: 2,
  protectedSpring: 3,
  rain: 4,
  bottled: 5,
  unprotected: 6,
} as const
export const SEX = { female: 0, male: 1 } as const
export const RESIDENCE = { permanent: 0, temporary: 1 } as const

const USED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  standing: STANDING,
  health_card_group: CARD,
  attending: LEVEL,
  qualification: QUALIFIED,
  employment: WORK,
  loan_wish: WISH,
  disability: DISABILITY,
  standing_basis: BASIS,
  previous_standing: PREVIOUS,
  territory: TERRITORY,
  area_kind: AREA,
  toilet_kind: TOILET,
  water_source: WATER,
  sex: SEX,
  residence: RESIDENCE,
}

/** Throws where facts.yaml numbers the words of a category in another way than these loops. */
export function checkWords(facts: FactBook): void {
  for (const [name, words] of Object.entries(USED)) {
    const expected = Object.keys(words).map(w => w.replace(/[A-Z0-9]/g, c => `_${c.toLowerCase()}`))
    const found = facts.categories.get(name)?.words ?? []
    if (expected.join(' ') !== found.join(' '))
      throw new Error(
        `the hand-written loop knows the words of ${name} as ${expected.join(' ')}, facts.yaml says ${found.join(' ')}`,
      )
  }
}
