export { Failure } from '../../platform/failure/index.ts'
