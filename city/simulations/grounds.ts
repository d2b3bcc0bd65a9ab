import {
  children,
  datedValueAt,
  formatDay,
  type LawFile,
  type LinkedBenefit,
  type Node,
  type Owner,
  type Parameter,
  type Program,
  ruleKey,
  type Version,
} from '../../engine/language/index.ts'

/**
 * What a result hangs on beside the facts, as one text: two equal texts are one and the same function of the facts, whoever
 * evaluates it. It does not enter the results of the standard that it was told to stop at; it lists them.
 */
export interface Grounds {
  readonly text: string
  /** Household rules of the standard that were asked and not entered, sorted. */
  readonly results: readonly string[]
}

interface Place {
  readonly file: LawFile
  readonly version: Version
}

/** The right of one group: what a granted outcome is worth. */
export function groundsOfRight(
  program: Program,
  { file, versions }: LinkedBenefit,
  version: number,
  group: number,
  stops: ReadonlySet<string>,
): Grounds {
  const v = versions[version]
  const g = v?.groups[group]
  if (!v || !g) return { text: '', results: [] }
  return new Reader(program, stops).read([g.amount, g.share], { file, version: v })
}

/** The whole benefit: scope, exceptions, conditions, groups and amounts of every version of the day. */
export function groundsOfBenefit(
  program: Program,
  { file, versions }: LinkedBenefit,
  stops: ReadonlySet<string>,
): Grounds {
  const parts = versions.map(version => {
    const nodes = [
      version.appliesTo,
      ...version.exceptions.map(e => e.when),
      version.condition,
      ...version.groups.flatMap(g => [g.when, g.amount, g.share]),
    ]
    const { text, results } = new Reader(program, stops).read(nodes, { file, version })
    return { text: `${version.territory} ${version.exceptions.length} ${text}`, results }
  })
  return {
    text: parts.map(p => p.text).join('\n'),
    results: [...new Set(parts.flatMap(p => p.results))].sort(),
  }
}

/** One result of the standard, entered to the bottom. */
export function groundsOfResult(program: Program, name: string): string {
  const rule = program.rules.get(ruleKey('household', name))
  return rule ? new Reader(program, new Set()).read([rule.expression], rule).text : ''
}

/** Everything a version says in expressions, without the values of its parameters: it changes when the version is written anew. */
export function wordingOf(version: Version): string {
  const { appliesTo, exceptions, condition, groups, rules, indicators, territory, to } = version
  const said = { territory, to, appliesTo, condition, indicators, exceptions: exceptions.map(e => e.when) }
  const rights = groups.map(({ when, amount, share }) => [when, amount, share])
  const own = [...rules.values()].map(rule => [rule.entity, rule.name, rule.expression])
  return JSON.stringify({ said, rights, own }, (key, value: unknown) => {
    if (key === 'start') return undefined
    if (typeof value === 'bigint') return `${value}n`
    return typeof value === 'object' && value !== null && 'values' in value && 'name' in value
      ? value.name
      : value
  })
}

/** Reads expressions and, one after the other, all rules that they reach. */
class Reader {
  private readonly program: Program
  private readonly stops: ReadonlySet<string>
  private readonly rules = new Map<string, string>()
  private readonly results = new Set<string>()

  constructor(program: Program, stops: ReadonlySet<string>) {
    this.program = program
    this.stops = stops
  }

  read(nodes: readonly (Node | undefined)[], place: Place): Grounds {
    const own = nodes.map(node => (node ? this.node(node, place) : '-')).join(';')
    const rules = [...this.rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => `${key}=${text}`)
    return { text: [own, ...rules].join('\n'), results: [...this.results].sort() }
  }

  private node(node: Node, place: Place): string {
    const own = JSON.stringify(node, (key, value: unknown) => written(key, value))
    const parts = children(node).map(child => this.node(child, place))
    return `${own}${this.named(node, place)}(${parts.join(',')})`
  }

  /** What the node says by a name: the value of a parameter, the text of a rule. */
  private named(node: Node, place: Place): string {
    if (node.kind === 'rule') return this.rule(node.owner, node.name, place)
    if (node.kind === 'parameter') return this.parameter(node.parameter, place)
    if (node.kind === 'among' && 'name' in node.words) return this.parameter(node.words, place)
    return node.kind === 'missing' ? nobodyKnows(node.name, place) : ''
  }

  private rule(owner: Owner, name: string, place: Place): string {
    const entity = owner === 'household' ? 'household' : 'person'
    const own = place.version.rules.get(name)
    const shared = this.program.rules.get(ruleKey(entity, name))
    const found = own?.entity === entity ? { ...place, expression: own.expression } : shared
    if (!found) return ''
    const isShared = shared?.expression === found.expression
    if (entity === 'household' && isShared && this.stops.has(name)) {
      this.results.add(name)
      return ''
    }
    const key = `${isShared ? 'shared' : 'own'}.${entity}.${name}`
    if (!this.rules.has(key)) {
      this.rules.set(key, '')
      this.rules.set(key, this.node(found.expression, found))
    }
    return key
  }

  private parameter(parameter: Parameter, place: Place): string {
    const dated = datedValueAt(parameter, this.program.on, this.program.yearStart)
    if (!dated) return nobodyKnows(parameter.name, place)
    const cells = dated.cells.map(cell =>
      cell === undefined
        ? nobodyKnows(`${parameter.name} ${dated.from}`, place)
        : JSON.stringify(cell, written),
    )
    return `[${parameter.by ?? ''}:${cells.join(',')}]`
  }
}

/** A value that the law has and nobody here knows is the same unknown value only in the same version of the same file. */
const nobodyKnows = (name: string, { file, version }: Place): string =>
  `?${file.id} ${version.territory} ${formatDay(version.from)} ${name}`

/** Own fields of a node only (what is below it is written by itself), without its position and the name of a parameter. */
function written(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (key === 'start') return undefined
  if (typeof value === 'object' && value !== null && key !== '' && ('kind' in value || 'values' in value))
    return undefined
  if (Array.isArray(value) && value.some(v => typeof v === 'object' && v !== null)) return value.length
  return value
}
