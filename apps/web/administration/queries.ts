import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { useTwo } from '../language/index.ts'

export type User = Schemas['User']

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => (await bodyOf(api.GET('/api/users'))).users,
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => bodyOf(api.GET('/api/roles')),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The name of a role; its code until the names are there. */
export function useRoleName(): (role: string) => string {
  const { data } = useQuery(rolesQuery)
  const two = useTwo()
  return role => {
    const found = data?.roles.find(r => r.role === role)
    return found === undefined ? role : two(found.name)
  }
}

/** The name of a sector; its code until the names are there. */
export function useSectorName(): (sector: string) => string {
  const { data } = useQuery(rolesQuery)
  const two = useTwo()
  return sector => {
    const found = data?.sectors.find(s => s.sector === sector)
    return found === undefined ? sector : two(found.name)
  }
}

export const settingsQuery = queryOptions({
  queryKey: ['review-settings'],
  queryFn: async () => (await bodyOf(api.GET('/api/reviews/settings'))).items,
})

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => bodyOf(api.GET('/api/health')),
})
