import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import type { operations } from '../../api/schema.d.ts'
import { filterOf, type ListSearch } from './list-search.ts'

export type Row = Schemas['HouseholdRow']
export type Hit = Omit<Schemas['FoundPerson'], 'household'> & { readonly household: Row | null }
type ListQuery = NonNullable<operations['listHouseholds']['parameters']['query']>

/** What is asked of the server: the filter of the address and the commune of the bar. */
export const asked = (search: ListSearch, commune: string | undefined): ListQuery =>
  ({
    ...filterOf(search),
    ...(commune === undefined || commune === '*' ? {} : { commune }),
  }) as ListQuery

export const listQuery = (search: ListSearch, commune: string | undefined) => {
  const query = {
    ...asked(search, commune),
    sort: search.sort ?? 'head_name',
    order: search.order ?? 'asc',
    limit: 50,
  } as const
  return infiniteQueryOptions({
    queryKey: ['households', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/households', {
          params: { query: { ...query, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: last => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  })
}

export const countQuery = (search: ListSearch, commune: string | undefined) => {
  const query = asked(search, commune)
  return queryOptions({
    queryKey: ['households', 'count', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/households/count', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** The address of the file of a list. */
export function exportPath(search: ListSearch, commune: string | undefined, format: 'csv' | 'xlsx'): string {
  const said = Object.entries(asked(search, commune)).filter(([, value]) => value !== undefined)
  return `/api/households/export?${new URLSearchParams([...said.map(([k, v]) => [k, String(v)]), ['format', format]])}`
}

/** What was typed goes in the body: it stands in no address and in no log. */
export const peopleQuery = (q: string, commune: string | undefined) =>
  queryOptions({
    queryKey: ['households', 'people', q, commune],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST('/api/households/search', {
          body: {
            q,
            limit: 20,
            ...(commune === undefined || commune === '*' ? {} : { communes: [commune] }),
          },
          signal,
        }),
      ),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  })
