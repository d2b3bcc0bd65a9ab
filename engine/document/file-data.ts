import { citation } from '../explain/index.ts'
import { formatDay } from '../language/days.ts'
import type { Act, LawFile, Version } from '../language/law.ts'
import { MARKS, type Mark, worseMark } from '../language/mark.ts'
import type { Node } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { expressionText } from './expression-text.ts'
import { marksIn } from './index-page.ts'
import type { Documented } from './law-page.ts'
import { logic } from './logic.ts'
import { usersOf } from './uses.ts'
import { type FileLink, linkOf, type ValueData, valuesOf } from './value-data.ts'
import { namesFor } from './version-part.ts'
import {
  KINDS,
  MODELLED,
  PAYERS,
  PER,
  ROUTES,
  SOURCES,
  STARTS,
  SUBJECTS,
  TERMS,
  TERRITORIES,
} from './words.ts'

/** A rule in words (HTML of this folder, escaped) with the expression beside it. */
export interface RuleData {
  readonly label: Text2
  readonly html: Text2
  readonly expression: string
  readonly mark: Mark | null
  readonly citation: Text2 | null
}
export interface ActData {
  readonly key: string
  readonly number: string
  readonly title: Text2
  readonly issuer: Text2
  readonly dated: string | null
  readonly in_force: string | null
  readonly ended: string | null
  readonly source: string
  readonly mark: Mark
}
export interface VersionData {
  readonly index: number
  readonly from: string
  readonly to: string | null
  readonly territory: Text2
  readonly act: ActData | null
  readonly citation: Text2
  readonly text: Text2
  readonly mark: Mark
  readonly source: string | null
  readonly way: Text2 | null
  readonly not_applicable: Text2 | null
  readonly scope: RuleData | null
  readonly condition: RuleData | null
  readonly exceptions: readonly RuleData[]
  readonly groups: readonly (RuleData & { readonly id: string; readonly amounts: readonly RuleData[] })[]
  readonly results: readonly RuleData[]
  readonly notions: readonly RuleData[]
}
export interface CaseData {
  readonly name: string
  readonly on: string
  readonly from: Text2
  readonly cite: string | null
  /** What came out otherwise than expected; empty: it passes. */
  readonly differences: readonly string[]
}
/** A file as a list shows it. */
export interface FileSummary extends FileLink {
  readonly kind: string
  readonly kind_name: Text2
  readonly subject: Text2 | null
  readonly per: Text2 | null
  readonly payer: Text2 | null
  readonly modelled: Text2 | null
  readonly covers: Text2 | null
  readonly gaps: Text2 | null
  readonly versions: readonly {
    readonly from: string
    readonly to: string | null
    readonly territory: Text2
    readonly citation: Text2
  }[]
  readonly worst: Mark
  readonly marks: Readonly<Record<Mark, number>>
  readonly cases: number
  readonly failed: number
}
/** A file as its page shows it. */
export interface FileData extends FileSummary {
  readonly where: Text2 | null
  readonly papers: Text2 | null
  readonly ended: { readonly on: string; readonly reason: Text2 } | null
  readonly parts: readonly VersionData[]
  readonly values: readonly ValueData[]
  readonly worked: readonly CaseData[]
  readonly used_in: readonly { readonly notion: Text2; readonly files: readonly FileLink[] }[]
}

const text2 = (words: Record<'vi' | 'en', string> | undefined): Text2 | null => words ?? null

/** Every file of the law as a list shows it, in the order of the ids. */
export const lawIndex = (of: Documented): FileSummary[] =>
  [...of.law.files.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(f => summaryOf(of, f))

function summaryOf(of: Documented, file: LawFile): FileSummary {
  const programme = of.programmes.get(file.id)
  const marks = marksIn(file)
  const cases = of.cases.filter(c => c.worked.fileId === file.id)
  return {
    ...linkOf(file),
    kind: file.kind,
    kind_name: KINDS[file.kind] ?? { vi: file.kind, en: file.kind },
    subject: text2(file.subject && SUBJECTS[file.subject]),
    per: text2(file.per && PER[file.per]),
    payer: text2(file.payer && PAYERS[file.payer]),
    modelled: text2(programme && MODELLED[programme.modelled]),
    covers: programme?.covers ?? null,
    gaps: programme?.gaps ?? null,
    versions: file.versions.map(v => ({
      from: formatDay(v.from),
      to: v.to === undefined ? null : formatDay(v.to),
      territory: TERRITORIES[v.territory],
      citation: citation(of.law, v),
    })),
    worst: MARKS.filter(m => marks[m] > 0).reduce<Mark>(worseMark, 'confirmed'),
    marks,
    cases: cases.length,
    failed: cases.filter(c => c.differences.length > 0).length,
  }
}

/** A file as its page shows it, newest version first. */
export function fileData(of: Documented, file: LawFile): FileData {
  const label = (name: string): Text2 =>
    file.versions.flatMap(v => v.rules.get(name)?.label ?? [])[0] ?? plain(name)
  return {
    ...summaryOf(of, file),
    where: file.where ?? null,
    papers: file.papers ?? null,
    ended: file.ended ? { on: formatDay(file.ended.on), reason: file.ended.reason } : null,
    parts: [...file.versions]
      .sort((a, b) => b.from - a.from || a.index - b.index)
      .map(v => versionData(of, file, v)),
    values: valuesOf(of.law, file),
    worked: of.cases
      .filter(c => c.worked.fileId === file.id)
      .map(({ worked, differences }) => ({
        name: worked.name,
        on: formatDay(worked.on),
        from: SOURCES[worked.source] ?? plain(worked.source),
        cite: worked.cite ?? null,
        differences,
      })),
    used_in: [...usersOf(of.law, file)].map(([name, files]) => ({
      notion: label(name),
      files: files.map(linkOf),
    })),
  }
}

function versionData(of: Documented, file: LawFile, v: Version): VersionData {
  const { law } = of
  const names = namesFor(law, v)
  const subject = file.subject ?? 'household'
  const rule = (label: Text2, node: Node, more: Partial<RuleData> = {}, entity = subject): RuleData => ({
    label,
    html: {
      vi: plainSigns(logic(node, names, 'vi').html, 'khác'),
      en: plainSigns(logic(node, names, 'en').html, 'is not'),
    },
    expression: expressionText(node, law.facts, entity),
    mark: null,
    citation: null,
    ...more,
  })
  const amounts = (g: Version['groups'][number]): RuleData[] => [
    ...(g.amount ? [rule({ vi: 'Mức hưởng', en: 'Amount' }, g.amount)] : []),
    ...(g.share ? [rule({ vi: 'Tỷ lệ', en: 'Share' }, g.share)] : []),
  ]
  const plainGroup = v.groups.find(g => g.id === '')
  const act = law.acts.get(v.act)
  const way = v.route && ROUTES[v.route]
  const starts = v.starts && STARTS[v.starts]
  return {
    index: v.index,
    from: formatDay(v.from),
    to: v.to === undefined ? null : formatDay(v.to),
    territory: TERRITORIES[v.territory],
    act: act ? actData(act) : null,
    citation: citation(law, v),
    text: v.text,
    mark: v.mark,
    source: v.source ?? null,
    way: way
      ? {
          vi: [way.vi, starts?.vi].filter(Boolean).join(', '),
          en: [way.en, starts?.en].filter(Boolean).join(', '),
        }
      : null,
    not_applicable: v.notApplicable ?? null,
    scope: v.appliesTo ? rule({ vi: 'Đối tượng áp dụng', en: 'Scope' }, v.appliesTo) : null,
    condition: v.condition ? rule({ vi: 'Điều kiện hưởng', en: 'Condition' }, v.condition) : null,
    exceptions: v.exceptions.map(e =>
      rule(e.means, e.when, { mark: e.mark, citation: citation(law, v, e.article ?? v.article) }),
    ),
    groups: v.groups
      .filter(g => g.id !== '')
      .map(g => ({
        ...(g.when
          ? rule(g.means ?? plain(g.id), g.when)
          : { label: g.means ?? plain(g.id), html: { vi: '', en: '' }, expression: '' }),
        id: g.id,
        mark: g.mark,
        citation: citation(law, v, g.article ?? v.article),
        amounts: amounts(g),
      })),
    results: [
      ...(plainGroup ? amounts(plainGroup) : []),
      ...[...v.terms].map(([name, node]) => rule(TERMS[name] ?? plain(name), node)),
    ],
    notions: [...v.rules.values()].map(r =>
      rule(
        r.label ?? plain(r.name),
        r.expression,
        { mark: r.mark ?? null, citation: r.article ? citation(law, v, r.article) : null },
        r.entity,
      ),
    ),
  }
}

/** Signs that the fonts of old machines lack, in words. */
const plainSigns = (html: string, differs: string): string =>
  html.replaceAll('→', ':').replaceAll('≠', differs)

const plain = (name: string): Text2 => ({ vi: name.replaceAll('_', ' '), en: name.replaceAll('_', ' ') })

function actData(a: Act): ActData {
  return {
    key: a.key,
    number: a.number,
    title: a.title,
    issuer: a.issuer,
    dated: a.dated ?? null,
    in_force: a.inForce ?? null,
    ended: a.ended ?? null,
    source: a.source,
    mark: a.mark,
  }
}

/** The acts that the law cites. */
export const actsOf = (of: Documented): ActData[] => [...of.law.acts.values()].map(actData)
