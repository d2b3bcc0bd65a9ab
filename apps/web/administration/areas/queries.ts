import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../../api/client.ts'

export type AreaTotal = Schemas['AreaTotal']
export type AreaLink = Schemas['AreaLink']
export const PERIOD = '2025' as const
export const MARKS = ['confirmed', 'reported', 'unconfirmed'] as const

export const totalsQuery = (year: number) =>
  queryOptions({
    queryKey: ['area-totals', year],
    queryFn: () => bodyOf(api.GET('/api/area-totals', { params: { query: { year, period: PERIOD } } })),
  })

export const areaQuery = (code: string) =>
  queryOptions({
    queryKey: ['areas', code],
    queryFn: () => bodyOf(api.GET('/api/areas/{code}', { params: { path: { code } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Enters or corrects a total; `version` is what was seen, 0 where there was nothing. */
export const putTotal = (code: string, year: number, version: number, body: Schemas['AreaTotalInput']) =>
  bodyOf(
    api.PUT('/api/area-totals/{period}/{year}/{code}', {
      params: { path: { code, year, period: PERIOD }, header: { 'If-Match': `"${version}"` } },
      body,
    }),
  )
