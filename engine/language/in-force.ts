import type { Entity, Law, LawFile, Rule, Territory, Version } from './law.ts'

/** A rule with the file and version it comes from. */
export interface LinkedRule extends Rule {
  readonly file: LawFile
  readonly version: Version
}

/** A benefit with its versions of a day: one for the nation or the city, or one for the east and one for the west. */
export interface LinkedBenefit {
  readonly file: LawFile
  readonly versions: readonly Version[]
}

/** The law of one day: what both runners execute. */
export interface Program {
  readonly law: Law
  readonly on: number
  /** First of January of the year of `on`, where a version's reference says so. */
  readonly yearStart: number
  readonly standard: { readonly file: LawFile; readonly version: Version } | undefined
  /** Rules visible to every file, by `entity.name`. */
  readonly rules: ReadonlyMap<string, LinkedRule>
  /** Benefits in force, sorted by id. Versions that are not applicable in the city are left out. */
  readonly benefits: readonly LinkedBenefit[]
}

const isInForce = (v: Version, on: number): boolean => v.from <= on && (v.to === undefined || on <= v.to)

/** Do two territories have a household in common? */
export const territoriesMeet = (a: Territory, b: Territory): boolean => a === b || !isHalf(a) || !isHalf(b)
const isHalf = (t: Territory): boolean => t === 'east' || t === 'west'

const keys: Record<Entity, Map<string, string>> = { household: new Map(), person: new Map() }

/** The name of a rule among all shared rules. The text is made once, because it is asked for in every evaluation. */
export function ruleKey(entity: Entity, name: string): string {
  const known = keys[entity].get(name)
  if (known !== undefined) return known
  const key = `${entity}.${name}`
  keys[entity].set(name, key)
  return key
}

/** Does a file give rules to others (a standard or definitions)? */
export const isShared = (file: LawFile): boolean => file.kind === 'standard' || file.kind === 'definitions'

/** Links the versions in force on a day (day number) to one program. */
export function inForce(law: Law, on: number, yearStart: number): Program {
  const rules = new Map<string, LinkedRule>()
  const benefits: LinkedBenefit[] = []
  let standard: Program['standard']
  for (const file of [...law.files.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const versions = file.versions.filter(v => isInForce(v, on) && !v.notApplicable)
    if (!isShared(file)) {
      if (versions.length > 0) benefits.push({ file, versions })
      continue
    }
    for (const version of versions) {
      if (file.kind === 'standard') standard = { file, version }
      for (const rule of version.rules.values())
        rules.set(ruleKey(rule.entity, rule.name), { ...rule, file, version })
    }
  }
  return { law, on, yearStart, standard, rules, benefits }
}
