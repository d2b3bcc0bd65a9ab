export const PAIR_STATES = ['open', 'merged', 'dismissed'] as const
export type PairState = (typeof PAIR_STATES)[number]

export function pairSearch({ state }: Record<string, unknown>): { state?: PairState } {
  const known = PAIR_STATES.find(s => s === state)
  return known === undefined ? {} : { state: known }
}

export const CHOICE_STATES = ['open', 'made'] as const
export type ChoiceState = (typeof CHOICE_STATES)[number]

export function choiceSearch({ state }: Record<string, unknown>): { state?: ChoiceState } {
  const known = CHOICE_STATES.find(s => s === state)
  return known === undefined ? {} : { state: known }
}
