import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Node as YamlNode,
} from 'yaml'
import type { Finding, Position } from './finding.ts'

export type Path = readonly (string | number)[]
/** YAML as read with the failsafe schema: every scalar stays the text that was written. */
export type Raw = string | null | Raw[] | { [key: string]: Raw }

/** A law file as data, which can say where each of its parts was written. */
export interface YamlFile {
  readonly path: string
  readonly root: Raw
  /** Position of the value at a path, or of the nearest part above it that exists. */
  at(path: Path): Position
  /** Position of a character of the text at a path (for faults inside expressions). */
  within(path: Path, offset: number): Position
}

/** Reads one YAML file. Syntax faults, duplicate keys, aliases and tags become findings and give no file. */
export function readYaml(path: string, text: string): { file: YamlFile | undefined; findings: Finding[] } {
  const lines = new LineCounter()
  const doc = parseDocument(text, { schema: 'failsafe', uniqueKeys: true, lineCounter: lines })
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const findings: Finding[] = doc.errors.map(e => ({
    ...place(e.pos[0]),
    rule: 'yaml',
    message: e.message.split('\n')[0] ?? e.message,
    mend: 'write valid YAML 1.2 with unique keys',
  }))
  visit(doc, (_key, node) => {
    if (
      isAlias(node) ||
      (isScalar(node) && (node.anchor || (node.tag && !node.tag.startsWith('tag:yaml.org'))))
    ) {
      findings.push({
        ...place(node.range?.[0] ?? 0),
        rule: 'yaml',
        message: 'anchors, aliases and tags are not part of the language',
        mend: 'write the value out where it is used',
      })
    }
  })
  if (findings.length > 0) return { file: undefined, findings }
  const nodeAt = (p: Path): YamlNode | null => {
    let node: unknown = doc.contents
    for (const step of p) {
      const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined
      if (next === undefined || next === null) break
      node = next
    }
    return node as YamlNode | null
  }
  const at = (p: Path): Position => place(nodeAt(p)?.range?.[0] ?? 0)
  const within = (p: Path, offset: number): Position => {
    const node = nodeAt(p)
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return at(p)
    return place(alignOffset(text, node.range[0], node.range[1], node.value, offset))
  }
  return { file: { path, root: doc.toJS() as Raw, at, within }, findings }
}

/** Walks the written scalar and its value side by side: quotes, indents and folded lines are skipped. */
function alignOffset(text: string, from: number, to: number, value: string, offset: number): number {
  let j = from
  for (let i = 0; i <= offset && j < to; i++) {
    const want = value[i]
    if (want === undefined) break
    while (j < to && text[j] !== want && !(want === ' ' && text[j] === '\n')) j++
    if (i === offset) return j
    j++
  }
  return Math.min(j, to)
}
