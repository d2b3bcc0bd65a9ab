import { type DestinationStream, type Logger, pino } from 'pino'
import { faultFields } from './fault-fields.ts'

export type { Logger } from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * Names of fields that must never be written, wherever they stand. Nobody should log them; this is the net below.
 */
const NEVER = [
  'password',
  'token',
  'cookie',
  'authorization',
  'secret',
  'full_name',
  'name',
  'identity_number',
  'phone',
  'account',
  'email',
  'birth_date',
  'body',
  'query',
]

/**
 * A logger that writes one JSON object a line: time, level, text, fields. An error under `err` is written without its message, which
 * may quote a person's data (see `faultFields`).
 */
export function createLogger(
  options: { readonly level?: LogLevel; readonly to?: DestinationStream; readonly fields?: object } = {},
): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { pid: process.pid, ...options.fields },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: faultFields },
      redact: { paths: NEVER.flatMap(name => [name, `*.${name}`]), censor: '[removed]' },
    },
    options.to ?? pino.destination({ fd: 1, sync: true }),
  )
}
