import { parseDay } from '../language/days.ts'
import { type Finding, LawFault } from '../language/finding.ts'
import type { DatedValue, FactBook, Parameter, ParameterValue, Reference } from '../language/law.ts'
import type { Type } from '../language/types.ts'
import { parseValue } from '../language/written.ts'
import type { Path, YamlFile } from '../language/yaml-file.ts'
import type { RawParameter } from './file-shape.ts'

/** What the reading of a parameter needs to know of its surroundings. */
export interface ParameterContext {
  readonly file: YamlFile
  readonly facts: FactBook
  readonly reference: Reference
  readonly versionFrom: number
  readonly findings: Finding[]
  /** Category of the fact or rule a table goes by. */
  readonly categoryOf: (name: string) => string | undefined
}

/** Reads one parameter of a version with its dated values. Undefined after a fault, which is then among the findings. */
export function readParameter(
  name: string,
  raw: RawParameter,
  path: Path,
  context: ParameterContext,
): Parameter | undefined {
  const { file, findings } = context
  const report = (where: Path, rule: string, message: string, mend: string): void =>
    void findings.push({ ...file.at(where), rule, message, mend })
  const type = parameterType(raw, context.facts)
  if (!type) {
    report(
      [...path, 'of'],
      'unknown_category',
      `category ${raw.of ?? '?'} is not declared`,
      'declare it in law/facts.yaml',
    )
    return undefined
  }
  const byCategory = raw.by === undefined ? undefined : context.categoryOf(raw.by)
  if (raw.by !== undefined && !byCategory) {
    report(
      [...path, 'by'],
      'unknown_name',
      `${raw.by} is no category fact or rule to make a table by`,
      'name a fact or rule of type category',
    )
    return undefined
  }
  if ((raw.value === undefined) === (raw.values === undefined)) {
    report(path, 'shape', `${name} needs either value or values`, 'write one of them')
    return undefined
  }
  const single = raw.values === undefined
  const entries = raw.values ?? [{ value: raw.value ?? 'missing', source: raw.source, mark: raw.mark }]
  const values: DatedValue[] = []
  entries.forEach((entry, i) => {
    const at: Path = single ? path : [...path, 'values', i]
    const mark = entry.mark ?? raw.mark
    const source = entry.source ?? raw.source
    if (!mark)
      report(
        at,
        'value_without_mark',
        `${name} has a value without mark`,
        'write mark: confirmed, reported, unconfirmed or missing',
      )
    if (!source)
      report(
        at,
        'value_without_source',
        `${name} has a value without source`,
        'say where the value was read, or why it is missing',
      )
    const fromText = 'from' in entry ? entry.from : undefined
    const from = fromText === undefined ? (i === 0 ? context.versionFrom : undefined) : parseDay(fromText)
    if (from === undefined) {
      report(
        [...at, 'from'],
        'value',
        `${name}: ${fromText ?? 'a later value without from'} is not a date`,
        'write from: 2023-05-04',
      )
      return
    }
    const read = readCells(entry.value, name, type, raw, byCategory, [...at, 'value'], context)
    if (!read) return
    if (mark === 'missing' && read.cells.some(c => c !== undefined))
      report(
        at,
        'mark',
        `${name} has a value and the mark missing`,
        'mark it reported or unconfirmed, or write value: missing',
      )
    if (mark !== 'missing' && read.cells.every(c => c === undefined))
      report(at, 'mark', `${name} is missing but marked ${mark ?? 'nothing'}`, 'write mark: missing')
    values.push({
      from,
      written: read.written,
      cells: read.cells,
      paths: read.paths,
      source: source ?? '',
      mark: mark ?? 'missing',
      position: file.at(at),
    })
  })
  for (let i = 1; i < values.length; i++) {
    if ((values[i]?.from ?? 0) <= (values[i - 1]?.from ?? 0))
      report(
        [...path, 'values', i],
        'order_of_values',
        `the values of ${name} are not in order of their dates`,
        'sort them, one for each day of change',
      )
  }
  const first = values[0]
  if (first && first.from > context.versionFrom)
    report(
      path,
      'gap',
      `${name} has no value from the beginning of its version`,
      'add a value from that day, or value: missing',
    )
  return {
    name,
    type,
    isList: raw.type === 'words',
    label: raw.label,
    by: raw.by,
    byCategory,
    atReference: raw.at === 'reference',
    reference: context.reference,
    values,
    position: file.at(path),
  }
}

function parameterType(raw: RawParameter, facts: FactBook): Type | undefined {
  if (raw.type === 'words' && raw.of === 'text') return { t: 'text' }
  if (raw.type === 'words' || raw.type === 'category')
    return raw.of !== undefined && facts.categories.has(raw.of) ? { t: 'category', of: raw.of } : undefined
  if (raw.type === 'decimal') return { t: 'decimal', places: Number(raw.places ?? '2') }
  return { t: raw.type }
}

interface Cells {
  readonly cells: ParameterValue[]
  readonly written: string[]
  readonly paths: Path[]
}

function readCells(
  value: RawParameter['value'],
  name: string,
  type: Type,
  raw: RawParameter,
  byCategory: string | undefined,
  path: Path,
  context: ParameterContext,
): Cells | undefined {
  const { file, facts, findings } = context
  const one = (text: string | string[], at: Path): ParameterValue => {
    try {
      if (text === 'missing') return undefined
      if (raw.type === 'words') {
        if (!Array.isArray(text)) throw new LawFault('value', `${name} is a list`, 'write it as [a, b]')
        return text.map(w => parseValue(w, type, facts.categories) as number | string)
      }
      if (Array.isArray(text))
        throw new LawFault('value', `${name} is one value, not a list`, 'write a single value')
      return parseValue(text, type, facts.categories)
    } catch (e) {
      if (!(e instanceof LawFault)) throw e
      findings.push({ ...file.at(at), rule: e.rule, message: e.message, mend: e.mend })
      return undefined
    }
  }
  const show = (v: string | string[]): string => (Array.isArray(v) ? v.join(', ') : v)
  if (byCategory === undefined) {
    if (value === undefined || (typeof value === 'object' && !Array.isArray(value))) {
      findings.push({
        ...file.at(path),
        rule: 'shape',
        message: `${name} has a table of values but no \`by\``,
        mend: 'say by which fact the table goes',
      })
      return undefined
    }
    return { cells: [one(value, path)], written: [show(value)], paths: [path] }
  }
  const words = facts.categories.get(byCategory)?.words ?? []
  if (value === 'missing')
    return {
      cells: words.map(() => undefined),
      written: words.map(() => 'missing'),
      paths: words.map(() => path),
    }
  if (value === undefined || typeof value !== 'object' || Array.isArray(value)) {
    findings.push({
      ...file.at(path),
      rule: 'shape',
      message: `${name} is a table by ${raw.by ?? ''}`,
      mend: `write { ${words.join(': …, ')}: … }`,
    })
    return undefined
  }
  for (const key of Object.keys(value)) {
    if (!words.includes(key))
      findings.push({
        ...file.at([...path, key]),
        rule: 'unknown_word',
        message: `${key} is no word of ${byCategory}`,
        mend: `use ${words.join(', ')}`,
      })
  }
  const uncovered = words.filter(w => !(w in value))
  if (uncovered.length > 0)
    findings.push({
      ...file.at(path),
      rule: 'uncovered_category',
      message: `the table ${name} has nothing for ${uncovered.join(', ')}`,
      mend: 'give each word a value, or write missing',
    })
  return {
    cells: words.map(w => (value[w] === undefined ? undefined : one(value[w], [...path, w]))),
    written: words.map(w => show(value[w] ?? 'missing')),
    paths: words.map(w => [...path, w]),
  }
}
