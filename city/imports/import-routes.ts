import { join } from 'node:path'
import { type Tx, withSession } from '../../platform/db/index.ts'
import {
  foreignCursor,
  type HttpContext,
  idempotent,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  notFound,
  PageQuery,
  pageOf,
  type Routes,
  receiveUpload,
  route,
  sessionOf,
  uploadBody,
  uploadLimits,
  z,
} from '../../platform/http/index.ts'
import { applyImport } from './apply.ts'
import { FileProblem } from './file-problem.ts'
import {
  nothingRejected,
  refusedDay,
  refusedFile,
  wrongImportPart,
  wrongImportState,
} from './http-problems.ts'
import { ImportFolder, PARTS } from './import-folder.ts'
import {
  countRows,
  dropRows,
  findImport,
  type ImportFile,
  type ImportState,
  insertImport,
  keepFileHash,
  listImports,
  listRows,
  moveImport,
} from './import-queries.ts'
import {
  HouseholdFilter,
  Import,
  ImportApplied,
  ImportHousehold,
  ImportInput,
  ImportWithCounts,
  shownCounts,
  shownImport,
  shownRow,
} from './import-schemas.ts'
import type { ImportServices } from './import-services.ts'
import { rejectedFile } from './rejected-file.ts'
import { type CheckServices, checkImport, type Run } from './stage.ts'

const Id = z.object({ import_id: z.uuid() })
/** One call takes households into the registry for so long, then it answers how far it came. */
const APPLY_MS = 20_000

/** Imports step by step: begin, send the files, check (dry run), look, apply, and what was rejected as a file. */
export function importRoutes(services: ImportServices): Routes {
  const { store, cursors } = services
  const routes = newRoutes()
  /** Checks that run in this process; one that is not among them was left by a server that is no more. */
  const checking = new Set<string>()
  const runAs =
    (c: HttpContext): Run =>
    step =>
      withSession(store, sessionOf(c).token, step)
  const found = async (tx: Tx, id: string, lock = false): Promise<ImportFile> => {
    const file = await findImport(tx, id, lock)
    if (file === undefined) throw notFound()
    return file
  }
  const folderOf = (id: string): ImportFolder => new ImportFolder(services.data, id)
  const withCounts = async (tx: Tx, id: string) => {
    const file = await found(tx, id)
    return { ...shownImport(file), counts: shownCounts(await countRows(tx, id)) }
  }

  routes.openapi(
    route({
      method: 'post',
      path: '/imports',
      operationId: 'beginImport',
      tags: ['imports'],
      summary: 'Bắt đầu nhập một tệp người và hộ',
      request: { body: jsonBody(ImportInput) },
      idempotent: true,
      responses: { 201: json(Import, 'It waits for its files') },
      problems: [refusedDay],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { kind, effective_on, escaped_on = null, commune_code = null } = c.req.valid('json')
        if (effective_on > services.today() || (escaped_on ?? '') > services.today()) throw refusedDay()
        const file = await insertImport(tx, { kind, effective_on, escaped_on, commune_code })
        return { status: 201, body: shownImport(file) }
      }),
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/imports',
      operationId: 'listImports',
      tags: ['imports'],
      summary: 'Các lần nhập tệp, mới nhất trước',
      request: { query: PageQuery },
      responses: { 200: json(pageOf(Import), 'The latest first') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor } = c.req.valid('query')
      const query = { list: 'imports' }
      const key = cursors.read(cursor, query)
      const after = key && ([String(key[0]), String(key[1])] as const)
      const files = await runAs(c)(tx => listImports(tx, limit + 1, after))
      const page = cursors.page(files, { limit, query, sortKey: file => [file.created_at, file.import_id] })
      return c.json({ ...page, items: page.items.map(shownImport) }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/imports/{import_id}',
      operationId: 'getImport',
      tags: ['imports'],
      summary: 'Một lần nhập: kết quả kiểm tra và đã nhập đến đâu',
      request: { params: Id },
      responses: { 200: json(ImportWithCounts, 'The import') },
      problems: [notFound],
    }),
    async c => c.json(await runAs(c)(tx => withCounts(tx, c.req.valid('param').import_id)), 200),
  )
  routes.openapi(
    route({
      method: 'put',
      path: '/imports/{import_id}/files/{part}',
      operationId: 'sendImportFile',
      tags: ['imports'],
      summary: 'Gửi một tệp của lần nhập',
      limits: uploadLimits(),
      request: { params: Id.extend({ part: z.enum(PARTS) }), body: uploadBody },
      responses: { 200: json(Import, 'The file arrived whole') },
      problems: [notFound, wrongImportState, wrongImportPart],
    }),
    async c => {
      const { import_id: id, part } = c.req.valid('param')
      const run = runAs(c)
      const { kind } = await run(async tx => mayReceive(await found(tx, id)))
      if ((part === 'workbook') !== (kind === 'national')) throw wrongImportPart()
      const upload = await receiveUpload(c, {
        folder: join(services.data, 'uploads'),
        kinds: part === 'workbook' ? ['xlsx'] : ['csv', 'parquet'],
      })
      try {
        return await run(async tx => {
          mayReceive(await found(tx, id, true))
          await dropRows(tx, id)
          await moveImport(tx, id, ['checked'], 'receiving')
          await keepFileHash(tx, id, part, upload.sha256)
          await folderOf(id).keep(part, upload.kind, upload.path)
          return c.json(shownImport(await found(tx, id)), 200)
        })
      } finally {
        await upload.remove()
      }
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/imports/{import_id}/check',
      operationId: 'checkImport',
      tags: ['imports'],
      summary: 'Chạy thử: kiểm tra từng hộ, chưa ghi gì vào hồ sơ',
      limits: { seconds: 600 },
      request: { params: Id },
      responses: { 200: json(ImportWithCounts, 'What would happen') },
      problems: [notFound, wrongImportState, refusedFile],
    }),
    async c => {
      const id = c.req.valid('param').import_id
      const run = runAs(c)
      if (checking.has(id)) throw wrongImportState('checking')
      checking.add(id)
      try {
        const file = await run(async tx => {
          const there = await found(tx, id, true)
          await step(tx, there, ['receiving', 'checking', 'checked'], 'checking')
          return there
        })
        await checkImport(run, file, folderOf(id), checkServices(services))
        return c.json(await run(tx => withCounts(tx, id)), 200)
      } catch (e) {
        throw e instanceof FileProblem ? refusedFile(e).with({ members: { reason: e.code } }) : e
      } finally {
        checking.delete(id)
      }
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/imports/{import_id}/households',
      operationId: 'listImportHouseholds',
      tags: ['imports'],
      summary: 'Các hộ của một lần nhập, với lý do từng hộ',
      request: { params: Id, query: HouseholdFilter },
      responses: { 200: json(pageOf(ImportHousehold), 'In the order of the file') },
      problems: [notFound, malformedCursor, foreignCursor],
    }),
    async c => {
      const { import_id: id } = c.req.valid('param')
      const { limit, cursor, state, problem } = c.req.valid('query')
      const query = { list: 'import-households', id, state, problem }
      const after = cursors.read(cursor, query)
      const filter = { ...(state && { states: [state] }), ...(problem && { problem }) }
      const rows = await runAs(c)(async tx => {
        await found(tx, id)
        return listRows(tx, id, filter, limit + 1, after === undefined ? -1 : Number(after[0]))
      })
      const page = cursors.page(rows, { limit, query, sortKey: row => [row.row_no] })
      return c.json({ ...page, items: page.items.map(shownRow) }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/imports/{import_id}/apply',
      operationId: 'applyImport',
      tags: ['imports'],
      summary: 'Ghi các hộ hợp lệ vào hồ sơ; gọi lại cho đến khi is_done',
      limits: { seconds: 120 },
      request: { params: Id },
      responses: { 200: json(ImportApplied, 'How far it came') },
      problems: [notFound, wrongImportState],
    }),
    async c => {
      const id = c.req.valid('param').import_id
      const run = runAs(c)
      const file = await run(async tx => {
        const there = await found(tx, id, true)
        if (there.state !== 'applied') await step(tx, there, ['checked', 'applying'], 'applying')
        return there
      })
      const until = Date.now() + APPLY_MS
      const mayGoOn = (): boolean => Date.now() < until && !c.get('signal').aborted
      const { isDone } = await applyImport(run, services.registry, file, { mayGoOn })
      const shown = await run(tx => withCounts(tx, id))
      // the files stay for the rejected rows while anything is open
      if (shown.state === 'applied' && shown.counts.rejected + shown.counts.refused === 0)
        await folderOf(id).remove()
      return c.json({ ...shown, is_done: isDone }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/imports/{import_id}/discard',
      operationId: 'discardImport',
      tags: ['imports'],
      summary: 'Bỏ một lần nhập chưa ghi vào hồ sơ',
      request: { params: Id },
      idempotent: true,
      responses: { 200: json(Import, 'Nothing of it is kept but that it was') },
      problems: [notFound, wrongImportState],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { import_id: id } = c.req.valid('param')
        await step(tx, await found(tx, id, true), ['receiving', 'checking', 'checked'], 'discarded')
        await dropRows(tx, id)
        await folderOf(id).remove()
        return { status: 200, body: shownImport(await found(tx, id)) }
      }),
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/imports/{import_id}/rejected',
      operationId: 'getRejectedRows',
      tags: ['imports'],
      summary: 'Tệp các hộ bị loại, cùng mẫu, thêm cột lý do',
      limits: { seconds: 300 },
      request: { params: Id },
      responses: {
        200: {
          description: 'Một sổ tính, hoặc tệp zip gồm các tệp CSV. A workbook, or a zip of CSV files.',
          content: {
            'application/octet-stream': { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
          },
        },
      },
      problems: [notFound, nothingRejected, refusedFile],
    }),
    async c => {
      const file = await runAs(c)(tx => found(tx, c.req.valid('param').import_id))
      return await rejectedFile(runAs(c), file, folderOf(file.import_id))
    },
  )
  return routes
}

const mayReceive = (file: ImportFile): ImportFile => {
  if (file.state !== 'receiving' && file.state !== 'checked') throw wrongImportState(file.state)
  return file
}

async function step(tx: Tx, file: ImportFile, from: readonly ImportState[], to: ImportState): Promise<void> {
  if (!from.includes(file.state) || !(await moveImport(tx, file.import_id, from, to)))
    throw wrongImportState(file.state)
}

export const checkServices = ({ facts, codeKey, today, registry }: ImportServices): CheckServices => ({
  facts,
  codeKey,
  today: today(),
  syntheticOnly: registry.syntheticOnly,
})
