import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'

export type HouseholdFile = Schemas['Household']
export type Person = Schemas['HouseholdPerson']
export type ShownValue = Schemas['ShownValue']
export type Fact = Schemas['DeclaredFact']
export type Outcomes = Schemas['HouseholdOutcomes']
export type Outcome = Schemas['Outcome']
export type Entry = Schemas['DeliveryEntry']
export type Value = ShownValue['value']

/** The days of a file: nothing for now. */
export interface Days {
  readonly on?: string
  readonly known_on?: string
}

export const fileQuery = (id: string, days: Days, unmask = false) =>
  queryOptions({
    queryKey: ['household', id, 'file', days, unmask],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/households/{household_id}', {
          params: { path: { household_id: id }, query: { ...days, ...(unmask ? { unmask: true } : {}) } },
          signal,
        }),
      ),
  })

/** Which decision is looked at: a run, the last one of a month, or the last of all. */
export interface Which {
  readonly month?: string | undefined
  readonly run?: number | undefined
}

const whichQuery = ({ month, run }: Which): { run?: number; month?: string } =>
  run !== undefined ? { run } : month !== undefined ? { month } : {}

export const outcomesQuery = (id: string, which: Which) =>
  queryOptions({
    queryKey: ['household', id, 'outcomes', whichQuery(which)],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/households/{household_id}/outcomes', {
          params: { path: { household_id: id }, query: whichQuery(which) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

interface Question extends Which {
  readonly benefit?: string | undefined
  readonly person?: string | undefined
  /** Also what would change it, which takes longest. */
  readonly changes?: boolean
}

/** Why: of one right, or without a benefit of the standing. Never asked again: a decision does not change. */
export const explanationQuery = (id: string, { benefit, person, changes = false, ...which }: Question) =>
  queryOptions({
    queryKey: ['household', id, 'why', whichQuery(which), benefit, person, changes],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/households/{household_id}/explanation', {
          params: {
            path: { household_id: id },
            query: {
              ...whichQuery(which),
              ...(benefit === undefined ? {} : { benefit, person_id: person ?? '' }),
              changes: changes ? 'true' : 'false',
            },
          },
          signal,
        }),
      ),
  })

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['household', id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/households/{household_id}/deliveries', {
            params: { path: { household_id: id } },
            signal,
          }),
        )
      ).items,
  })

export const casesQuery = (id: string) =>
  queryOptions({
    queryKey: ['household', id, 'cases'],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/reviews/cases', { params: { query: { household_id: id, limit: 20 } }, signal }),
        )
      ).items,
  })

export const runsQuery = queryOptions({
  queryKey: ['runs', 'to choose'],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.GET('/api/runs', { params: { query: { limit: 100 } }, signal }))).items,
})

export const factsQuery = queryOptions({
  queryKey: ['facts'],
  queryFn: () => bodyOf(api.GET('/api/facts')),
  staleTime: Number.POSITIVE_INFINITY,
})

const NONE: readonly Fact[] = []

/** The declared facts with their words; empty until they are there. */
export function useFacts(): { readonly household: readonly Fact[]; readonly person: readonly Fact[] } {
  const { data } = useQuery(factsQuery)
  return data ?? { household: NONE, person: NONE }
}

export const duplicatesQuery = (commune: string | undefined, state: 'open' | 'merged' | 'dismissed') =>
  queryOptions({
    queryKey: ['duplicates', commune, state],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/duplicates', {
          params: { query: { state, limit: 100, ...(commune === undefined ? {} : { commune }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
