export { RETENTION, type RetentionRule } from './retention.ts'
export { keepSweeping, type Swept, sweep } from './sweep.ts'
