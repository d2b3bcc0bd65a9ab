import { type Store, withSession } from '../../platform/db/index.ts'
import {
  idempotent,
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import type { StoredOverlay } from './overlay.ts'
import { decideProposal, proposeOverlay, setLastDay, tryOverlay, withdrawProposal } from './overlays.ts'
import { overlayDecided, overlayEndsEarlier, overlayFaulty, overlayOwn, overlayTwin } from './problems.ts'
import { findOverlay, listOverlays } from './queries.ts'

const tags = ['law-overlays']
const Id = z.object({ id: z.uuid() })
const Reason = z.string().trim().min(1).max(2000)
const State = z.enum(['proposed', 'approved', 'refused', 'withdrawn'])

const Overlay = z
  .object({
    id: z.uuid(),
    name: z.string(),
    citation: z.string().openapi({ description: 'The act or paper it rests on' }),
    file_name: z.string(),
    yaml: z.string(),
    hash: z.string(),
    valid_from: z.iso.date().openapi({ description: 'First decision day to which it applies' }),
    valid_to: z.iso.date().nullable(),
    state: State,
    proposed_by: z.string(),
    proposed_at: z.iso.datetime(),
    decided_by: z.string().nullable(),
    decided_at: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('LawOverlay')

const Proposal = z
  .object({
    yaml: z.string().min(1).max(200_000),
    citation: z.string().trim().min(1).max(1000).optional(),
    file_name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,98}\.yaml$/)
      .optional(),
    valid_from: z.iso.date(),
    valid_to: z.iso.date().nullable().optional(),
  })
  .openapi('LawOverlayProposal')

const Checked = z
  .object({
    hash: z.string(),
    name: z.string(),
    findings: z.array(
      z.object({
        file: z.string(),
        line: z.int(),
        column: z.int(),
        rule: z.string(),
        message: z.string(),
        mend: z.string(),
      }),
    ),
  })
  .openapi('LawOverlayCheck')

const shown = (o: StoredOverlay): z.infer<typeof Overlay> => ({
  ...o,
  proposed_at: o.proposed_at.toISOString(),
  decided_at: o.decided_at?.toISOString() ?? null,
})

/** Law overlays over HTTP: list, check, propose, decide, end. */
export function lawOverlayRoutes({ store }: { readonly store: Store }): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/law-overlays',
      operationId: 'listLawOverlays',
      tags,
      summary: 'Các văn bản điều chỉnh luật. Overlays of the law',
      request: { query: z.object({ state: State.optional() }) },
      responses: { 200: json(z.object({ items: z.array(Overlay) }), 'Newest first') },
    }),
    async c => {
      const { state } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => listOverlays(tx, state))
      return c.json({ items: items.map(shown) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law-overlays/{id}',
      operationId: 'getLawOverlay',
      tags,
      summary: 'Một văn bản điều chỉnh. One overlay',
      request: { params: Id },
      responses: { 200: json(Overlay, 'The overlay') },
      problems: [notFound],
    }),
    async c => {
      const { id } = c.req.valid('param')
      const found = await withSession(store, sessionOf(c).token, tx => findOverlay(tx, id))
      if (found === undefined) throw notFound()
      return c.json(shown(found), 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/law-overlays/check',
      operationId: 'checkLawOverlay',
      tags,
      summary: 'Kiểm tra trước khi đề xuất; không ghi gì. Check a text; writes nothing',
      request: { body: jsonBody(Proposal) },
      responses: { 200: json(Checked, 'What is wrong; empty: nothing') },
    }),
    async c => {
      const proposal = c.req.valid('json')
      const { hash, name, findings } = await withSession(store, sessionOf(c).token, tx =>
        tryOverlay(tx, proposal),
      )
      return c.json({ hash, name, findings: [...findings] }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/law-overlays',
      operationId: 'proposeLawOverlay',
      tags,
      summary: 'Đề xuất. Propose an overlay',
      idempotent: true,
      request: { body: jsonBody(Proposal) },
      responses: { 201: json(Overlay, 'The proposal') },
      problems: [overlayFaulty, overlayTwin, overlayEndsEarlier],
    }),
    async c =>
      await idempotent(c, store, async tx => ({
        status: 201,
        body: shown(await proposeOverlay(tx, c.req.valid('json'))),
      })),
  )

  for (const [deed, decision, summary] of [
    ['approve', 'approved', 'Phê duyệt (người khác người đề xuất). Approve; not by the proposer'],
    ['refuse', 'refused', 'Không phê duyệt. Refuse'],
  ] as const)
    routes.openapi(
      route({
        method: 'post',
        path: `/law-overlays/{id}/${deed}`,
        operationId: `${deed}LawOverlay`,
        tags,
        summary,
        idempotent: true,
        request: {
          params: Id,
          body: jsonBody(z.object({ reason: decision === 'refused' ? Reason : Reason.optional() })),
        },
        responses: { 200: json(Overlay, 'The decided overlay') },
        problems: [notFound, overlayDecided, overlayOwn, overlayFaulty],
      }),
      async c => {
        const { id } = c.req.valid('param')
        const { reason = null } = c.req.valid('json')
        return await idempotent(c, store, async tx => ({
          status: 200,
          body: shown(await decideProposal(tx, id, decision, reason)),
        }))
      },
    )

  routes.openapi(
    route({
      method: 'post',
      path: '/law-overlays/{id}/withdraw',
      operationId: 'withdrawLawOverlay',
      tags,
      summary: 'Rút đề xuất của mình. Withdraw one’s own proposal',
      idempotent: true,
      request: { params: Id },
      responses: { 200: json(Overlay, 'The withdrawn proposal') },
      problems: [notFound, overlayDecided],
    }),
    async c => {
      const { id } = c.req.valid('param')
      return await idempotent(c, store, async tx => ({
        status: 200,
        body: shown(await withdrawProposal(tx, id)),
      }))
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/law-overlays/{id}/end',
      operationId: 'endLawOverlay',
      tags,
      summary: 'Đặt ngày hết hiệu lực. Set the last decision day',
      idempotent: true,
      request: { params: Id, body: jsonBody(z.object({ valid_to: z.iso.date().nullable() })) },
      responses: { 200: json(Overlay, 'The overlay') },
      problems: [notFound, overlayDecided, overlayEndsEarlier],
    }),
    async c => {
      const { id } = c.req.valid('param')
      const { valid_to } = c.req.valid('json')
      return await idempotent(c, store, async tx => ({
        status: 200,
        body: shown(await setLastDay(tx, id, valid_to)),
      }))
    },
  )
  return routes
}
