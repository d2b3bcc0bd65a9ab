import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'

/** Which store this is; asked by everybody, so it says nothing of anybody. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: () => bodyOf(api.GET('/api/about')),
  staleTime: Number.POSITIVE_INFINITY,
})
