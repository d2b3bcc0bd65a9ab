import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParts } from '../../apps/server/parts.ts'
import { resolveTestSession, signInAs, type TestUser } from '../../city/users/testing.ts'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { type Jobs, openJobs } from '../../platform/jobs/index.ts'
import { createLogger } from '../../platform/logging/index.ts'
import { openSecrets } from '../../platform/secrets/index.ts'

const OWN = '11311'
const FOREIGN = '11335'
/** Stands in the registry of a foreign commune, and must never come back. */
const CANARY = 'Hoàng Yến Canary'

const INJECTIONS = [
  `' or '1'='1`,
  `'; drop table household; --`,
  `") or 1=1 --`,
  `%' union select token from hai_phong_auth.session --`,
  `$1::text) or true --`,
  `\\' or pg_sleep(9) is null --`,
  '%_%',
  '\u0000',
  `${FOREIGN}') or ('' = '`,
]

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { content: Record<string, { schema: Schema }> }
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> }
}

describe('text that is meant to become SQL', () => {
  let store: TestStore
  let server: Listening
  let jobs: Jobs
  let officer: TestUser
  let data: string
  let document: Document

  beforeAll(async () => {
    store = await testStore()
    data = mkdtempSync(path.join(os.tmpdir(), 'ansinh-injection-'))
    jobs = await openJobs(store)
    const parts = openParts({
      store,
      info: { mode: 'real', province: 'hai-phong', storeId: '' } as never,
      secrets: openSecrets(data),
      jobs,
      log: createLogger({ level: 'silent' }),
      data,
      secure: false,
    })
    const generous = { burst: 100_000, perSecond: 100_000 }
    server = await listen(parts.routes, {
      resolveSession: resolveTestSession(store),
      perUser: generous,
      perAddress: generous,
    })
    officer = await signInAs(
      store,
      { role: 'commune_officer', area: OWN },
      { role: 'inspector', area: OWN },
      { role: 'administrator', area: OWN },
    )
    await withOwner(store, async ({ client }) => {
      for (const commune of [OWN, FOREIGN])
        await client.query(
          `insert into household (household_id, commune_code, version, member_count, registered_on, head_name, hamlet) values ($1, $2, 1, 0, '2026-01-01', $3, $3)`,
          [`H-${commune}`, commune, commune === FOREIGN ? CANARY : 'Trần Văn Thử'],
        )
      await client.query(
        `insert into person (person_id, household_id, commune_code, joined_on, full_name, name_key) values ('P-F', $1, $2, '2026-01-01', $3, name_key($3))`,
        [`H-${FOREIGN}`, FOREIGN, CANARY],
      )
    })
    document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document
  })
  afterAll(async () => {
    await server.close()
    await jobs.stop(1)
    await store.close()
    rmSync(data, { recursive: true })
  })

  /** A value of a schema in which every free text is the given one. */
  function filled(schema: Schema, text: string, depth = 0): unknown {
    const name = schema.$ref?.split('/').at(-1)
    if (name !== undefined) return filled(document.components.schemas?.[name] ?? {}, text, depth + 1)
    const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
    if (one !== undefined) return filled(one, text, depth + 1)
    if (schema.enum !== undefined) return schema.enum[0]
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
    if (type === 'object' || schema.properties !== undefined)
      return depth > 6
        ? {}
        : Object.fromEntries(
            Object.entries(schema.properties ?? {}).map(([key, inner]) => [
              key,
              filled(inner, text, depth + 1),
            ]),
          )
    if (type === 'array') return [filled(schema.items ?? {}, text, depth + 1)]
    if (type === 'integer' || type === 'number') return 1
    if (type === 'boolean') return true
    if (schema.format === 'date') return '2026-01-01'
    if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000'
    return text
  }

  const tables = async (): Promise<Record<string, unknown>> =>
    (
      await withOwner(store, tx =>
        tx.client.query(
          `select (select count(*)::int from pg_class c where c.relnamespace = 'hai_phong'::regnamespace and c.relkind = 'r') as tables,
                  (select count(*)::int from household) as households, (select count(*)::int from person) as persons,
                  (select count(*)::int from user_grant where role <> 'surveyor') as grants,
                  (select count(*)::int from hai_phong_auth."user" where banned) as banned`,
        ),
      )
    ).rows[0]

  it('is text in every place where the API takes text: no error of ours, no foreign row, no harm', async () => {
    const before = await tables()
    const broken: string[] = []
    let asked = 0
    for (const [pattern, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        if (/^(signOut|endAllMySessions|endMySession)$/.test(operation.operationId)) continue
        for (const text of INJECTIONS) {
          const query = new URLSearchParams()
          let address = pattern
          for (const p of operation.parameters ?? []) {
            const value = String(filled(p.schema, text))
            if (p.in === 'path') address = address.replace(`{${p.name}}`, encodeURIComponent(value))
            else if (p.in === 'query') query.set(p.name, value)
          }
          const schema = operation.requestBody?.content['application/json']?.schema
          const body = schema === undefined ? undefined : JSON.stringify(filled(schema, text))
          const search = query.size === 0 ? '' : `?${query}`
          const answer = await server.ask(`${address}${search}`, {
            as: officer.token,
            method: method.toUpperCase(),
            headers: {
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
              'if-match': '"1"',
            },
            ...(body === undefined ? {} : { body }),
          })
          asked++
          const said = await answer.text()
          if (
            answer.status >= 500 ||
            said.includes(CANARY) ||
            said.includes('argon2id') ||
            said.includes(officer.token)
          )
            broken.push(
              `${operation.operationId} ${answer.status} ${JSON.stringify(text)} ${said.slice(0, 200)}`,
            )
        }
      }
    expect(broken).toEqual([])
    expect(asked).toBeGreaterThan(200)
    expect(await tables()).toEqual(before)
  }, 120_000)
})
