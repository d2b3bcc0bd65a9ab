import { civilOf, dayOf, daysInMonth, parseDay } from '../language/days.ts'
import { type Finding, LawFault } from '../language/finding.ts'
import type { Fact, FactBook } from '../language/law.ts'
import { checkShape } from '../language/shape.ts'
import type { Source } from '../language/source.ts'
import { parseValue } from '../language/written.ts'
import { type Path, readYaml, type YamlFile } from '../language/yaml-file.ts'
import type { FactValue, Household, Person } from '../population/index.ts'
import { CASES, type Expect, type RawCases } from './case-shape.ts'

/** One worked example: a household on a day, and what must come out. */
export interface WorkedCase {
  readonly fileId: string
  readonly name: string
  readonly source: 'legislator' | 'agency' | 'article' | 'ours'
  readonly cite: string | undefined
  readonly on: number
  readonly household: Household
  /** What is expected for the household (undefined key) and for persons by id. */
  readonly expected: readonly {
    readonly person: string | undefined
    readonly expect: Expect
    readonly path: Path
  }[]
  readonly file: YamlFile
  readonly path: Path
}

/** Reads a cases file; faults are findings and drop the case. */
export function readCases(source: Source, facts: FactBook, findings: Finding[]): WorkedCase[] {
  const { file, findings: faults } = readYaml(source.path, source.text)
  findings.push(...faults)
  const raw = file && checkShape(CASES, file, [], findings)
  if (!file || !raw) return []
  return raw.cases.flatMap((_, i) => readCase(file, raw, i, facts, findings) ?? [])
}

function readCase(
  file: YamlFile,
  all: RawCases,
  index: number,
  facts: FactBook,
  findings: Finding[],
): WorkedCase | undefined {
  const raw = all.cases[index]
  if (!raw) return undefined
  const path: Path = ['cases', index]
  const before = findings.length
  const fault = (where: Path, e: LawFault): void =>
    void findings.push({ ...file.at(where), rule: e.rule, message: e.message, mend: e.mend })
  const on = parseDay(raw.on)
  if (on === undefined) {
    fault([...path, 'on'], new LawFault('value', `${raw.on} is not a date`, 'write it as 2023-12-31'))
    return undefined
  }
  if ((raw.source === 'article' || raw.source === 'agency' || raw.source === 'legislator') && !raw.cite) {
    fault(
      path,
      new LawFault(
        'missing_citation',
        `the case "${raw.name}" comes from ${raw.source} but does not say from where`,
        'write cite: …',
      ),
    )
  }
  const fill = (
    book: ReadonlyMap<string, Fact>,
    given: Record<string, unknown>,
    where: Path,
  ): Map<string, FactValue> => {
    const values = new Map<string, FactValue>()
    for (const fact of book.values()) {
      const text = given[fact.name] ?? fact.ordinary
      try {
        values.set(fact.name, factOf(fact, typeof text === 'string' ? text : undefined, facts))
      } catch (e) {
        if (!(e instanceof LawFault)) throw e
        fault([...where, fact.name], e)
      }
    }
    for (const name of Object.keys(given)) {
      if (!book.has(name))
        fault(
          [...where, name],
          new LawFault(
            'unknown_fact',
            `${name} is no declared fact`,
            'declare it in law/facts.yaml or mend the name',
          ),
        )
    }
    return values
  }
  const household = fill(facts.household, { ...all.defaults?.household, ...raw.household }, [
    ...path,
    'household',
  ])
  const persons =
    typeof raw.persons === 'string'
      ? Array.from({ length: Number(raw.persons) }, () => ({}))
      : (raw.persons ?? [{}])
  const expected: WorkedCase['expected'][number][] = raw.expect
    ? [{ person: undefined, expect: raw.expect, path: [...path, 'expect'] }]
    : []
  const members: Person[] = persons.map((p, i) => {
    const { id, age, expect, ...given } = p as { id?: string; age?: string; expect?: Expect } & Record<
      string,
      unknown
    >
    const name = id ?? `p${i + 1}`
    if (expect) expected.push({ person: name, expect, path: [...path, 'persons', i, 'expect'] })
    const born = age === undefined ? {} : { birth_date: bornExactly(on, Number(age)) }
    return {
      id: name,
      facts: fill(facts.person, { ...all.defaults?.person, ...born, ...given }, [...path, 'persons', i]),
    }
  })
  if (expected.length === 0)
    fault(
      path,
      new LawFault(
        'shape',
        `the case "${raw.name}" expects nothing`,
        'write expect on the case or on a person',
      ),
    )
  if (findings.length > before) return undefined
  const fileId = file.path.replace(/\.cases\.yaml$/, '')
  return {
    fileId,
    name: raw.name,
    source: raw.source,
    cite: raw.cite,
    on,
    household: { id: 'h', facts: household, members },
    expected,
    file,
    path,
  }
}

/** The fact as a case writes it: a value, `unknown`, or `none` for an optional one. */
function factOf(fact: Fact, text: string | undefined, facts: FactBook): FactValue {
  if (text === undefined) return fact.optional ? null : undefined
  const isWord = fact.type.t === 'category' && facts.categories.get(fact.type.of)?.words.includes(text)
  if (text === 'unknown' && !isWord) return undefined
  if (text === 'none' && fact.optional && !isWord) return null
  return parseValue(text, fact.type, facts.categories) as FactValue
}

/** The birth day of someone who completes `years` years on `on` itself. */
function bornExactly(on: number, years: number): string {
  const { year, month, day } = civilOf(on)
  const y = year - years
  const d = civilOf(dayOf(y, month, Math.min(day, daysInMonth(y, month))))
  return `${d.year}-${String(d.month).padStart(2, '0')}-${String(d.day).padStart(2, '0')}`
}
