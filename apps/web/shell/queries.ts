import { MutationCache, QueryClient } from '@tanstack/react-query'
import { isProblem } from '../api/problem.ts'

/** Everything that was fetched, in memory only: it ends with the tab, and is emptied at sign-out. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      // a refusal does not change by asking again; silence may
      retry: (count, error) => !isProblem(error) && count < 2,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    // what was written changes lists, counts and files: whatever is shown is asked for anew
    onSuccess: async () => void (await queryClient.invalidateQueries()),
  }),
})
