import type { Qualification } from './domains.ts'

export type Cohort = 'young' | 'middle' | 'old' | 'oldest'

/** Highest qualification by cohort, shares that sum to 1. Plausible for a northern port city; not from a census table. */
export const EDUCATION: Readonly<Record<Cohort, readonly (readonly [Qualification, number])[]>> = {
  young: [
    ['none', 0.005],
    ['primary', 0.02],
    ['lower_secondary', 0.155],
    ['upper_secondary', 0.4],
    ['vocational', 0.14],
    ['college', 0.09],
    ['university', 0.19],
  ],
  middle: [
    ['none', 0.01],
    ['primary', 0.08],
    ['lower_secondary', 0.41],
    ['upper_secondary', 0.24],
    ['vocational', 0.11],
    ['college', 0.04],
    ['university', 0.11],
  ],
  old: [
    ['none', 0.03],
    ['primary', 0.25],
    ['lower_secondary', 0.47],
    ['upper_secondary', 0.13],
    ['vocational', 0.06],
    ['college', 0.02],
    ['university', 0.04],
  ],
  oldest: [
    ['none', 0.12],
    ['primary', 0.46],
    ['lower_secondary', 0.31],
    ['upper_secondary', 0.06],
    ['vocational', 0.02],
    ['college', 0.01],
    ['university', 0.02],
  ],
}
