import { type BenefitChunk, UNKNOWN } from '../../engine/population/index.ts'
import { CARD } from './words.ts'

export const GRANTED = 1
export const REFUSED = 2
export const UNDETERMINED = 3

/** Columns that hold the same value for every row of most benefits are filled once: the version, the only group, no share. */
export function prepare(benefits: readonly BenefitChunk[]): void {
  for (const b of benefits) {
    b.version.fill(0)
    b.group.fill(0)
    b.share.fill(UNKNOWN)
  }
}

/** Grants a benefit that has one version, one group and no share. */
export function give(b: BenefitChunk, row: number, amount: number): void {
  b.outcome[row] = GRANTED
  b.amount[row] = amount
}

/** Grants by a group of a benefit without shares. */
export function giveGroup(b: BenefitChunk, row: number, group: number, amount: number): void {
  b.outcome[row] = GRANTED
  b.group[row] = group
  b.amount[row] = amount
}

/** Grants by a group with a share. */
export function giveShare(b: BenefitChunk, row: number, group: number, amount: number, share: number): void {
  b.outcome[row] = GRANTED
  b.group[row] = group
  b.amount[row] = amount
  b.share[row] = share
}

/** The groups of the state's health insurance premium, in their order, with the state's share in tenths. */
const STATE = [
  [CARD.childUnder6, 10],
  [CARD.merit, 10],
  [CARD.socialAssistance, 10],
  [CARD.elderly, 10],
  [CARD.poor, 10],
  [CARD.nearPoor, 7],
  [CARD.student, 5],
  [CARD.averageFarm, 3],
] as const
/** By card group: the state's group, −1 where others pay; the state's share in tenths. */
export const STATE_GROUP = new Int8Array(13).fill(-1)
export const STATE_TENTHS = new Uint8Array(13)
for (const [i, [card, tenths]] of STATE.entries()) {
  STATE_GROUP[card] = i
  STATE_TENTHS[card] = tenths
}
