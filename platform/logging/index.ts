export { faultFields } from './fault-fields.ts'
export { createLogger, type Logger, type LogLevel } from './logger.ts'
