export * from './days.ts'
export { type Finding, formatFinding, LawFault, type Position, sortFindings } from './finding.ts'
export * from './fraction.ts'
export {
  inForce,
  isShared,
  type LinkedBenefit,
  type LinkedRule,
  type Program,
  ruleKey,
  territoriesMeet,
} from './in-force.ts'
export type * from './law.ts'
export { MARKS, type Mark, worseMark } from './mark.ts'
export * from './nodes/index.ts'
export { checkShape, TEXT2 } from './shape.ts'
export type { Source } from './source.ts'
export { rowRules, STANDING_RULES, standingRules, WAITING_RULES } from './standing-rules.ts'
export * from './types.ts'
export { datedValueAt } from './value-at.ts'
export { parseValue, parseWhole } from './written.ts'
export { type Path, type Raw, readYaml, type YamlFile } from './yaml-file.ts'
