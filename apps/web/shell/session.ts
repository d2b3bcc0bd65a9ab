import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'

export type Me = Schemas['Me']

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => bodyOf(api.GET('/api/me')),
  staleTime: 5 * 60_000,
  retry: false,
})

/** Who is signed in. Only inside of the office: its route has asked before. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (data === undefined) throw new Error('asked for the user outside of the office')
  return data
}

export const holds = (me: Me, permission: string, area?: string): boolean =>
  me.permissions.some(
    p => p.permission === permission && (area === undefined || p.area === '*' || p.area === area),
  )

/** May this person do that (in this commune)? The database decides in the end; the page only leaves out what it would refuse. */
export const useMay = (): ((permission: string, area?: string) => boolean) => {
  const me = useMe()
  return (permission, area) => holds(me, permission, area)
}

/** The kind of first screen: by what somebody may do, not by the name of the role. */
export type Desk =
  | 'commune'
  | 'city'
  | 'surveyor'
  | 'legal'
  | 'inspector'
  | 'partner'
  | 'administrator'
  | 'none'

export function deskOf(me: Me): Desk {
  const has = (p: string) => holds(me, p)
  const everywhere = me.permissions.some(p => p.area === '*' && p.permission === 'review.read')
  if (has('law.propose') || has('law.approve')) return 'legal'
  if (has('user.manage') && !has('household.read')) return 'administrator'
  if (has('audit.read') && has('household.read')) return 'inspector'
  if (has('outcome.read') && has('household.read')) return everywhere ? 'city' : 'commune'
  if (has('review.survey')) return 'surveyor'
  if (has('outcome.read')) return 'partner'
  if (has('user.manage')) return 'administrator'
  return 'none'
}

/** The communes of somebody's grants; `*` for the whole city. */
export const areasOf = (me: Me): readonly string[] => [...new Set(me.permissions.map(p => p.area))]

/** Leaves. What was fetched ends with the page, which is loaded anew; what was kept on the device ends before. */
export async function signOut(): Promise<void> {
  await api.POST('/api/sign-out').catch(() => undefined)
  await leave()
}

let isLeaving = false

/** To the sign-in page, from where `next` is come back to. Once: refusals of what was still asked for lead nowhere else. */
export async function leave(next?: string): Promise<void> {
  if (isLeaving) return
  isLeaving = true
  for (const forgetter of forgetters) await forgetter()
  window.location.assign(next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
}

const forgetters = new Set<() => Promise<void> | void>()
/** Called when the person leaves: what a part keeps on the device under a key of the person ends here. */
export const onForget = (forgetter: () => Promise<void> | void): void => void forgetters.add(forgetter)
