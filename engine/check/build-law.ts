import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { readActs } from '../language/acts.ts'
import { parseDay } from '../language/days.ts'
import { readFacts } from '../language/facts.ts'
import { type Finding, sortFindings } from '../language/finding.ts'
import type { AppliedOverlay, FactBook, Law, LawFile } from '../language/law.ts'
import { checkShape } from '../language/shape.ts'
import type { Source } from '../language/source.ts'
import { sameType } from '../language/types.ts'
import { readYaml, type YamlFile } from '../language/yaml-file.ts'
import { LAW_FILE, type RawLawFile } from './file-shape.ts'
import { applyOverlay } from './overlay.ts'
import { checkPeriods } from './periods.ts'
import { checkPrograms } from './programs.ts'
import type { RuleShape } from './scope.ts'
import { readVersion, ruleType } from './version.ts'

/** The law and everything that is wrong with it. The law is usable only when there is no finding. */
export interface CheckedLaw {
  readonly law: Law
  readonly findings: readonly Finding[]
}

const isLawFile = (path: string): boolean =>
  path.includes('/') && path.endsWith('.yaml') && !path.endsWith('.cases.yaml')

/** SHA-256 of texts with their names, independent of their order. */
export function hashSources(sources: readonly Source[]): string {
  const sorted = [...sources].sort((a, b) => (a.path < b.path ? -1 : 1))
  return bytesToHex(sha256(utf8ToBytes(sorted.map(s => `${s.path}\0${s.text}\0`).join(''))))
}

/**
 * Reads, types and checks the whole law with overlays on top (applied in the order given). All faults are collected in one run.
 */
export function buildLaw(sources: readonly Source[], overlays: readonly Source[] = []): CheckedLaw {
  const findings: Finding[] = []
  const read = (path: string): YamlFile | undefined => {
    const source = sources.find(s => s.path === path)
    if (!source) {
      findings.push({
        file: path,
        line: 1,
        column: 1,
        rule: 'file',
        message: `${path} is not there`,
        mend: 'add the file',
      })
      return undefined
    }
    const { file, findings: faults } = readYaml(path, source.text)
    findings.push(...faults)
    return file
  }
  const factsFile = read('facts.yaml')
  const empty: FactBook = { categories: new Map(), household: new Map(), person: new Map() }
  const facts = factsFile ? readFacts(factsFile, findings) : empty
  const actsFile = read('acts.yaml')
  const acts = actsFile ? readActs(actsFile, findings) : new Map()
  const raws: { file: YamlFile; raw: RawLawFile }[] = []
  const files = new Map<string, YamlFile>()
  for (const source of sources.filter(s => isLawFile(s.path))) {
    const { file, findings: faults } = readYaml(source.path, source.text)
    findings.push(...faults)
    if (file) files.set(source.path, file)
  }
  const applied: AppliedOverlay[] = overlays.flatMap(o => {
    const overlay = applyOverlay(o, files, findings)
    return overlay ? [{ ...overlay, hash: hashSources([o]) }] : []
  })
  for (const file of files.values()) {
    const raw = checkShape(LAW_FILE, file, [], findings)
    if (raw) raws.push({ file, raw })
  }
  const shared = sharedRules(raws, findings)
  const lawFiles = new Map<string, LawFile>()
  for (const { file, raw } of raws) {
    const law = readLawFile(file, raw, facts, new Set(acts.keys()), shared, findings)
    lawFiles.set(law.id, law)
    findings.push(...checkPeriods(law))
  }
  const hash = hashSources(sources.filter(s => s.path.endsWith('.yaml') && !s.path.endsWith('.cases.yaml')))
  const law: Law = { facts, acts, files: lawFiles, overlays: applied, hash }
  // what depends on the whole is only asked when the parts are right
  if (findings.length === 0) findings.push(...checkPrograms(law))
  return { law, findings: sortFindings(findings) }
}

/** Names that standards and definitions give to all files; one name has one type in every version. */
function sharedRules(
  raws: readonly { file: YamlFile; raw: RawLawFile }[],
  findings: Finding[],
): Map<string, RuleShape> {
  const shared = new Map<string, RuleShape & { path: string }>()
  for (const { file, raw } of raws) {
    if (raw.kind !== 'standard' && raw.kind !== 'definitions') continue
    raw.versions.forEach((v, i) => {
      for (const [name, rule] of Object.entries(v.rules ?? {})) {
        const key = `${rule.entity}.${name}`
        const known = shared.get(key)
        const type = ruleType(rule)
        if (known && (known.path !== file.path || !sameType(known.type, type))) {
          findings.push({
            ...file.at(['versions', i, 'rules', name]),
            rule: 'name_taken',
            message: `${key} is already a rule of ${known.path} or has another type there`,
            mend: 'give it another name, or the same type in every version',
          })
        } else shared.set(key, { entity: rule.entity, name, type, path: file.path })
      }
    })
  }
  return shared
}

function readLawFile(
  file: YamlFile,
  raw: RawLawFile,
  facts: FactBook,
  acts: ReadonlySet<string>,
  shared: Map<string, RuleShape>,
  findings: Finding[],
): LawFile {
  const benefit = raw.kind !== 'standard' && raw.kind !== 'definitions'
  if (benefit && (!raw.subject || !raw.per || !raw.payer)) {
    findings.push({
      ...file.at([]),
      rule: 'shape',
      message: 'a benefit says its subject, per and payer',
      mend: 'write subject: household | person, per: month | once, payer: state | city | bank',
    })
  }
  const ended = raw.ended && parseDay(raw.ended.on)
  if (raw.ended && ended === undefined)
    findings.push({
      ...file.at(['ended', 'on']),
      rule: 'value',
      message: `${raw.ended.on} is not a date`,
      mend: 'write it as 2023-12-31',
    })
  return {
    id: file.path.replace(/\.yaml$/, ''),
    path: file.path,
    title: raw.title,
    kind: raw.kind,
    subject: raw.subject,
    per: raw.per,
    payer: raw.payer,
    where: raw.where,
    papers: raw.papers,
    ended: raw.ended && ended !== undefined ? { on: ended, reason: raw.ended.reason } : undefined,
    versions: raw.versions.map((v, i) =>
      readVersion(v, i, {
        file,
        facts,
        kind: raw.kind,
        subject: raw.subject,
        acts,
        shared: (entity, name) => shared.get(`${entity}.${name}`),
        findings,
      }),
    ),
  }
}
