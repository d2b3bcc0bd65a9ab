import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'

export type LawValue = Schemas['LawValue']
export type LawFile = Schemas['LawFile']
export type LawVersion = Schemas['LawVersion']
export type LawRule = Schemas['LawRule']
export type LawOverlay = Schemas['LawOverlay']
export type Summary = Schemas['LawFileSummary']

/** The law changes only when somebody approves a change, and then everything is asked for anew. */
const staleTime = 5 * 60_000

export const lawQuery = (on: string) =>
  queryOptions({
    queryKey: ['law', 'index', on],
    queryFn: () => bodyOf(api.GET('/api/law', { params: { query: { on } } })),
    staleTime,
  })

export const fileQuery = (id: string, on: string) =>
  queryOptions({
    queryKey: ['law', 'file', id, on],
    queryFn: () => bodyOf(api.GET('/api/law/file', { params: { query: { id, on } } })),
    staleTime,
  })

/** `days`: instead, what ends within so many days. */
export const valuesQuery = (on: string, days?: number) =>
  queryOptions({
    queryKey: ['law', 'values', on, days],
    queryFn: () =>
      bodyOf(api.GET('/api/law/values', { params: { query: days === undefined ? { on } : { on, days } } })),
    staleTime,
  })

export const overlaysQuery = queryOptions({
  queryKey: ['law', 'overlays'],
  queryFn: async () => (await bodyOf(api.GET('/api/law-overlays', { params: { query: {} } }))).items,
})

export const overlayQuery = (id: string) =>
  queryOptions({
    queryKey: ['law', 'overlays', id],
    queryFn: () => bodyOf(api.GET('/api/law-overlays/{id}', { params: { path: { id } } })),
  })

export const changesQuery = (id: string) =>
  queryOptions({
    queryKey: ['law', 'overlays', id, 'changes'],
    queryFn: () => bodyOf(api.GET('/api/law/overlays/{id}/changes', { params: { path: { id } } })),
    staleTime,
  })

/** The id of a file in an address: `vn/electricity` is `vn~electricity`. */
export const inAddress = (id: string): string => id.replaceAll('/', '~')
export const fromAddress = (text: string): string => text.replaceAll('~', '/')

/** Where a value stands on the page of its file. */
export const anchorOf = (v: LawValue): string =>
  `v${v.version.index}-${v.part}-${v.name === '' ? 'all' : v.name}-${v.from}`
