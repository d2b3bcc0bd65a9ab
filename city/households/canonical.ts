/**
 * JSON in one spelling: keys sorted by code units, no blanks, absent members left out. Equal contents give equal bytes, so a hash of them
 * says whether anything changed.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => canonicalJson(item ?? null)).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** What JSON writes otherwise than it stands, surrogates included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

/** JSON of a value that has no members, quicker than by JSON.stringify. */
export function jsonOf(value: string | number | boolean | null): string {
  if (typeof value === 'string') return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`
  return value === null || typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
