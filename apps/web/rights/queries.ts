import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { lawQuery } from '../law/queries.ts'
import { useAsOf } from '../shell/search-params.ts'

export type Run = Schemas['DeterminationRun']
export type Progress = Schemas['DeterminationProgress']
export type Gap = Schemas['Gap']
export type Outcome = Schemas['Outcome']
export type Difference = Schemas['OutcomeDifference']
export type Total = Schemas['DeterminationTotal']

export const PAGE = 50

/** Without what is undefined or empty: an address without a filter asks for all. */
export const given = <T extends Record<string, unknown>>(
  query: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined && v !== '')) as never

/** The rest of a query as text, for the address of an export. */
export const queryText = (query: Record<string, string | number | undefined>): string =>
  new URLSearchParams(Object.entries(given(query)).map(([k, v]) => [k, String(v)])).toString()

export const runsQuery = (kind?: 'month' | 'redecision') =>
  infiniteQueryOptions({
    queryKey: ['rights', 'runs', kind],
    queryFn: ({ pageParam }) =>
      bodyOf(api.GET('/api/runs', { params: { query: given({ limit: PAGE, kind, cursor: pageParam }) } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })

const lastMonthQuery = queryOptions({
  queryKey: ['rights', 'last-month'],
  queryFn: async () =>
    (await bodyOf(api.GET('/api/runs', { params: { query: { kind: 'month', limit: PAGE } } }))).items,
})

/** The run of the month of the bar; without one the newest month that was decided. Undefined while asking, null where there is none. */
export function useMonthRun(): { run: Run | null | undefined; error: unknown } {
  const { month } = useAsOf()
  const runs = useQuery(lastMonthQuery)
  if (runs.data === undefined) return { run: undefined, error: runs.error }
  const done = runs.data.filter(r => r.parts.done > 0)
  const wanted =
    month === undefined
      ? [...done].sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : b.run_id - a.run_id))[0]
      : done.find(r => r.month === month)
  return { run: wanted ?? null, error: null }
}

/** Asks again every two seconds while something is under way. */
export const runQuery = (run: number) =>
  queryOptions({
    queryKey: ['rights', 'run', run],
    queryFn: () => bodyOf(api.GET('/api/runs/{run}', { params: { path: { run } } })),
    refetchInterval: q => {
      const state = q.state.data?.run.state
      return state === 'waiting' || state === 'running' ? 2000 : false
    },
  })

/** `done`: how many communes are done, so that sums are asked for anew as they grow. */
export const totalsQuery = (run: number, commune: string | undefined, done: number) =>
  queryOptions({
    queryKey: ['rights', 'run', run, 'totals', commune, done],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/api/runs/{run}/totals', { params: { path: { run }, query: given({ commune }) } }),
        )
      ).items,
    enabled: done > 0,
  })

export const missingQuery = (run: number, commune: string | undefined, done: number) =>
  queryOptions({
    queryKey: ['rights', 'run', run, 'missing', commune, done],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/api/runs/{run}/missing', { params: { path: { run }, query: given({ commune }) } }),
        )
      ).items,
    enabled: done > 0,
  })

export const differenceSumsQuery = (run: number, commune: string | undefined, done: number) =>
  queryOptions({
    queryKey: ['rights', 'run', run, 'difference-sums', commune, done],
    queryFn: async () =>
      (
        await bodyOf(
          api.GET('/api/runs/{run}/differences/sums', {
            params: { path: { run }, query: given({ commune }) },
          }),
        )
      ).items,
    enabled: done > 0,
  })

const wordsQuery = queryOptions({
  queryKey: ['law', 'words'],
  queryFn: async () => (await bodyOf(api.GET('/api/law/words'))).items,
  staleTime: 5 * 60_000,
})

export interface Named {
  readonly label: string
  readonly supplier: string | null
  /** The law file that lacks it, where it is a value of the law. */
  readonly file: string | null
}

/** What a missing fact or value of the law is called, and who can supply it. */
export function useFactWords(): (missing: string, benefit?: string) => Named {
  const two = useTwo()
  const { data } = useQuery(wordsQuery)
  return (missing, benefit) => {
    const all = (data ?? []).filter(w => w.name === missing)
    const found = all.find(w => w.file === benefit) ?? all[0]
    return {
      label:
        found === undefined ? missing.replace(/^(law|group):/, '').replaceAll('_', ' ') : two(found.label),
      supplier: found?.supplier ? two(found.supplier) : null,
      file: found?.file ?? null,
    }
  }
}

/** The name of a benefit by its id. */
export function useBenefitName(): {
  nameOf: (id: string) => string
  choices: { value: string; label: string }[]
} {
  const two = useTwo()
  const { data } = useQuery(lawQuery(today()))
  const files = data?.files.filter(f => f.kind !== 'standard' && f.kind !== 'definitions') ?? []
  return {
    nameOf: id => {
      const found = files.find(f => f.id === id)
      return found === undefined ? id : two(found.title)
    },
    choices: files.map(f => ({ value: f.id, label: two(f.title) })),
  }
}
