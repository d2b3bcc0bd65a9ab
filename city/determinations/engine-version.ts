import { readFileSync } from 'node:fs'

/** Version of this program, as receipts name it. */
export function engineVersion(): string {
  const read: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : ''
}
