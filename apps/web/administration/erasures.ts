import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'

export type Erasure = Schemas['ErasureRequest']

export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasures'],
  queryFn: ({ pageParam }) =>
    bodyOf(api.GET('/api/erasures', { params: { query: { limit: 50, ...pageParam } } })),
  initialPageParam: {} as { cursor?: string },
  getNextPageParam: page => (page.next_cursor === null ? undefined : { cursor: page.next_cursor }),
})
