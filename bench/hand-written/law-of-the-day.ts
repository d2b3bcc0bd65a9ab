/**
 * What the law says on 2025-12-31, copied by hand from law/. The hand-written loops are a second computation of the law that shares no code with the engine,
 * so neither the calendar nor a value comes from there.
 */
const day = (year: number, month: number, date: number): number =>
  Date.UTC(year, month - 1, date) / 86_400_000

/** The decision date, a day number. */
export const ON = day(2025, 12, 31)

/** The latest birth day of someone who has completed `years` on 2025-12-31. No birthday comes later in the year, 29 February included. */
export const bornBy = (years: number): number => day(2025 - years, 12, 31)

/** Newly escaped until 36 months after the decision: the first day of which 36 months have not passed on 2025-12-31. */
export const ESCAPED_SINCE = day(2023, 1, 1)

/** By area kind: urban, rural. đồng per head and month; points. */
export const INCOME_LINE = [2_000_000, 1_500_000] as const
export const AVERAGE_TOP = [3_000_000, 2_250_000] as const
export const LOW_INCOME_CEILING = [3_000_000, 2_250_000] as const
export const B1_CUT = [175, 140] as const
export const POINTS_EACH = 10
export const B2_CUT = 30
export const DEPRIVED_CUT = 3
/** 8.00 m², in hundredths. */
export const AREA_PER_HEAD = 800

/** 1,984 đồng × 30 kWh. */
export const ELECTRICITY = 59_520
export const SOCIAL_POLICY_KWH = 50

/** 4.5 % of 2,340,000, the base salary of January 2025. */
export const PREMIUM = 105_300
/** Of the premium, in tenths. */
export const TENTHS = 10
export const premium = (tenths: number): number => (PREMIUM * tenths) / TENTHS

/** 22 % of 1,500,000, đồng a month. */
export const CONTRIBUTION = 330_000
export const SUPPORTED_MONTHS = 120
export const SPECIAL_ZONES = ['11914', '11948'] as const

export const PRODUCTION_LOAN = 100_000_000
export const JOB_LOAN = 100_000_000
export const WATER_LOAN = 50_000_000
export const STUDENT_LOAN = 4_000_000
export const ASSISTANCE_PER_CHILD = 500_000
export const SOCIAL_PENSION = 500_000
export const STUDY_COSTS = 150_000
export const LUNCH = 360_000
export const COURSE = {
  disabled: 6_000_000,
  minorityPoor: 4_000_000,
  poor: 3_000_000,
  nearPoor: 2_500_000,
  other: 2_000_000,
} as const

/** Two fifths of an amount, halves up: the city's addition to social assistance. */
export const addition = (amount: number): number => Math.floor((amount * 4 + 5) / 10)
