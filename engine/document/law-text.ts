import {
  capital,
  citation,
  claim,
  day,
  type Language,
  noun,
  parameterLabel,
  showWritten,
} from '../explain/index.ts'
import type { Law, LawFile, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { namesFor, period } from './version-part.ts'
import { KINDS, MARK_WORDS, PAYERS, PER, ROUTES, STARTS, SUBJECTS, TERMS, TERRITORIES } from './words.ts'

/** A law file for the terminal: the versions in force on a day (day number), or all of them. */
export function lawText(law: Law, file: LawFile, lang: Language, on?: number): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const versions = file.versions.filter(
    v => on === undefined || (v.from <= on && (v.to === undefined || on <= v.to)),
  )
  const facts = [
    KINDS[file.kind]?.[lang],
    file.subject && `${t('cho', 'for')} ${SUBJECTS[file.subject]?.[lang]}`,
    file.per && PER[file.per]?.[lang],
    file.payer && PAYERS[file.payer]?.[lang],
  ].filter(Boolean)
  const head = [`${file.title[lang]}  (${file.id})`, capital(facts.join(', '))]
  if (versions.length === 0)
    head.push(
      t(`Không có bản nào có hiệu lực ngày ${day(on ?? 0)}.`, `No version is in force on ${day(on ?? 0)}.`),
    )
  return [...head, ...versions.map(v => versionText(law, file, v, lang))].join('\n')
}

function versionText(law: Law, file: LawFile, v: Version, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const names = namesFor(law, v)
  const of = (n: Node): string => (n.type.t === 'bool' ? claim(n, names) : noun(n, names))[lang]
  const lines: string[] = [
    '',
    `${capital(period(v, lang))} · ${TERRITORIES[v.territory][lang]} · ${citation(law, v)[lang]} · ${MARK_WORDS[v.mark][lang]}`,
    ...wrap(v.text[lang], 2),
  ]
  const say = (label: string, text: string): void => void lines.push(...wrap(`${label}: ${text}`, 2))
  if (v.notApplicable) say(t('Không áp dụng ở Hải Phòng', 'Not applied in Hải Phòng'), v.notApplicable[lang])
  if (v.route)
    say(
      t('Cách hưởng', 'Way'),
      `${ROUTES[v.route]?.[lang]}${v.starts ? `, ${STARTS[v.starts]?.[lang]}` : ''}`,
    )
  if (v.appliesTo) say(t('Đối tượng', 'Scope'), of(v.appliesTo))
  for (const e of v.exceptions)
    say(
      `${t('Loại trừ', 'Exception')} ${e.id}`,
      `${e.means[lang]} (${of(e.when)}) [${MARK_WORDS[e.mark][lang]}]`,
    )
  if (v.condition) say(t('Điều kiện', 'Condition'), of(v.condition))
  for (const g of v.groups) {
    if (g.id !== '')
      say(`${t('Nhóm', 'Group')} ${g.id}`, `${g.means?.[lang] ?? ''} [${MARK_WORDS[g.mark][lang]}]`)
    if (g.when) lines.push(...wrap(`${t('khi', 'when')} ${of(g.when)}`, 4))
    if (g.share) lines.push(...wrap(`${t('tỷ lệ', 'share')}: ${of(g.share)}`, 4))
    if (g.amount) lines.push(...wrap(`${t('mức', 'amount')}: ${of(g.amount)}`, 4))
  }
  for (const [name, node] of v.terms) say(capital(TERMS[name]?.[lang] ?? name.replaceAll('_', ' ')), of(node))
  if (v.parameters.size > 0) lines.push('', `  ${t('Giá trị', 'Values')}`)
  for (const p of v.parameters.values()) {
    const category = p.byCategory === undefined ? undefined : law.facts.categories.get(p.byCategory)
    for (const d of p.values) {
      const cells = d.cells.map(
        (c, i) =>
          `${category ? `${category.labels[category.words[i] ?? '']?.[lang] ?? ''} ` : ''}${showWritten(p.type, c, law.facts)[lang]}`,
      )
      lines.push(
        ...wrap(
          `${parameterLabel(p)[lang]}: ${cells.join('; ')}  ${t('từ', 'from')} ${day(d.from)} [${MARK_WORDS[d.mark][lang]}] ${d.source}`,
          4,
        ),
      )
    }
  }
  if (file.kind === 'standard' || file.kind === 'definitions') {
    lines.push('', `  ${t('Khái niệm', 'Notions')}`)
    for (const r of v.rules.values())
      lines.push(...wrap(`${r.label?.[lang] ?? r.name}: ${of(r.expression)}`, 4))
  }
  return lines.join('\n')
}

/** Lines of at most 100 characters, indented; what follows the first is indented two more. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = []
  let line = ' '.repeat(indent)
  let empty = true
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + word.length + 1 > 100) {
      lines.push(line)
      line = ' '.repeat(indent + 2)
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
