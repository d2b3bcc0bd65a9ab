import type { CaseLine, CaseState } from './queries.ts'

/** The way of a case, in the order of the board. */
export const STATES = [
  'listed',
  'screened',
  'screened_out',
  'resurvey',
  'surveyed',
  'met',
  'posted',
  'complained',
  'rechecked',
  'asked',
  'opined',
  'proposed',
  'decided',
  'certified',
  'refused',
  'withdrawn',
  'closed',
] as const satisfies readonly CaseState[]

/** Columns that stand on the board even when nobody is in them: the main way. */
export const MAIN: readonly CaseState[] = ['listed', 'surveyed', 'met', 'posted', 'proposed', 'decided']

/** Nothing more is to be decided. */
export const OVER: readonly CaseState[] = ['decided', 'certified', 'refused', 'withdrawn', 'closed']

export type Batch = 'meet' | 'post' | 'ask' | 'opinion' | 'propose' | 'certify'

/** What can be done with many households that stand here. */
export function batchesOf(state: CaseState, asksOpinion: boolean): readonly Batch[] {
  if (state === 'surveyed') return ['meet']
  if (state === 'met' || state === 'rechecked') return ['post']
  if (state === 'posted') return asksOpinion ? ['ask'] : ['propose']
  if (state === 'asked') return ['opinion']
  if (state === 'opined' || state === 'screened_out') return ['propose']
  if (state === 'decided') return ['certify']
  return []
}

/** Who may do it. */
export const PERMISSION: Readonly<Record<Batch, string>> = {
  meet: 'review.write',
  post: 'review.write',
  ask: 'review.decide',
  opinion: 'review.opinion',
  propose: 'review.decide',
  certify: 'review.write',
}

/** Is a household on the lists of the poor or near-poor? */
export const isListed = (standing: string | null | undefined): boolean =>
  standing === 'poor' || standing === 'near_poor'

export const hasCertificate = (c: Pick<CaseLine, 'standing'>): boolean => isListed(c.standing)

/** What a decision would say of a household: what the review found, or a refusal where it asked and is not poor. */
export function outcomeOf(
  c: Pick<CaseLine, 'standing' | 'opening_standing' | 'reason' | 'request_id' | 'request_subject'>,
): 'recognise' | 'refuse' {
  if (c.standing === null || c.standing === 'undetermined') return 'refuse'
  if (c.reason === 'listed_poor' || c.reason === 'listed_near_poor') return 'recognise'
  if (c.request_id !== null && c.request_subject === 'escape')
    return isListed(c.standing) && c.standing === c.opening_standing ? 'refuse' : 'recognise'
  return isListed(c.standing) || isListed(c.opening_standing) ? 'recognise' : 'refuse'
}

/** What the paper says of a household, given where it stood. */
export function resultOf(standing: string | null, before: string | null): Result {
  if (standing === 'poor') return 'poor'
  if (standing === 'near_poor') return 'near_poor'
  if (before === 'poor') return 'escaped_poor'
  if (before === 'near_poor') return 'escaped_near_poor'
  return 'neither'
}
export const RESULTS = ['poor', 'near_poor', 'escaped_poor', 'escaped_near_poor', 'neither'] as const
export type Result = (typeof RESULTS)[number]

/** At least the share of those present that the settings give. */
export const passes = (agreed: number, present: number, percent: number): boolean =>
  agreed * 100 >= present * percent
