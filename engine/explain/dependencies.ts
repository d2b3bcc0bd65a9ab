import type { LinkedBenefit, Program } from '../language/in-force.ts'
import type { Fact, LawFile, Version } from '../language/law.ts'
import { children, type Node, type Owner } from '../language/nodes/index.ts'

/** A fact that a benefit may ask, of the household, of the person whose benefit it is, or of every member. */
export interface Dependency {
  readonly owner: Owner
  readonly fact: Fact
  /** Which words the law tells apart: words with one and the same signature are one to it. Undefined for other types. */
  readonly signatures: readonly string[] | undefined
}

interface Asked {
  readonly owner: Owner
  readonly fact: Fact
  /** One set of words for each place where the law asks for some of them. */
  readonly sets: (readonly number[])[]
  /** Some place tells every word from every other. */
  all: boolean
}

/** The facts on which the right and its amount hang, in the order in which the law asks them. */
export function dependencies(program: Program, benefit: LinkedBenefit): Dependency[] {
  const asked = new Map<string, Asked>()
  const seen = new Set<string>()
  const visit = (
    node: Node,
    self: Owner,
    file: LawFile,
    version: Version,
    wordsAsked?: (words: Asked) => void,
  ): void => {
    const ownerOf = (owner: Owner): Owner => (owner === 'self' ? self : owner)
    if (node.kind === 'fact' || node.kind === 'has') {
      note(asked, ownerOf(node.owner), node.name, program, node.kind === 'has' ? undefined : wordsAsked)
      return
    }
    if (node.kind === 'rule') {
      const owner = ownerOf(node.owner)
      const entity = owner === 'household' ? 'household' : 'person'
      const own = version.rules.get(node.name)
      const shared = program.rules.get(`${entity}.${node.name}`)
      const found = own?.entity === entity ? { expression: own.expression, file, version } : shared
      if (!found) return
      const key = `${owner} ${found.file.id} ${node.name} ${wordsAsked ? 'words' : ''}`
      if (seen.has(key) && !wordsAsked) return
      seen.add(key)
      visit(found.expression, owner, found.file, found.version, wordsAsked)
      return
    }
    if (node.kind === 'choose') {
      visit(node.condition, self, file, version)
      for (const branch of [node.yes, node.no]) visit(branch, self, file, version, wordsAsked)
      return
    }
    if (node.kind === 'among') {
      const { words } = node
      visit(node.value, self, file, version, 'name' in words ? all : some(words.map(Number)))
      return
    }
    if (node.kind === 'compare' && node.left.type.t === 'category') {
      const [literal, other] =
        node.left.kind === 'literal' ? [node.left, node.right] : [node.right, node.left]
      if (literal.kind === 'literal') {
        const at = Number(literal.value)
        const from =
          node.op === '==' || node.op === '!='
            ? [at]
            : range(node.op === '<' || node.op === '>=' ? at : at + 1)
        visit(other, self, file, version, some(from))
        return
      }
      visit(node.left, self, file, version, all)
      visit(node.right, self, file, version, all)
      return
    }
    for (const child of children(node))
      visit(child, self, file, version, node.kind === 'parameter' ? all : undefined)
  }
  for (const version of benefit.versions) {
    const self: Owner = benefit.file.subject === 'person' ? 'self' : 'household'
    const conditions = [
      version.appliesTo,
      ...version.exceptions.map(e => e.when),
      version.condition,
      ...version.groups.flatMap(g => [g.when, g.amount]),
    ]
    for (const node of conditions) if (node) visit(node, self, benefit.file, version)
  }
  return [...asked.values()].map(a => ({ owner: a.owner, fact: a.fact, signatures: signatures(a, program) }))
}

const range = (from: number): number[] => Array.from({ length: 30 - from }, (_, i) => from + i)
const all = (a: Asked): void => {
  a.all = true
}
const some =
  (words: readonly number[]) =>
  (a: Asked): void =>
    void a.sets.push(words)

function note(
  asked: Map<string, Asked>,
  owner: Owner,
  name: string,
  program: Program,
  wordsAsked: ((words: Asked) => void) | undefined,
): void {
  const fact = (owner === 'household' ? program.law.facts.household : program.law.facts.person).get(name)
  if (!fact) return
  const key = `${owner}.${name}`
  const entry = asked.get(key) ?? { owner, fact, sets: [], all: false }
  asked.set(key, entry)
  wordsAsked?.(entry)
}

function signatures(asked: Asked, program: Program): string[] | undefined {
  const { type } = asked.fact
  if (type.t !== 'category') return undefined
  const words = program.law.facts.categories.get(type.of)?.words ?? []
  return words.map((_, i) =>
    asked.all ? String(i) : asked.sets.map(set => (set.includes(i) ? '1' : '0')).join(''),
  )
}
