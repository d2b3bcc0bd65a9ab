/** Values for a JSON schema of our OpenAPI document: mostly such as fit, now and then such as do not. */
import fc from 'fast-check'

export type Schema = { readonly [key: string]: unknown }

/** Schemas by their place in the document, `#/components/schemas/Household`. */
export type Resolve = (ref: string) => Schema

/** Texts that break careless code: quotes, marks, controls, endless, another script, a formula, SQL, a path, a lone surrogate. */
const HOSTILE = [
  '',
  ' ',
  '\u0000',
  "'; drop table household; --",
  '%_\\',
  '=HYPERLINK("http://x")',
  '../../secrets.json',
  '{{constructor}}',
  '\ud800',
  'Nguyễn Thị Đặng Ứng',
  'a'.repeat(5000),
  '-1',
  '1e400',
  'NaN',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00',
  'null',
  '[object Object]',
]

const hostileText = fc.constantFrom(...HOSTILE)
const anything = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0.5, 1e21, 2 ** 53, [], {}, [[]], { __proto__: null }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value that may fit the schema; one in eight leaves it on purpose, at any depth. */
export function valueFor(schema: Schema, resolve: Resolve, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 7, arbitrary: fitting(schema, resolve, depth) },
    { weight: 1, arbitrary: anything },
  )
}

const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise
const listOf = (value: unknown): readonly Schema[] => (Array.isArray(value) ? (value as Schema[]) : [])

function fitting(schema: Schema, resolve: Resolve, depth: number): fc.Arbitrary<unknown> {
  const { $ref, enum: values, const: only, type } = schema
  if (typeof $ref === 'string') return fitting(resolve($ref), resolve, depth)
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]))
  if ('const' in schema) return fc.constant(only)
  const some = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])]
  if (some.length > 0) return fc.oneof(...some.map(one => fitting(one, resolve, depth)))
  const every = listOf(schema['allOf'])
  if (every.length > 0) return merged(every, resolve, depth)
  if (Array.isArray(type))
    return fc.oneof(...type.map(one => fitting({ ...schema, type: one }, resolve, depth)))
  switch (type) {
    case 'string':
      return textFor(schema)
    case 'integer':
      return fc.integer({
        min: Math.max(numberOf(schema['minimum'], -1000), -(2 ** 31)),
        max: Math.min(numberOf(schema['maximum'], 100_000), 2 ** 31),
      })
    case 'number':
      return fc.double({
        min: numberOf(schema['minimum'], -1e6),
        max: numberOf(schema['maximum'], 1e9),
        noNaN: true,
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valueFor((schema['items'] ?? {}) as Schema, resolve, depth + 1), {
        minLength: numberOf(schema['minItems'], 0),
        maxLength: Math.max(numberOf(schema['minItems'], 0), Math.min(numberOf(schema['maxItems'], 3), 3)),
      })
    case 'object':
      return objectFor(schema, resolve, depth)
    default:
      return anything
  }
}

const DAYS = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map(day => day.toISOString())

function textFor(schema: Schema): fc.Arbitrary<unknown> {
  const { format, pattern } = schema
  if (format === 'date') return DAYS.map(day => day.slice(0, 10))
  if (format === 'date-time') return DAYS
  if (format === 'uuid') return fc.uuid()
  if (typeof pattern === 'string') {
    try {
      return fc.stringMatching(new RegExp(pattern))
    } catch {
      return fc.string()
    }
  }
  const minLength = numberOf(schema['minLength'], 0)
  return fc.string({
    minLength,
    maxLength: Math.max(minLength, Math.min(numberOf(schema['maxLength'], 30), 60)),
  })
}

function objectFor(schema: Schema, resolve: Resolve, depth: number): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const required = new Set((schema['required'] ?? []) as string[])
  const parts = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, valueFor(one, resolve, depth + 1)]),
  )
  const whole = fc.record(parts, { requiredKeys: [...required].filter(name => name in parts) })
  const more = schema['additionalProperties']
  if (typeof more !== 'object' || more === null || depth > 3) return whole
  const others = fc.dictionary(fc.string({ maxLength: 20 }), valueFor(more as Schema, resolve, depth + 1), {
    maxKeys: 3,
  })
  return fc.tuple(others, whole).map(([a, b]) => ({ ...a, ...(b as object) }))
}

function merged(every: readonly Schema[], resolve: Resolve, depth: number): fc.Arbitrary<unknown> {
  return fc
    .tuple(...every.map(one => fitting(one, resolve, depth)))
    .map(parts => Object.assign({}, ...parts.filter(part => typeof part === 'object')) as unknown)
}
