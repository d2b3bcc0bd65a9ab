import { citation, parameterLabel, showWritten, two } from '../explain/index.ts'
import { formatDay } from '../language/days.ts'
import type { DatedValue, Law, LawFile, Parameter, Version } from '../language/law.ts'
import type { Mark } from '../language/mark.ts'
import { type Node, walk } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { usersOf } from './uses.ts'
import { TERMS } from './words.ts'

/** A law file as a link needs it. */
export interface FileLink {
  readonly id: string
  readonly title: Text2
}

/** One cell of a value: a table that goes by the words of a category has one for each word. */
export interface CellData {
  readonly word: string | null
  readonly label: Text2 | null
  /** As people read it. */
  readonly text: Text2
  /** As an overlay writes it; null where the law is missing. */
  readonly written: string | null
}

/** Whatever of the law carries a mark: a dated value, the conditions of a version, a group, an exception. */
export interface ValueData {
  readonly file: FileLink
  readonly part: 'value' | 'conditions' | 'group' | 'exception'
  /** Of a parameter, group or exception; empty for the conditions of a version. */
  readonly name: string
  readonly label: Text2
  readonly version: { readonly index: number; readonly from: string; readonly territory: string }
  readonly from: string
  /** The last day on which it holds; null: open. */
  readonly to: string | null
  /** What stands after it: another value, one that nobody has read, or nothing. */
  readonly next: 'value' | 'missing' | 'none' | null
  readonly type: string
  readonly shape: 'one' | 'table' | 'list'
  readonly cells: readonly CellData[]
  readonly mark: Mark
  readonly source: string | null
  readonly citation: Text2
  /** Where in the version an overlay sets it, such as `parameters.line.values.1.value`. */
  readonly set: string
  /** Parts of the own file that read it, by their labels. */
  readonly used_by: readonly Text2[]
  /** Other files that rest on it. */
  readonly used_in: readonly FileLink[]
}

export const linkOf = (file: LawFile): FileLink => ({ id: file.id, title: file.title })

/** Everything of the law that carries a mark, file after file. */
export const valuesOfLaw = (law: Law): ValueData[] => [...law.files.values()].flatMap(f => valuesOf(law, f))

/** Everything of a file that carries a mark: dated values first, then conditions, groups and exceptions. */
export function valuesOf(law: Law, file: LawFile): ValueData[] {
  const users = usersOf(law, file)
  return file.versions.flatMap(version => {
    const whole = {
      file: linkOf(file),
      version: { index: version.index, from: formatDay(version.from), territory: version.territory },
      used_by: [],
      used_in: [],
      cells: [],
      type: 'text',
      shape: 'one' as const,
      from: formatDay(version.from),
      ...endOf(file, version),
    }
    const dated = [...version.parameters.values()].flatMap(p => {
      const readers = readersOf(version, p)
      const used_in = new Map(readers.rules.flatMap(r => users.get(r) ?? []).map(f => [f.id, linkOf(f)]))
      return p.values.map((v, i): ValueData => {
        const after = p.values[i + 1]
        return {
          ...whole,
          part: 'value',
          name: p.name,
          label: parameterLabel(p),
          from: formatDay(v.from),
          ...(after === undefined
            ? {}
            : { to: formatDay(after.from - 1), next: after.mark === 'missing' ? 'missing' : 'value' }),
          type: p.type.t,
          shape: p.isList ? 'list' : p.byCategory === undefined ? 'one' : 'table',
          cells: cellsOf(law, p, v),
          mark: v.mark,
          source: v.source,
          citation: citation(law, version),
          set: setOf(v),
          used_by: readers.labels,
          used_in: [...used_in.values()],
        }
      })
    })
    const parts: ValueData[] = [
      {
        ...whole,
        part: 'conditions',
        name: '',
        label: two('điều kiện của cả phiên bản', 'the conditions of the version'),
        mark: version.mark,
        source: version.source ?? null,
        citation: citation(law, version),
        set: 'mark',
      },
      ...version.groups.flatMap((g, i): ValueData[] =>
        g.id === ''
          ? []
          : [
              {
                ...whole,
                part: 'group',
                name: g.id,
                label: g.means ?? two(g.id, g.id),
                mark: g.mark,
                source: g.source ?? null,
                citation: citation(law, version, g.article ?? version.article),
                set: `groups.${i}.mark`,
              },
            ],
      ),
      ...version.exceptions.map(
        (e, i): ValueData => ({
          ...whole,
          part: 'exception',
          name: e.id,
          label: e.means,
          mark: e.mark,
          source: e.source ?? null,
          citation: citation(law, version, e.article ?? version.article),
          set: `exceptions.${i}.mark`,
        }),
      ),
    ]
    return [...dated, ...parts]
  })
}

/** How long a version holds, and what comes after it in its territory. */
function endOf(file: LawFile, version: Version): { to: string | null; next: ValueData['next'] } {
  if (version.to === undefined) return { to: null, next: null }
  const day = version.to + 1
  const after = file.versions.find(
    v =>
      v !== version &&
      v.from <= day &&
      (v.to === undefined || v.to >= day) &&
      (v.territory === version.territory || v.territory === 'city' || v.territory === 'nation'),
  )
  return { to: formatDay(version.to), next: after === undefined ? 'none' : 'value' }
}

/** Path of the whole value in its version: of a table the entry and not one cell. */
function setOf(v: DatedValue): string {
  const path = (v.paths[0] ?? []).slice(2)
  const at = path.lastIndexOf('value')
  return path.slice(0, at + 1).join('.')
}

function cellsOf(law: Law, p: Parameter, v: DatedValue): CellData[] {
  const category = p.byCategory === undefined ? undefined : law.facts.categories.get(p.byCategory)
  return v.cells.map((cell, i) => {
    const word = category?.words[i]
    return {
      word: word ?? null,
      label: word === undefined ? null : (category?.labels[word] ?? null),
      text: showWritten(p.type, cell, law.facts),
      written:
        cell === undefined ? null : Array.isArray(cell) ? listed(law, p, cell) : (v.written[i] ?? null),
    }
  })
}

/** A list of words as the file writes them. */
function listed(law: Law, p: Parameter, words: readonly (number | string)[]): string {
  const category = p.type.t === 'category' ? law.facts.categories.get(p.type.of) : undefined
  return words.map(w => (typeof w === 'number' ? (category?.words[w] ?? String(w)) : w)).join(', ')
}

/** The parts of a version that read a parameter, also by way of its own rules: their labels, and the names of those rules. */
function readersOf(version: Version, parameter: Parameter): { labels: Text2[]; rules: string[] } {
  const rules = new Set<string>()
  const reads = (node: Node): boolean => {
    let found = false
    walk(node, n => {
      if (n.kind === 'parameter' && n.parameter.name === parameter.name) found = true
      if (n.kind === 'among' && 'name' in n.words && n.words.name === parameter.name) found = true
      if (n.kind === 'rule' && rules.has(n.name)) found = true
    })
    return found
  }
  for (let before = -1; before < rules.size; ) {
    before = rules.size
    for (const r of version.rules.values()) if (!rules.has(r.name) && reads(r.expression)) rules.add(r.name)
  }
  const labels: Text2[] = [...rules].map(name => {
    const plain = name.replaceAll('_', ' ')
    return version.rules.get(name)?.label ?? two(plain, plain)
  })
  const say = (node: Node | undefined, label: Text2): void =>
    void (node !== undefined && reads(node) && labels.push(label))
  say(version.appliesTo, two('đối tượng áp dụng', 'the scope'))
  say(version.condition, two('điều kiện hưởng', 'the condition'))
  for (const e of version.exceptions) say(e.when, e.means)
  for (const g of version.groups) {
    const name = g.means ?? two('mức hưởng', 'the amount')
    say(g.when, g.id === '' ? name : two(`nhóm ${g.id}: ${name.vi}`, `group ${g.id}: ${name.en}`))
    const what = g.amount === undefined ? g.share : g.amount
    say(what, g.id === '' ? name : two(`mức hưởng: ${name.vi}`, `amount: ${name.en}`))
  }
  for (const [name, node] of version.terms) {
    const words = TERMS[name]
    if (words !== undefined) say(node, words)
  }
  return { labels, rules: [...rules] }
}
