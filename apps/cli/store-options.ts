import { type Command, InvalidArgumentError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { createLogger, type Logger, type LogLevel } from '../../platform/logging/index.ts'

/** What every command that opens a store takes. */
export interface StoreArguments {
  readonly data: string
  readonly province: string
}

/** Adds --data and --province. */
export const storeOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'thư mục dữ liệu (data folder)', './data')
    .option('--province <name>', 'tên tỉnh, thành phố (province)', 'hai-phong')

export const version: string = manifest.version

/** A port: 0 (any) to 65535. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('cổng là số từ 0 đến 65535')
  return port
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent']

/** The log of a command: JSON lines on standard output; on a terminal, where a person reads, only what is wrong. LOG_LEVEL decides otherwise. */
export function commandLog(): Logger {
  const wanted = process.env['LOG_LEVEL'] ?? ''
  const level = LEVELS.includes(wanted) ? (wanted as LogLevel) : process.stdout.isTTY ? 'warn' : 'info'
  return createLogger({ level })
}

/** Words for the person who started the command; standard output belongs to the log. */
export const tell = (text: string): void => void process.stderr.write(`${text}\n`)
