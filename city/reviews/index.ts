/**
 * Reviews (rà soát) of poor and near-poor households: rounds, cases and their steps, decisions, and what the reports say of them. Recognised standings
 * are written into the files of the households; everything else of the city reads them there.
 */

export { type ReviewContext, reviewContext } from './context.ts'
export { keepEffect, takeEffectEverywhere } from './keep-effect.ts'
export { type Movement, movementOf } from './movement.ts'
export { ESCAPED_MONTHS, type NewRound, openRound } from './open-round.ts'
export { type Effect, takeEffect } from './take-effect.ts'
