/** What the addresses of this part carry. Nothing in them names a person. */
type Given = Record<string, unknown>

const oneOf = <T extends string>(given: unknown, known: readonly T[]): T | undefined =>
  known.find(one => one === given)
/** A code of an area: numbers lose their noughts in an address. */
const areaIn = (given: unknown): string | undefined => {
  const text = typeof given === 'number' ? String(given).padStart(5, '0') : given
  return typeof text === 'string' && /^(\d{5}|\*|city|system)$/.test(text) ? text : undefined
}
const textIn = (given: unknown, most: number): string | undefined => {
  const text = typeof given === 'number' ? String(given) : given
  return typeof text === 'string' && text !== '' && text.length <= most ? text : undefined
}
const dayIn = (given: unknown): string | undefined =>
  typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined
/** Leaves out what is not there, so that addresses stay short. */
const kept = <T extends object>(search: T): T =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T

export const USER_STATES = ['open', 'one_time', 'no_factor', 'banned', 'no_role'] as const
export interface UsersSearch {
  readonly role?: string | undefined
  readonly area?: string | undefined
  readonly state?: (typeof USER_STATES)[number] | undefined
}
export const usersSearch = ({ role, area, state }: Given): UsersSearch =>
  kept({ role: textIn(role, 40), area: areaIn(area), state: oneOf(state, USER_STATES) })

export interface TotalsSearch {
  readonly year?: number | undefined
  readonly missing?: true | undefined
}
export const totalsSearch = ({ year, missing }: Given): TotalsSearch =>
  kept({
    year: typeof year === 'number' && year >= 1990 && year <= 2100 ? Math.trunc(year) : undefined,
    missing: missing === true ? true : undefined,
  })

export const ROW_STATES = [
  'accepted',
  'waiting',
  'repeated',
  'rejected',
  'registered',
  'changed',
  'unchanged',
  'refused',
] as const
export interface ImportSearch {
  readonly state?: (typeof ROW_STATES)[number] | undefined
  readonly problem?: string | undefined
}
export const importSearch = ({ state, problem }: Given): ImportSearch =>
  kept({ state: oneOf(state, ROW_STATES), problem: textIn(problem, 60) })

export interface LogSearch {
  readonly area?: string | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly kind?: string | undefined
  readonly object?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
export const logSearch = ({ area, actor, action, kind, object, from, to }: Given): LogSearch =>
  kept({
    area: areaIn(area),
    actor: textIn(actor, 64),
    action: textIn(action, 80),
    kind: textIn(kind, 40),
    object: textIn(object, 200),
    from: dayIn(from),
    to: dayIn(to),
  })
