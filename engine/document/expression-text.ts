import { formatDay } from '../language/days.ts'
import { type Fraction, formatFraction } from '../language/fraction.ts'
import type { Entity, FactBook } from '../language/law.ts'
import { type Node, type Owner, unreachable } from '../language/nodes/index.ts'
import type { Type } from '../language/types.ts'

/** How tightly a form binds, so that brackets stand only where they are needed. */
const BINDS = { choose: 0, or: 1, and: 2, relation: 3, sum: 4, product: 5, unary: 6, atom: 7 } as const

/**
 * An expression as the law files write it (docs/language.md, part 3). It is made from the typed form: spacing and brackets may
 * differ from the file, the meaning does not. `entity` is whose rule it stands in.
 */
export function expressionText(node: Node, facts: FactBook, entity: Entity): string {
  return write(node, facts, entity, BINDS.choose)
}

function write(node: Node, facts: FactBook, entity: Entity, least: number): string {
  const [text, binds] = form(node, facts, entity)
  return binds < least ? `(${text})` : text
}

function form(node: Node, facts: FactBook, entity: Entity): [string, number] {
  const at = (n: Node, least: number): string => write(n, facts, entity, least)
  const call = (name: string, args: readonly Node[], ...more: string[]): [string, number] => [
    `${name}(${[...args.map(a => at(a, BINDS.choose)), ...more].join(', ')})`,
    BINDS.atom,
  ]
  switch (node.kind) {
    case 'literal':
      return [literal(node.type, node.value, facts), BINDS.atom]
    case 'fact':
    case 'rule':
      return [owned(node.owner, node.name, entity), BINDS.atom]
    case 'has':
      return [`has(${owned(node.owner, node.name, entity)})`, BINDS.atom]
    case 'parameter':
      return [node.parameter.name, BINDS.atom]
    case 'missing':
      return ['missing', BINDS.atom]
    case 'decision_day':
      return ['on', BINDS.atom]
    case 'not':
      return [`!${at(node.value, BINDS.unary)}`, BINDS.unary]
    case 'negate':
      return [`-${at(node.value, BINDS.unary)}`, BINDS.unary]
    case 'and':
      return [`${at(node.left, BINDS.and)} && ${at(node.right, BINDS.and + 1)}`, BINDS.and]
    case 'or':
      return [`${at(node.left, BINDS.or)} || ${at(node.right, BINDS.or + 1)}`, BINDS.or]
    case 'compare':
      return [`${at(node.left, BINDS.sum)} ${node.op} ${at(node.right, BINDS.sum)}`, BINDS.relation]
    case 'among':
      return [
        `${at(node.value, BINDS.sum)} in ${'name' in node.words ? node.words.name : `[${node.words.map(w => word(node.value.type, w, facts)).join(', ')}]`}`,
        BINDS.relation,
      ]
    case 'add':
      return [`${at(node.left, BINDS.sum)} + ${at(node.right, BINDS.sum + 1)}`, BINDS.sum]
    case 'subtract':
      return [`${at(node.left, BINDS.sum)} - ${at(node.right, BINDS.sum + 1)}`, BINDS.sum]
    case 'multiply':
      return [`${at(node.left, BINDS.product)} * ${at(node.right, BINDS.product + 1)}`, BINDS.product]
    case 'rescale':
      return form(node.value, facts, entity)
    case 'min':
    case 'max':
      return call(node.kind, node.values)
    case 'count_true':
      return call('count_true', node.values)
    case 'choose':
      return [
        `${at(node.condition, BINDS.or)} ? ${at(node.yes, BINDS.or)} : ${at(node.no, BINDS.choose)}`,
        BINDS.choose,
      ]
    case 'share':
      return call('share', [node.amount, node.rate], node.rounding)
    case 'age_on':
      return call('age_on', [node.birth, node.day])
    case 'months_after':
      return call('months_after', [node.day, node.months])
    case 'year_start':
      return call('year_start', [node.day])
    case 'exists':
    case 'all':
    case 'count':
    case 'sum': {
      const members = entity === 'household' ? 'members' : 'household.members'
      return [`${members}.${node.kind}(${node.each ? `m, ${at(node.each, BINDS.choose)}` : ''})`, BINDS.atom]
    }
    default:
      return unreachable(node)
  }
}

const owned = (owner: Owner, name: string, entity: Entity): string =>
  owner === 'member' ? `m.${name}` : owner === 'household' && entity === 'person' ? `household.${name}` : name

function literal(type: Type, value: unknown, facts: FactBook): string {
  switch (type.t) {
    case 'money':
      return `money(${value})`
    case 'months':
      return `months(${value})`
    case 'rate':
      return `rate("${formatFraction(value as Fraction)}")`
    case 'date':
      return `date("${formatDay(Number(value))}")`
    case 'decimal': {
      const digits = String(value).padStart(type.places + 1, '0')
      return type.places === 0 ? digits : `${digits.slice(0, -type.places)}.${digits.slice(-type.places)}`
    }
    case 'category':
    case 'text':
      return word(type, value as number | string, facts)
    default:
      return String(value)
  }
}

function word(type: Type, value: number | string, facts: FactBook): string {
  if (typeof value === 'string') return JSON.stringify(value)
  const category = type.t === 'category' ? facts.categories.get(type.of) : undefined
  return category?.words[value] ?? String(value)
}
