import { json, newRoutes, type Routes, route, z } from '../../platform/http/index.ts'
import type { FactColumn } from './fact-columns.ts'
import type { Registry } from './registry.ts'

const Text2 = z.object({ vi: z.string(), en: z.string() })

const DeclaredFact = z
  .object({
    name: z.string(),
    type: z.enum(['bool', 'count', 'decimal', 'money', 'date', 'category', 'text']),
    places: z.int().openapi({ description: 'Digits after the comma of a decimal; otherwise 0' }),
    label: Text2,
    supplier: Text2.nullable().openapi({ description: 'Who can tell it' }),
    optional: z.boolean().openapi({ description: 'It may be known that there is none' }),
    restricted: z.boolean(),
    words: z.array(z.object({ word: z.string(), label: Text2 })).openapi({ description: 'Of a category' }),
  })
  .openapi('DeclaredFact')

/** What can be said of a household and of a person: the facts of the law, with their words. Says nothing of anybody. */
export function factRoutes({ registry }: { readonly registry: Registry }): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/facts',
      operationId: 'listFacts',
      tags: ['households'],
      summary: 'Các thông tin của hộ và của người, với từ ngữ của chúng. Facts of households and persons',
      responses: {
        200: json(
          z.object({ household: z.array(DeclaredFact), person: z.array(DeclaredFact) }),
          'In the order of the law’s facts',
        ),
      },
    }),
    c => {
      const { household, person } = registry.facts
      return c.json(
        { household: [...household.values()].map(shown), person: [...person.values()].map(shown) },
        200,
      )
    },
  )
  return routes
}

const TYPES = ['bool', 'count', 'decimal', 'money', 'date', 'category'] as const

function shown({
  name,
  type,
  label,
  supplier,
  optional,
  restricted,
  words,
}: FactColumn): z.infer<typeof DeclaredFact> {
  return {
    name,
    type: TYPES.find(t => t === type.t) ?? 'text',
    places: type.t === 'decimal' ? type.places : 0,
    label: { vi: label.vi, en: label.en },
    supplier: supplier === undefined ? null : { vi: supplier.vi, en: supplier.en },
    optional,
    restricted,
    words: Object.entries(words ?? {}).map(([word, { vi, en }]) => ({ word, label: { vi, en } })),
  }
}
