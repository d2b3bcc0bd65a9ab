import { appendAudit } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  forbidden,
  idempotent,
  ifMatch,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { type Appended, appendAction, previewAction } from './append.ts'
import { readArrival } from './event-arrival.ts'
import { listArrivals } from './event-queries.ts'
import {
  ActionInput,
  ArrivalShape,
  ArrivingPersonShape,
  actionOf,
  ChangesShape,
  doneShown,
  EventDoneShape,
  EventInput,
  eventOf,
  HouseholdInput,
  incomingOf,
  payloadOf,
} from './event-shapes.ts'
import { previewEvent, recordEvent } from './events.ts'
import * as problems from './problems.ts'
import { registerHousehold } from './register.ts'
import type { Registry } from './registry.ts'

export interface EventServices {
  readonly store: Store
  readonly registry: Registry
}

const tags = ['households']
const params = z.object({ household_id: z.string().max(100) })
const Registered = z
  .object({ household_id: z.string(), person_ids: z.array(z.string()) })
  .openapi('Registered')

/** Problems of whatever changes a household. */
const ofChanges = [
  ...[problems.householdNotFound, problems.versionConflict, problems.chainMoved, problems.invalidContent],
  ...[
    problems.futureDay,
    problems.beforeFile,
    problems.notActive,
    problems.notMember,
    problems.headMissing,
    forbidden,
  ],
]
const ofEvents = [
  ...ofChanges,
  ...[problems.alreadyMember, problems.householdEmpty, problems.partsHidden, problems.foreignCommune],
  ...[problems.sameHousehold, problems.sameCommune, problems.unknownCommune, problems.cannotUndo],
  ...[problems.arrivalNotFound, problems.alreadyAnnounced],
]

/** Everything that changes a household: its first entry, what is learned about it, what happens to it. Each is safe to send again. */
export function householdEventRoutes({ store, registry }: EventServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'post',
      path: '/households',
      operationId: 'registerHousehold',
      tags,
      summary: 'Lập hồ sơ một hộ. Makes the file of a household',
      request: { body: jsonBody(HouseholdInput) },
      idempotent: true,
      responses: {
        201: json(
          Registered,
          'Its identifier and those of its members, in the order in which they were sent',
        ),
      },
      problems: [
        ...[problems.invalidContent, problems.futureDay, problems.headMissing, problems.unknownCommune],
        ...[problems.codeTaken, forbidden],
      ],
    }),
    c =>
      idempotent(c, store, async tx => {
        const sent = c.req.valid('json')
        const { household_id, person_ids } = await registerHousehold(
          tx,
          registry,
          incomingOf(sent),
          payloadOf(sent.reference),
        )
        await audited(tx, sent.commune_code, 'household.register', household_id, {
          members: person_ids.length,
        })
        return {
          status: 201,
          body: { household_id, person_ids: [...person_ids] },
          headers: { ETag: '"1"', Location: `/api/households/${household_id}` },
        }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/households/{household_id}/actions',
      operationId: 'recordAction',
      tags,
      summary: 'Ghi khảo sát, đính chính, chuyển chỗ ở trong xã. Records what was learned about a household',
      request: { params, body: jsonBody(ActionInput) },
      ifMatch: true,
      idempotent: true,
      responses: { 201: json(EventDoneShape, 'The new version and what changed') },
      problems: ofChanges,
    }),
    c =>
      idempotent(c, store, async tx => {
        const action = actionOf(c.req.valid('param').household_id, Number(ifMatch(c)), c.req.valid('json'))
        const done = await appendAction(tx, registry, action)
        await auditChanges(tx, 'household.change', [done])
        const body = doneShown({ event_id: null, households: [done], made: [] })
        return { status: 201, body, headers: { ETag: `"${done.version}"` } }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/households/{household_id}/actions/preview',
      operationId: 'previewAction',
      tags,
      summary: 'Xem trước thay đổi, không ghi. What an action would change; nothing is written',
      request: { params, body: jsonBody(ActionInput) },
      responses: { 200: json(ChangesShape, 'What would change') },
      problems: ofChanges,
    }),
    async c => {
      const action = actionOf(c.req.valid('param').household_id, undefined, c.req.valid('json'))
      const changes = await withSession(store, sessionOf(c).token, tx => previewAction(tx, registry, action))
      const shown = doneShown({
        event_id: null,
        households: [{ household_id: action.household_id, version: 0, recorded_at: '', changes }],
        made: [],
      })
      return c.json(shown.households[0]?.changes as z.infer<typeof ChangesShape>, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/households/{household_id}/events',
      operationId: 'recordEvent',
      tags,
      summary:
        'Ghi sinh, mất, kết hôn, chuyển đi, tách hộ, nhập hộ … Records what happened, on every household that it touches',
      request: { params, body: jsonBody(EventInput) },
      ifMatch: true,
      idempotent: true,
      responses: { 201: json(EventDoneShape, 'Each household with its new version and what changed') },
      problems: ofEvents,
    }),
    c =>
      idempotent(c, store, async tx => {
        const event = eventOf(c.req.valid('param').household_id, Number(ifMatch(c)), c.req.valid('json'))
        const done = await recordEvent(tx, registry, event)
        await auditChanges(tx, `household.${event.event}`, done.households, done.event_id)
        const version = done.households.find(h => h.household_id === event.household_id)?.version ?? 0
        return { status: 201, body: doneShown(done), headers: { ETag: `"${version}"` } }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/households/{household_id}/events/preview',
      operationId: 'previewEvent',
      tags,
      summary: 'Xem trước thay đổi, không ghi. What an event would change; nothing is written',
      request: { params, body: jsonBody(EventInput) },
      responses: {
        200: json(EventDoneShape.omit({ event_id: true, made: true }), 'What would change, by household'),
      },
      problems: ofEvents,
    }),
    async c => {
      const event = eventOf(c.req.valid('param').household_id, undefined, c.req.valid('json'))
      const done = await withSession(store, sessionOf(c).token, tx => previewEvent(tx, registry, event))
      return c.json({ households: doneShown(done).households }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/arrivals',
      operationId: 'listArrivals',
      tags,
      summary: 'Người được báo chuyển đến hoặc chuyển đi. People announced to or from a commune',
      request: { query: z.strictObject({ commune: z.string().regex(/^\d{5}$/) }) },
      responses: {
        200: json(z.object({ items: z.array(ArrivalShape) }), 'Those who wait first; at most 500'),
      },
    }),
    async c => {
      const { commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => listArrivals(tx, commune))
      return c.json({ items }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/arrivals/{event_id}',
      operationId: 'getArrival',
      tags,
      summary: 'Người đang chờ tiếp nhận. Somebody who waits to be taken in',
      request: { params: z.object({ event_id: z.uuid() }) },
      responses: { 200: json(ArrivingPersonShape, 'Whom it is about, while the person waits') },
      problems: [problems.arrivalNotFound],
    }),
    async c => {
      const { event_id } = c.req.valid('param')
      const arrival = await withSession(store, sessionOf(c).token, async tx => {
        const read = await readArrival(tx, registry, event_id)
        await appendAudit(tx, {
          area: read.to_commune,
          action: 'person.read',
          object: { kind: 'person', id: read.person_id },
          detail: { event: event_id },
        })
        return read
      })
      return c.json(arrival, 200)
    },
  )
  return routes
}

async function auditChanges(
  tx: Tx,
  action: string,
  households: readonly Appended[],
  event_id?: string,
): Promise<void> {
  for (const { household_id, version, changes } of households) {
    const area = changes.commune_code.before ?? changes.commune_code.after
    await audited(tx, area, action, household_id, {
      version,
      ...(event_id === undefined ? {} : { event: event_id }),
    })
  }
}

const audited = (
  tx: Tx,
  area: string,
  action: string,
  id: string,
  detail: Record<string, string | number>,
): Promise<void> => appendAudit(tx, { area, action, object: { kind: 'household', id }, detail })
