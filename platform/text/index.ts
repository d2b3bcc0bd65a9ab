export { nameKey } from './name-key.ts'
