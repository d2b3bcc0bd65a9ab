/**
 * `node scripts/api-types.ts [address]`: writes the types of the API that the web application is checked against, from the description that a
 * running server gives (default http://127.0.0.1:3000). In the shape that openapi-fetch reads; see docs/adr/0019.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './tools.ts'

export const API_TYPES = path.join(root, 'apps/web/api/schema.d.ts')

type Schema = Readonly<Record<string, unknown>>
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content: Record<string, { schema?: Schema }>
  }
  readonly responses: Record<string, { readonly content?: Record<string, { schema?: Schema }> }>
}
export interface ApiDocument {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components?: { readonly schemas?: Record<string, Schema> }
}

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))
const union = (parts: readonly string[]): string => {
  const distinct = [...new Set(parts)]
  return distinct.length === 1 ? (distinct[0] ?? 'unknown') : `(${distinct.join(' | ')})`
}

/** TypeScript of a JSON Schema as OpenAPI 3.1 writes it. What it does not know is `unknown`, never `any`. */
export function typeOf(schema: Schema | undefined): string {
  if (schema === undefined) return 'unknown'
  const { $ref, enum: words, const: only, oneOf, anyOf, allOf, type } = schema
  if (typeof $ref === 'string') return `components['schemas'][${JSON.stringify($ref.split('/').at(-1))}]`
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(words)) return union(words.map(w => JSON.stringify(w)))
  for (const some of [oneOf, anyOf]) if (Array.isArray(some)) return union(some.map(s => typeOf(s as Schema)))
  if (Array.isArray(allOf)) return `(${allOf.map(s => typeOf(s as Schema)).join(' & ')})`
  if (Array.isArray(type)) return union(type.map(t => typeOf({ ...schema, type: t })))
  switch (type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      // not readonly: openapi-fetch takes a readonly array for an object
      return `${typeOf(schema['items'] as Schema | undefined)}[]`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

function objectType(schema: Schema): string {
  const required = new Set((schema['required'] as string[] | undefined) ?? [])
  const own = Object.entries((schema['properties'] as Record<string, Schema> | undefined) ?? {}).map(
    ([name, of]) => `${key(name)}${required.has(name) ? '' : '?'}: ${typeOf(of)}`,
  )
  const rest = schema['additionalProperties']
  const open =
    rest === undefined || rest === false ? undefined : typeOf(rest === true ? undefined : (rest as Schema))
  if (own.length === 0) return open === undefined ? 'Record<string, never>' : `Record<string, ${open}>`
  const shape = `{ ${own.join('; ')} }`
  return open === undefined ? shape : `(${shape} & Record<string, ${open}>)`
}

function parametersOf(operation: Operation): string {
  const group = (where: string): string => {
    const some = (operation.parameters ?? []).filter(p => p.in === where)
    if (some.length === 0) return `${where}?: never`
    const isOpen = where !== 'path' && some.every(p => p.required !== true)
    const fields = some.map(p => `${key(p.name)}${p.required ? '' : '?'}: ${typeOf(p.schema)}`)
    return `${where}${isOpen ? '?' : ''}: { ${fields.join('; ')} }`
  }
  return `{ ${['query', 'path', 'header'].map(group).join('; ')}; cookie?: never }`
}

const contentOf = (content: Record<string, { schema?: Schema }>): string =>
  `{ ${Object.entries(content)
    .map(([media, { schema }]) => `${JSON.stringify(media)}: ${typeOf(schema)}`)
    .join('; ')} }`

function operationType(operation: Operation): string {
  const { requestBody } = operation
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(
      ([status, { content }]) =>
        `${status}: { headers: {}; content${content ? `: ${contentOf(content)}` : '?: never'} }`,
    )
  const failure = `default: { headers: {}; content: { 'application/problem+json': components['schemas']['Problem'] } }`
  return [
    `parameters: ${parametersOf(operation)}`,
    requestBody
      ? `requestBody${requestBody.required ? '' : '?'}: { content: ${contentOf(requestBody.content)} }`
      : 'requestBody?: never',
    `responses: { ${[...answers, failure].join('; ')} }`,
  ].join('\n    ')
}

/** The whole file. Of failures it holds the one shape that all of them have. */
export function apiTypes(document: ApiDocument): string {
  const operations = Object.values(document.paths).flatMap(methods => Object.values(methods))
  const paths = Object.entries(document.paths).map(([at, methods]) => {
    const own = Object.entries(methods).map(([m, o]) => `${m}: operations[${JSON.stringify(o.operationId)}]`)
    return `  ${JSON.stringify(at)}: { ${own.join('; ')} }`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, s]) => `    ${key(name)}: ${typeOf(s)}`,
  )
  return [
    '// Made by `node scripts/api-types.ts` from /openapi.json; never edited by hand.',
    `export interface paths {\n${paths.join('\n')}\n}`,
    `export interface components {\n  schemas: {\n${schemas.join('\n')}\n  }\n}`,
    `export interface operations {\n${operations.map(o => `  ${key(o.operationId)}: {\n    ${operationType(o)}\n  }`).join('\n')}\n}`,
    '',
  ].join('\n\n')
}

if (import.meta.main) {
  const address = process.argv[2] ?? 'http://127.0.0.1:3000'
  const answer = await fetch(`${address}/openapi.json`)
  if (!answer.ok) throw new Error(`${address}/openapi.json answers ${answer.status}`)
  const text = apiTypes((await answer.json()) as ApiDocument)
  writeFileSync(API_TYPES, text)
  console.log(`${path.relative(root, API_TYPES)}: ${text.length} characters`)
}
