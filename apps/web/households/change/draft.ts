import { api, bodyOf, type once, type Schemas } from '../../api/client.ts'

export type Changes = Schemas['HouseholdChanges']
export type EventBody = Schemas['EventInput']
export type ActionBody = Schemas['ActionInput']

/** What somebody is about to record of a household. */
export type Draft =
  | { readonly way: 'action'; readonly body: ActionBody }
  | { readonly way: 'event'; readonly body: EventBody }

/** What it would change, on every household that it touches; nothing is written. */
export async function previewOf(household_id: string, draft: Draft): Promise<readonly Changes[]> {
  const params = { path: { household_id } }
  if (draft.way === 'action')
    return [
      await bodyOf(api.POST('/api/households/{household_id}/actions/preview', { params, body: draft.body })),
    ]
  const { households } = await bodyOf(
    api.POST('/api/households/{household_id}/events/preview', { params, body: draft.body }),
  )
  return households.map(h => h.changes)
}

export type Key = ReturnType<typeof once>

/** Records it on the version that was looked at; sent again under the same key it is recorded once. */
export async function record(
  household_id: string,
  version: number,
  draft: Draft,
  key: Key,
): Promise<Schemas['EventDone']> {
  const params = { path: { household_id }, header: { ...key, 'If-Match': `"${version}"` } }
  return await (draft.way === 'action'
    ? bodyOf(api.POST('/api/households/{household_id}/actions', { params, body: draft.body }))
    : bodyOf(api.POST('/api/households/{household_id}/events', { params, body: draft.body })))
}
