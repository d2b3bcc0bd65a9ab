import { actsOf, fileData, lawIndex, type ValueData, valuesOfLaw } from '../../engine/document/index.ts'
import { type Store, withSession, withWorker } from '../../platform/db/index.ts'
import { json, newRoutes, notFound, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import { findOverlay, overlaysInForce } from '../law-overlays/index.ts'
import { userNames } from '../users/index.ts'
import { changesOf } from './changes.ts'
import { type DocumentedLaw, documentedLaw } from './law-on.ts'
import { ChangeItem, FactWords, File, Index, LawFileId, MarkName, Value } from './schemas.ts'

const tags = ['law']
const On = z.iso
  .date()
  .optional()
  .openapi({ description: 'Decision day whose overlays apply; left out: today' })
const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** The law as data: what its pages show. It is public, and kept in memory by its hash. */
export function lawPageRoutes({ store }: { readonly store: Store }): Routes {
  const routes = newRoutes()
  const on = async (day: string): Promise<DocumentedLaw> =>
    documentedLaw(await withWorker(store, tx => overlaysInForce(tx, day)))
  const head = (of: DocumentedLaw, day: string) => ({
    on: day,
    hash: of.law.hash,
    overlays: [...of.law.overlays],
  })

  routes.openapi(
    route({
      method: 'get',
      path: '/law',
      operationId: 'getLawIndex',
      tags,
      summary: 'Mục lục luật: mức độ đối chiếu, ví dụ, văn bản. Index of the law',
      access: 'public',
      request: { query: z.object({ on: On }) },
      responses: { 200: json(Index, 'Every file, by its id') },
    }),
    async c => {
      const day = c.req.valid('query').on ?? today()
      const of = await on(day)
      return c.json(plain({ ...head(of, day), files: lawIndex(of), acts: actsOf(of) }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law/file',
      operationId: 'getLawFile',
      tags,
      summary: 'Một tệp luật: các phiên bản, giá trị, ví dụ, nơi dùng. One file of the law',
      access: 'public',
      request: { query: z.object({ id: LawFileId, on: On }) },
      responses: { 200: json(File, 'The file, newest version first') },
      problems: [notFound],
    }),
    async c => {
      const { id, on: given } = c.req.valid('query')
      const day = given ?? today()
      const of = await on(day)
      const file = of.law.files.get(id)
      if (file === undefined) throw notFound()
      return c.json(plain({ ...head(of, day), ...fileData(of, file) }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law/values',
      operationId: 'listLawValues',
      tags,
      summary:
        'Giá trị chưa đối chiếu, còn thiếu, sắp hết hiệu lực. Values to be confirmed, missing, or ending',
      access: 'public',
      request: {
        query: z.object({
          on: On,
          mark: MarkName.optional().openapi({ description: 'Left out: all that are not confirmed' }),
          days: z.coerce.number().int().min(1).max(3660).optional().openapi({
            description: 'Instead: what ends within so many days, whatever its mark',
          }),
          past: z
            .enum(['true', 'false'])
            .default('false')
            .openapi({ description: 'true: also what ended before the day' }),
        }),
      },
      responses: { 200: json(z.object({ on: z.string(), items: z.array(Value) }), 'File after file') },
    }),
    async c => {
      const { on: given, mark, days, past } = c.req.valid('query')
      const day = given ?? today()
      const of = await on(day)
      const until = days === undefined ? undefined : later(day, days)
      const wanted = (v: ValueData): boolean => {
        if (past === 'false' && v.to !== null && v.to < day) return false
        if (until !== undefined) return v.from <= day && v.to !== null && v.to >= day && v.to <= until
        return mark === undefined ? v.mark !== 'confirmed' : v.mark === mark
      }
      return c.json(plain({ on: day, items: valuesOfLaw(of.law).filter(wanted) }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law/words',
      operationId: 'listLawWords',
      tags,
      summary:
        'Tên các thông tin và giá trị, ai cung cấp được. Facts and values by name, and who can supply them',
      access: 'public',
      responses: { 200: json(z.object({ items: z.array(FactWords) }), 'Facts, then values of the law') },
    }),
    async c => {
      const { law } = await on(today())
      const facts = [...law.facts.household.values(), ...law.facts.person.values()].map(f => ({
        name: f.name,
        label: f.label,
        supplier: f.supplier ?? null,
        file: null,
      }))
      const values = new Map(
        valuesOfLaw(law)
          .filter(v => v.part === 'value' || v.part === 'group')
          .map(v => [
            `${v.file.id} ${v.part} ${v.name}`,
            {
              name: `${v.part === 'group' ? 'group' : 'law'}:${v.name}`,
              label: v.label,
              supplier: null,
              file: v.file.id,
            },
          ]),
      )
      return c.json(plain({ items: [...facts, ...values.values()] }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law/overlays/{id}/changes',
      operationId: 'listLawOverlayChanges',
      tags,
      summary: 'Văn bản điều chỉnh thay đổi những giá trị nào. What an overlay changes, value by value',
      request: { params: z.object({ id: z.uuid() }) },
      responses: {
        200: json(
          z.object({
            items: z.array(ChangeItem),
            names: z
              .record(z.string(), z.string())
              .openapi({ description: 'Who proposed and decided, by identifier' }),
          }),
          'Before and after',
        ),
      },
      problems: [notFound],
    }),
    async c => {
      const { id } = c.req.valid('param')
      const found = await withSession(store, sessionOf(c).token, async tx => {
        const overlay = await findOverlay(tx, id)
        if (overlay === undefined) return undefined
        const others = await overlaysInForce(tx, overlay.valid_from)
        const names = Object.fromEntries(await userNames(tx, [overlay.proposed_by, overlay.decided_by ?? '']))
        return { overlay, names, others: others.filter(o => o.id !== id) }
      })
      if (found === undefined) throw notFound()
      const before = documentedLaw(found.others)
      const after = documentedLaw([...found.others, found.overlay])
      return c.json(plain({ items: changesOf(before.law, after.law), names: found.names }), 200)
    },
  )
  return routes
}

/** The engine gives read-only lists, the answer is written at once. */
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T
const plain = <T>(data: T): Plain<T> => data as Plain<T>

function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
