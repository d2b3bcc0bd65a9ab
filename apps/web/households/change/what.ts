/** What can be done with a file. */
export const WHATS = [
  'correct',
  'move',
  'join',
  'leave',
  'died',
  'transfer',
  'split',
  'merge',
  'undo',
] as const
export type What = (typeof WHATS)[number]

export function changeSearch({ what, event }: Record<string, unknown>): { what?: What; event?: string } {
  const known = WHATS.find(w => w === what)
  return {
    ...(known === undefined ? {} : { what: known }),
    ...(typeof event === 'string' && /^[0-9a-f-]{36}$/.test(event) ? { event } : {}),
  }
}
