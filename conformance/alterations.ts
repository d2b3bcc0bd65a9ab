import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLSeq,
} from 'yaml'
import { formatDay, parseDay } from '../engine/language/index.ts'

/** A law file with one value altered. */
export interface Alteration {
  readonly path: string
  readonly text: string
  readonly line: number
  readonly what: string
}

/** Keys whose texts are not values of the law: titles, sources, marks and the like. */
const NOT_VALUES = new Set([
  'title',
  'label',
  'text',
  'means',
  'reason',
  'source',
  'note',
  'mark',
  'act',
  'article',
  'id',
  'where',
  'papers',
  'cite',
  'of',
  'by',
  'type',
  'entity',
  'places',
  'at',
  'reference',
  'indicators',
  'starts',
  'route',
  'period',
])
/** Keys whose texts are expressions, in which literals are altered. */
const EXPRESSIONS = new Set(['expr', 'if', 'then', 'else', 'applies_to', 'when', 'amount', 'share'])

/**
 * Every single change of a value of a law file: each parameter value and cell, each date of a version and of a dated value, each number, date, rate, text and listed word inside an
 * expression. The text outside the value stays as it is.
 */
export function alterations(
  source: { path: string; text: string },
  categories: readonly (readonly string[])[] = [],
): Alteration[] {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { schema: 'failsafe', lineCounter: lines })
  const found: Alteration[] = []
  const add = (from: number, to: number, replacement: string): void => {
    found.push({
      path: source.path,
      text: source.text.slice(0, from) + replacement + source.text.slice(to),
      line: lines.linePos(from).line,
      what: `${source.text.slice(from, to)} → ${replacement}`,
    })
  }
  visit(document, {
    Pair(_, pair, ancestors) {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      if (NOT_VALUES.has(key)) return visit.SKIP
      if (key === 'not_applicable' || key === 'ended') return visit.SKIP
      if (key === 'terms') {
        for (const term of isMap(pair.value) ? pair.value.items : [])
          expression(scalarOf(term), source.text, add, categories)
        return visit.SKIP
      }
      if (EXPRESSIONS.has(key)) {
        expression(scalarOf(pair), source.text, add, categories)
        return visit.SKIP
      }
      // a version that is not applicable decides nothing: its dates are told and never asked
      if (ancestors.some(a => isMap(a) && a.has('not_applicable'))) return undefined
      if (key === 'from' || key === 'to') {
        // what is only read on 1 January shows a change of its date when a 1 January lies between
        const years = isReadAtYearStart(ancestors) ? 365 : 1
        plain(scalarOf(pair), add, years)
      }
      if (key === 'value') {
        for (const cell of cellsOf(pair)) plain(cell, add)
        for (const list of listsOf(pair)) shorten(list, add)
        return visit.SKIP
      }
      return undefined
    },
  })
  return found
}

const scalarOf = (pair: Pair): Scalar | undefined => (isScalar(pair.value) ? pair.value : undefined)

/** The scalars of a value: one, those of a list, or those of a table. */
function cellsOf(pair: Pair): Scalar[] {
  const collect = (node: unknown): Scalar[] => {
    if (isScalar(node)) return [node]
    if (isSeq(node)) return node.items.flatMap(collect)
    if (isMap(node)) return node.items.flatMap(item => collect(item.value))
    return []
  }
  return collect(pair.value)
}

/** The lists in a value: words of a parameter. */
function listsOf(pair: Pair): YAMLSeq[] {
  if (isSeq(pair.value)) return [pair.value]
  return isMap(pair.value) ? pair.value.items.flatMap(item => (isSeq(item.value) ? [item.value] : [])) : []
}

/** A list without one of its words. */
function shorten(list: YAMLSeq, add: (from: number, to: number, text: string) => void): void {
  const range = list.range
  if (!range || list.items.length < 2) return
  for (const left of list.items) {
    const rest = list.items.filter(i => i !== left).map(i => (isScalar(i) ? JSON.stringify(i.value) : ''))
    add(range[0], range[1], `[${rest.join(', ')}]`)
  }
}

/** Is the dated value part of a parameter with `at: reference`? */
function isReadAtYearStart(ancestors: readonly unknown[]): boolean {
  return ancestors.some(a => isMap(a) && a.get('at') === 'reference')
}

function plain(
  node: Scalar | undefined,
  add: (from: number, to: number, text: string) => void,
  days = 1,
): void {
  const range = node?.range
  if (!node || !range) return
  const text = String(node.value)
  const other = altered(text, days)
  if (other !== undefined) add(range[0], range[1], other)
}

/** Another value of the same kind: one more, the next day, a slightly higher rate; a missing value becomes a value, a word another word. */
function altered(text: string, days = 1): string | undefined {
  if (/^-?\d+$/.test(text)) return String(Number(text) + 1)
  const day = parseDay(text)
  if (day !== undefined) return formatDay(day + days)
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)
  if (percent?.[1]) return `${(Number(percent[1]) + 0.1).toFixed(3)}%`
  const decimal = /^\d+\.(\d+)$/.exec(text)
  if (decimal?.[1]) return (Number(text) + 10 ** -decimal[1].length).toFixed(decimal[1].length)
  const ratio = /^(\d+)\/(\d+)$/.exec(text)
  if (ratio) return `${Number(ratio[1]) * 10 + 1}/${Number(ratio[2]) * 10}`
  if (text === 'true') return 'false'
  if (text === 'false') return 'true'
  return undefined
}

/** Literals inside an expression. Words after `in [` are left out one by one where more than one stands. */
function expression(
  node: Scalar | undefined,
  text: string,
  add: (from: number, to: number, text: string) => void,
  categories: readonly (readonly string[])[],
): void {
  const range = node?.range
  if (!range) return
  const [from, to] = range
  const written = text.slice(from, to)
  if (written === 'missing') return
  for (const m of written.matchAll(/(?<![\w."/-])\d+(?:\.\d+)?(?![\w."/%-])/g)) {
    const other = altered(m[0])
    if (other !== undefined) add(from + m.index, from + m.index + m[0].length, other)
  }
  for (const m of written.matchAll(/(?:date|rate)\("([^"]+)"\)/g)) {
    const other = altered(m[1] ?? '')
    const at = from + m.index + m[0].indexOf('"') + 1
    if (other !== undefined) add(at, at + (m[1]?.length ?? 0), other)
  }
  for (const m of written.matchAll(/(?:==|!=|<=|>=|<|>)\s*([a-z_]+)\b/g)) {
    const word = m[1] ?? ''
    const at = from + m.index + m[0].length - word.length
    for (const words of categories.filter(c => c.includes(word)))
      add(at, at + word.length, words[(words.indexOf(word) + 1) % words.length] ?? word)
  }
  for (const list of written.matchAll(/\bin \[([^\]]+)\]/g)) {
    const items = [...(list[1] ?? '').matchAll(/[^,\s][^,]*/g)]
    const start = from + list.index + list[0].indexOf('[') + 1
    for (const item of items.length > 1 ? items : []) {
      const rest = items.filter(i => i !== item).map(i => i[0].trim())
      add(start, start + (list[1]?.length ?? 0), rest.join(', '))
    }
  }
}
