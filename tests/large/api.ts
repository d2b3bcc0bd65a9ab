/** The API as its own document describes it. */
import fc from 'fast-check'
import { z } from 'zod'
import { type Resolve, type Schema, valueFor } from './json-values.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly {
    readonly in: string
    readonly name: string
    readonly schema: Schema
    readonly required: boolean
  }[]
  readonly body: Schema | undefined
  /** Schemas of the answers by status; undefined: the document names the status and no JSON. */
  readonly answers: ReadonlyMap<number, Schema | undefined>
}

export interface Api {
  readonly operations: readonly Operation[]
  readonly resolve: Resolve
  /** What is wrong with an answer according to the document, in words; undefined when it fits. */
  misfit(operation: Operation, status: number, body: unknown): string | undefined
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Described {
  readonly operationId?: string
  readonly parameters?: readonly { in: string; name: string; schema?: Schema; required?: boolean }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

/** Reads an OpenAPI document. */
export function readApi(document: unknown): Api {
  const { paths, components } = document as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.filter(method => methods[method] !== undefined).map(method =>
      operationOf(path, method, methods[method] as Described),
    ),
  )
  const resolve: Resolve = ref => {
    const found = components.schemas[ref.replace('#/components/schemas/', '')]
    if (found === undefined) throw new Error(`the document refers to ${ref}, which it does not have`)
    return found
  }
  const checkers = new Map<Schema, z.ZodType>()
  const checkerOf = (schema: Schema): z.ZodType => {
    const made = checkers.get(schema) ?? z.fromJSONSchema(selfContained(schema, components.schemas) as never)
    checkers.set(schema, made)
    return made
  }
  return {
    operations,
    resolve,
    misfit(operation, status, body) {
      if (!operation.answers.has(status)) return `answers ${status}, which the document does not name`
      const schema = operation.answers.get(status)
      if (schema === undefined) return undefined
      const checked = checkerOf(schema).safeParse(body)
      return checked.success
        ? undefined
        : `answers ${status} with ${checked.error.issues.map(issue => `${issue.path.join('.')} ${issue.code}`).join(', ')}`
    },
  }
}

function operationOf(path: string, method: string, described: Described): Operation {
  const answers = new Map<number, Schema | undefined>()
  for (const [status, answer] of Object.entries(described.responses ?? {})) {
    const content = answer.content ?? {}
    answers.set(Number(status), (content['application/json'] ?? content['application/problem+json'])?.schema)
  }
  return {
    id: described.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: (described.parameters ?? []).map(one => ({
      in: one.in,
      name: one.name,
      schema: one.schema ?? {},
      required: one.required ?? one.in === 'path',
    })),
    body: described.requestBody?.content?.['application/json']?.schema,
    answers,
  }
}

/** A schema with everything it refers to inside. */
function selfContained(schema: Schema, all: Readonly<Record<string, Schema>>): unknown {
  const text = JSON.stringify({ ...schema, $defs: all }).replaceAll('#/components/schemas/', '#/$defs/')
  return JSON.parse(text) as unknown
}

export interface FuzzedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Requests for an operation. `known` gives values that exist in the store for the name of a parameter, so that some requests get far. */
export function requestsFor(
  api: Api,
  operation: Operation,
  known: (name: string) => readonly string[],
): fc.Arbitrary<FuzzedRequest> {
  const values = operation.parameters.map(parameter => {
    const there = known(parameter.name)
    const fits = valueFor(parameter.schema, api.resolve)
    const value =
      there.length === 0
        ? fits
        : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: fits })
    return parameter.required && parameter.in === 'path'
      ? value
      : fc.option(value, { nil: undefined, freq: parameter.required ? 8 : 2 })
  })
  const body = operation.body === undefined ? fc.constant(undefined) : bodyFor(api, operation.body)
  return fc.tuple(fc.tuple(...values), body).map(([given, sent]) => {
    let path = operation.path
    const query = new URLSearchParams()
    const headers: Record<string, string> = {}
    operation.parameters.forEach((parameter, i) => {
      const value = given[i]
      if (value === undefined) return
      const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()
      if (parameter.in === 'path')
        path = path.replace(`{${parameter.name}}`, encodeURIComponent(text) || '%20')
      else if (parameter.in === 'query') query.append(parameter.name, text)
      else headers[parameter.name] = text.replaceAll(/[^\x20-\x7e]/g, '?').trim()
    })
    if (sent !== undefined) headers['Content-Type'] = 'application/json'
    const search = query.size === 0 ? '' : `?${query}`
    return { url: `${path}${search}`, headers, body: sent }
  })
}

/** JSON that may fit; sometimes cut off, or none. */
function bodyFor(api: Api, schema: Schema): fc.Arbitrary<string> {
  const text = valueFor(schema, api.resolve).map(value => JSON.stringify(value) ?? 'null')
  return fc.oneof(
    { weight: 12, arbitrary: text },
    { weight: 1, arbitrary: text.map(whole => whole.slice(0, whole.length >> 1)) },
    { weight: 1, arbitrary: fc.constantFrom('', '[', '{"a":', 'null', '"x"', '\u0000') },
  )
}
