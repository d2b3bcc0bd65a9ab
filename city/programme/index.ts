/** The programme table: published figures against what law and data give. */
export { readProgramme } from './commands.ts'
export { type Figures, readFigures } from './figures.ts'
export { type Coverage, programmeTable } from './programme.ts'
export { formatTable } from './table.ts'
export type { Row, Verdict } from './verdict.ts'
