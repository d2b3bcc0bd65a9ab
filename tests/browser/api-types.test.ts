import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { API_TYPES, type ApiDocument, apiTypes } from '../../scripts/api-types.ts'
import { office } from './office.ts'

it('the page is checked against the API that the server describes', { timeout: 180_000 }, async () => {
  const { url } = await office()
  const described = (await (await fetch(`${url}/openapi.json`)).json()) as ApiDocument
  expect(apiTypes(described) === readFileSync(API_TYPES, 'utf8'), 'run: node scripts/api-types.ts').toBe(true)
})
