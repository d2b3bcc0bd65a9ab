import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../../api/client.ts'
import type { LogSearch } from '../search.ts'

export type AuditEntry = Schemas['AuditEntry']

export const logQuery = ({ area, actor, action, kind, object, from, to }: LogSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', area, actor, action, kind, object, from, to],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/audit', {
          params: {
            query: {
              limit: 50,
              ...(area === undefined ? {} : { area }),
              ...(actor === undefined ? {} : { actor }),
              ...(action === undefined ? {} : { action }),
              ...(kind === undefined ? {} : { object_kind: kind }),
              ...(object === undefined ? {} : { object_id: object }),
              ...(from === undefined ? {} : { from }),
              ...(to === undefined ? {} : { to }),
              ...pageParam,
            },
          },
        }),
      ),
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: page => (page.next_cursor === null ? undefined : { cursor: page.next_cursor }),
  })
