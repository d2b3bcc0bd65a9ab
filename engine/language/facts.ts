import { z } from 'zod'
import { type Finding, LawFault } from './finding.ts'
import type { Entity, Fact, FactBook } from './law.ts'
import { checkShape, TEXT2 } from './shape.ts'
import { type Category, defaultBounds, type Type } from './types.ts'
import { parseWhole } from './written.ts'
import type { YamlFile } from './yaml-file.ts'

const FLAG = z.enum(['true', 'false']).optional()
const FACT = z.strictObject({
  type: z.enum(['bool', 'count', 'decimal', 'money', 'date', 'category', 'text']),
  of: z.string().optional(),
  places: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  label: TEXT2,
  help: TEXT2.optional(),
  ordinary: z.string().optional(),
  optional: FLAG,
  restricted: FLAG,
  changeable: FLAG,
  supplier: TEXT2.optional(),
  since: z.string().optional(),
})
const FACTS = z.strictObject({
  categories: z.record(
    z.string(),
    z.strictObject({
      ordered: FLAG,
      label: TEXT2.optional(),
      words: z.record(z.string(), TEXT2),
      covers: z.record(z.string(), z.array(z.string())).optional(),
    }),
  ),
  facts: z.strictObject({ household: z.record(z.string(), FACT), person: z.record(z.string(), FACT) }),
})

/** Reads law/facts.yaml. Faults are collected; a fact with a fault is left out. */
export function readFacts(file: YamlFile, findings: Finding[]): FactBook {
  const categories = new Map<string, Category>()
  const book = { categories, household: new Map<string, Fact>(), person: new Map<string, Fact>() }
  const read = checkShape(FACTS, file, [], findings)
  if (!read) return book
  for (const [name, c] of Object.entries(read.categories)) {
    const words = Object.keys(c.words)
    if (words.length > 30) {
      findings.push({
        ...file.at(['categories', name]),
        rule: 'category_size',
        message: `category ${name} has ${words.length} words, more than 30`,
        mend: 'use type text, or split the category',
      })
    }
    const covers = new Map<number, number>()
    for (const [word, others] of Object.entries(c.covers ?? {})) {
      const unknown = [word, ...others].filter(w => !words.includes(w))
      if (unknown.length > 0) {
        findings.push({
          ...file.at(['categories', name, 'covers', word]),
          rule: 'unknown_word',
          message: `${unknown.join(', ')} is no word of ${name}`,
          mend: `use ${words.join(', ')}`,
        })
      } else
        covers.set(
          words.indexOf(word),
          [word, ...others].reduce((set, w) => set | (1 << words.indexOf(w)), 0),
        )
    }
    categories.set(name, { name, ordered: c.ordered === 'true', words, labels: c.words, covers })
  }
  for (const entity of ['household', 'person'] as const) {
    for (const [name, f] of Object.entries(read.facts[entity])) {
      const path = ['facts', entity, name]
      try {
        book[entity].set(name, fact(entity, name, f, categories, file.at(path)))
      } catch (e) {
        if (!(e instanceof LawFault)) throw e
        findings.push({ ...file.at(path), rule: e.rule, message: e.message, mend: e.mend })
      }
    }
  }
  return book
}

function fact(
  entity: Entity,
  name: string,
  f: z.infer<typeof FACT>,
  categories: Map<string, Category>,
  position: Fact['position'],
): Fact {
  const type = factType(name, f, categories)
  const bounds =
    type.t === 'bool' || type.t === 'category' || type.t === 'text' ? undefined : defaultBounds(type)
  const bound = (text: string | undefined, otherwise: bigint): bigint =>
    text === undefined ? otherwise : parseWhole(text, type)
  return {
    entity,
    name,
    type,
    label: f.label,
    bounds: bounds && { lo: bound(f.min, bounds.lo), hi: bound(f.max, bounds.hi) },
    optional: f.optional === 'true',
    restricted: f.restricted === 'true',
    changeable: f.changeable === 'true',
    ordinary: f.ordinary,
    supplier: f.supplier,
    position,
  }
}

function factType(name: string, f: z.infer<typeof FACT>, categories: Map<string, Category>): Type {
  if (f.type === 'category') {
    const of = f.of ?? name
    if (!categories.has(of))
      throw new LawFault(
        'unknown_category',
        `category ${of} is not declared`,
        'declare it under categories, or name it with `of`',
      )
    return { t: 'category', of }
  }
  if (f.type === 'decimal') return { t: 'decimal', places: Number(f.places ?? '2') }
  return { t: f.type }
}
