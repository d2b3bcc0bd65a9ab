import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'

/** What is owed, ends, lacks and waits, in one answer. */
export const todayQuery = (month: string | undefined, commune: string | undefined) =>
  queryOptions({
    queryKey: ['today', month, commune],
    queryFn: () =>
      bodyOf(
        api.GET('/api/today', {
          params: {
            query: {
              ...(month === undefined ? {} : { month }),
              ...(commune === undefined ? {} : { commune }),
            },
          },
        }),
      ),
  })

/** Overdue and due soon, by commune. */
export const dueQuery = (commune: string | undefined) =>
  queryOptions({
    queryKey: ['reviews', 'due', commune],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/due', { params: { query: commune === undefined ? {} : { commune } } })),
  })

export const openRoundsQuery = queryOptions({
  queryKey: ['reviews', 'rounds', 'all'],
  queryFn: async () => (await bodyOf(api.GET('/api/reviews/rounds', { params: { query: {} } }))).items,
})
