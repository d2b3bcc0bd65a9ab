import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'

export type Round = Schemas['ReviewRound']
export type Case = Schemas['ReviewCase']
export type CaseLine = Schemas['ReviewCaseLine']
export type CaseState = Case['state']
export type Timeliness = NonNullable<CaseLine['timeliness']>

/** Most cases that one request gives. */
const PAGE = 500

export const roundsQuery = queryOptions({
  queryKey: ['reviews', 'rounds'],
  queryFn: async () => (await bodyOf(api.GET('/api/reviews/rounds', { params: { query: {} } }))).items,
})

export const roundQuery = (id: string, commune: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'round', id, commune],
    queryFn: () =>
      bodyOf(
        api.GET('/api/reviews/rounds/{round_id}', {
          params: { path: { round_id: id }, query: commune === undefined ? {} : { commune } },
        }),
      ),
  })

export const formsQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'forms', id],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/rounds/{round_id}/forms', { params: { path: { round_id: id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })

export interface CaseFilter {
  readonly round: string
  readonly commune?: string | undefined
  readonly hamlet?: string | undefined
  readonly state?: CaseState | undefined
  readonly due?: Timeliness | undefined
}

const queryOf = (f: CaseFilter) => ({
  round_id: f.round,
  ...(f.commune === undefined ? {} : { commune: f.commune }),
  ...(f.hamlet === undefined ? {} : { hamlet: f.hamlet }),
  ...(f.state === undefined ? {} : { state: f.state }),
  ...(f.due === undefined ? {} : { timeliness: f.due }),
})

/** One page of cases, the earliest deadline first. */
export const pageOfCases = (f: CaseFilter, limit: number, cursor?: string) =>
  bodyOf(
    api.GET('/api/reviews/cases', {
      params: { query: { ...queryOf(f), limit, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )

/** The first cases of a column of the board. */
export const someCases = (f: CaseFilter, limit: number) =>
  queryOptions({ queryKey: ['reviews', 'cases', f, limit], queryFn: () => pageOfCases(f, limit) })

/** Every case of a filter; for what is done with many households at once. */
export const allCases = (f: CaseFilter) =>
  queryOptions({
    queryKey: ['reviews', 'cases', f, 'all'],
    queryFn: async () => {
      const found: CaseLine[] = []
      let cursor: string | undefined
      do {
        const page = await pageOfCases(f, PAGE, cursor)
        found.push(...page.items)
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
      return found
    },
  })

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'case', id],
    queryFn: () => bodyOf(api.GET('/api/reviews/cases/{case_id}', { params: { path: { case_id: id } } })),
  })

export const settingsQuery = queryOptions({
  queryKey: ['reviews', 'settings'],
  queryFn: async () => (await bodyOf(api.GET('/api/reviews/settings'))).items,
  staleTime: 5 * 60_000,
})

export const dueQuery = (commune: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'due', commune],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/due', { params: { query: commune === undefined ? {} : { commune } } })),
  })

const ofRound = (round: string, commune: string | undefined) => ({
  params: { query: { round_id: round, ...(commune === undefined ? {} : { commune }) } },
})
export const meetingsQuery = (round: string, commune: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'meetings', round, commune],
    queryFn: async () => (await bodyOf(api.GET('/api/reviews/meetings', ofRound(round, commune)))).items,
  })
export const postingsQuery = (round: string, commune: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'postings', round, commune],
    queryFn: async () => (await bodyOf(api.GET('/api/reviews/postings', ofRound(round, commune)))).items,
  })

export const decisionsQuery = (commune: string | undefined, state?: 'proposed' | 'approved' | 'returned') =>
  queryOptions({
    queryKey: ['reviews', 'decisions', commune, state],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/api/reviews/decisions', {
            params: {
              query: {
                ...(commune === undefined ? {} : { commune }),
                ...(state === undefined ? {} : { state }),
              },
            },
          }),
        )
      ).items,
  })
