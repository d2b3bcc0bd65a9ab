import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import type { ImportSearch } from '../search.ts'

export type Import = Schemas['Import']
export type ImportWithCounts = Schemas['ImportWithCounts']
export type ImportHousehold = Schemas['ImportHousehold']

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam }) =>
    bodyOf(api.GET('/api/imports', { params: { query: { limit: 25, ...pageParam } } })),
  initialPageParam: {} as { cursor?: string },
  getNextPageParam: page => (page.next_cursor === null ? undefined : { cursor: page.next_cursor }),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => bodyOf(api.GET('/api/imports/{import_id}', { params: { path: { import_id: id } } })),
    // another window, or a server that was restarted, may be at it
    refetchInterval: query =>
      query.state.data?.state === 'checking' || query.state.data?.state === 'applying' ? 3_000 : false,
  })

export const importRowsQuery = (id: string, { state, problem }: ImportSearch) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', state ?? '', problem ?? ''],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/imports/{import_id}/households', {
          params: {
            path: { import_id: id },
            query: {
              limit: 50,
              ...(state === undefined ? {} : { state }),
              ...(problem === undefined
                ? {}
                : { problem: problem as ImportHousehold['problems'][number]['code'] }),
              ...pageParam,
            },
          },
        }),
      ),
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: page => (page.next_cursor === null ? undefined : { cursor: page.next_cursor }),
  })
