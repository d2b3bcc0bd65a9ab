import type { Case } from '../evaluate/index.ts'
import type { Program } from '../language/in-force.ts'
import type { Parameter, Version } from '../language/law.ts'
import type { Text2 } from '../language/types.ts'
import type { MissingPart } from './explanation.ts'
import { bare, parameterLabel } from './nouns.ts'
import { two } from './text.ts'

/** Parts of a version that may be missing as a whole, by the key under which they stand. */
const WHOLE: Record<string, Text2> = {
  amount: two('mức hưởng', 'the amount'),
  share: two('tỷ lệ hỗ trợ', 'the share'),
  when: two('điều kiện hưởng', 'the condition'),
  applies_to: two('đối tượng áp dụng', 'whom it is for'),
}

/** What an outcome waits for, with words for it and with who can say it. */
export function missingParts(keys: readonly string[], decided: Case, version: Version): MissingPart[] {
  return keys.map(key =>
    key.startsWith('law:') ? missingLaw(key, decided.program, version) : missingFact(key, decided),
  )
}

function missingLaw(key: string, program: Program, version: Version): MissingPart {
  const name = key.slice('law:'.length)
  const parameter = version.parameters.get(name) ?? sharedParameter(name, program)
  const label = parameter ? parameterLabel(parameter) : (WHOLE[name] ?? bare(name))
  return {
    key,
    kind: 'law',
    person: null,
    label,
    supplier: two('người giữ văn bản pháp luật của thành phố', "the keeper of the city's law files"),
  }
}

function sharedParameter(name: string, program: Program): Parameter | undefined {
  for (const rule of program.rules.values()) {
    const found = rule.version.parameters.get(name)
    if (found) return found
  }
  return undefined
}

function missingFact(key: string, decided: Case): MissingPart {
  const { facts } = decided.program.law
  const person = decided.household.members.find(m => key.startsWith(`${m.id}.`))
  const name = person ? key.slice(person.id.length + 1) : key
  const fact = (person ? facts.person : facts.household).get(name)
  return {
    key,
    kind: 'fact',
    person: person?.id ?? null,
    label: fact?.label ?? bare(name),
    supplier: fact?.supplier ?? null,
  }
}
