import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withSession } from '../../platform/db/index.ts'
import { forbidden, newRoutes, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import { newExportFolder } from './import-folder.ts'
import { Commune, Day } from './import-schemas.ts'
import type { ImportServices } from './import-services.ts'
import { writeNationalList } from './national-list.ts'
import { exportableCommunes } from './national-queries.ts'
import { download } from './rejected-file.ts'

/** The lists of poor, near-poor and escaped households in the layout of the national system. */
export function nationalListRoutes({
  store,
  data,
  today,
  provinceName = 'Thành phố Hải Phòng',
}: ImportServices): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/national-lists',
      operationId: 'exportNationalLists',
      tags: ['imports'],
      summary: 'Xuất danh sách theo mẫu của hệ thống quốc gia (.xlsx, ba trang)',
      limits: { seconds: 300 },
      request: {
        query: z.strictObject({
          commune_code: Commune.optional(),
          on: Day.optional(),
          words: z.enum(['true', 'false']).default('false'),
        }),
      },
      responses: {
        200: {
          description: 'Sổ tính ba trang. The workbook.',
          content: {
            'application/octet-stream': { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
          },
        },
      },
      problems: [forbidden],
    }),
    async c => {
      const { commune_code, on = today(), words } = c.req.valid('query')
      const work = await newExportFolder(data)
      const path = join(work, 'national.xlsx')
      try {
        await withSession(store, sessionOf(c).token, async tx => {
          const mine = await exportableCommunes(tx)
          if (mine?.length === 0) throw forbidden()
          if (commune_code !== undefined && mine !== undefined && !mine.includes(commune_code))
            throw forbidden()
          const communes = commune_code === undefined ? mine : [commune_code]
          const options = { on, words: words === 'true', provinceName, ...(communes && { communes }) }
          await writeNationalList(tx, path, options)
        })
        return download(createReadStream(path), `danh-sach-ho-ngheo-${on}.xlsx`, work)
      } catch (e) {
        await rm(work, { recursive: true, force: true })
        throw e
      }
    },
  )
  return routes
}
