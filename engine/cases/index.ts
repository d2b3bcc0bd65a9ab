export { checkCoverage } from './coverage.ts'
export { formatValue } from './format-value.ts'
export { readCases, type WorkedCase } from './read-cases.ts'
export { type CaseResult, Programs, runCase } from './run-cases.ts'
