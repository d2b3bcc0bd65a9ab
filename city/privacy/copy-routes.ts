import { withSession } from '../../platform/db/index.ts'
import { json, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import { pageOfCopy } from './copy-page.ts'
import type { Privacy } from './erase.ts'
import { copyOfPerson } from './person-copy.ts'
import { alreadyErased, copyIncomplete, personNotFound } from './problems.ts'
import { PersonCopyShape, PersonPath } from './schemas.ts'

const problems = [personNotFound, copyIncomplete, alreadyErased]

/** A person's copy of everything kept about him, for programs and on paper. */
export function addCopies(routes: Routes, { store, registry }: Privacy): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/persons/{person_id}/copy',
      operationId: 'getPersonCopy',
      tags: ['privacy'],
      summary: 'Bản sao mọi dữ liệu về một người, cho chính người đó',
      request: { params: PersonPath },
      responses: { 200: json(PersonCopyShape, 'Everything kept about the person, as far as you may see it') },
      problems,
    }),
    async c => {
      const { person_id } = c.req.valid('param')
      const copy = await withSession(store, sessionOf(c).token, tx => copyOfPerson(tx, registry, person_id))
      return c.json(PersonCopyShape.parse(copy), 200)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/persons/{person_id}/copy.html',
      operationId: 'getPersonCopyPage',
      tags: ['privacy'],
      summary: 'Bản sao ấy ở dạng trang để in, giao cho người đó',
      request: { params: PersonPath },
      responses: {
        200: {
          description: 'The same in Vietnamese, as one page without scripts',
          content: { 'text/html': { schema: z.string() } },
        },
      },
      problems,
    }),
    async c => {
      const { person_id } = c.req.valid('param')
      const copy = await withSession(store, sessionOf(c).token, tx => copyOfPerson(tx, registry, person_id))
      c.header('Cache-Control', 'no-store')
      c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      c.header('Content-Disposition', 'attachment; filename="ban-sao-du-lieu.html"')
      return c.html(pageOfCopy(copy), 200)
    },
  )
}
