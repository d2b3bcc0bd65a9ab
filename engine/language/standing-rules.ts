import type { Program } from './in-force.ts'

/** Rules of a standard, beside its indicators, that make a row of standings. Their names are a contract between the law files and both runners. */
export const STANDING_RULES = [
  'standing',
  'standing_basis',
  'computed_standing',
  'newly_escaped',
  'deprivation_count',
] as const

/** Those whose undecidedness a row of standings explains. */
export const WAITING_RULES = ['standing', 'computed_standing', 'newly_escaped'] as const

/** Names of the rules in a row of standings; none where the day has no standard. */
export const rowRules = ({ standard }: Program): string[] =>
  standard ? [...STANDING_RULES, ...standard.version.indicators] : []

/** Everything a run asks of the standard: the row, and the warnings about data that contradict themselves. */
export const standingRules = (program: Program): string[] => [
  ...rowRules(program),
  ...(program.standard?.version.warnings ?? []),
]
