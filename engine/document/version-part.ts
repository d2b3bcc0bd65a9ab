import { citation, day, type Language, labelsOf, type Names, namesOf, noun } from '../explain/index.ts'
import type { Law, LawFile, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { expressionText } from './expression-text.ts'
import { type Html, html } from './html.ts'
import { logic } from './logic.ts'
import { markWord, parametersPart } from './parameters-part.ts'
import { ROUTES, STARTS, TERMS, TERRITORIES } from './words.ts'

/** Labels of the rules that standards and definitions give, in the version that a day of this version sees. */
export function namesFor(law: Law, version: Version): Names {
  const shared = (entity: 'household' | 'person', name: string) => {
    for (const file of law.files.values()) {
      if (file.kind !== 'standard' && file.kind !== 'definitions') continue
      for (const v of file.versions) {
        const rule = v.rules.get(name)
        if (rule?.entity === entity && rule.label) return rule.label
      }
    }
    return undefined
  }
  return namesOf(law.facts, labelsOf(version, shared))
}

export const period = (v: Version, lang: Language): string =>
  v.to === undefined
    ? lang === 'vi'
      ? `từ ${day(v.from)}`
      : `from ${day(v.from)}`
    : lang === 'vi'
      ? `từ ${day(v.from)} đến ${day(v.to)}`
      : `${day(v.from)} to ${day(v.to)}`

/** One version: where it comes from, its meaning, its conditions in words with the expression beside them, its values. */
export function versionPart(law: Law, file: LawFile, version: Version, lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const names = namesFor(law, version)
  const subject = file.subject ?? 'household'
  const rule = (title: string, node: Node, entity = subject, more?: Html): Html =>
    html`<div class="rule"><h4>${title}</h4>${more}<div>${logic(node, names, lang)}</div><code>${expressionText(node, law.facts, entity)}</code></div>`
  const act = law.acts.get(version.act)
  const groups = version.groups.filter(g => g.id !== '')
  const plain = version.groups.find(g => g.id === '')
  const value = (label: string, node: Node | undefined): Html | undefined =>
    node
      ? html`<p><span class="op">${label}:</span> ${logic(node, names, lang)}</p><code>${expressionText(node, law.facts, subject)}</code>`
      : undefined
  return html`<section>
<h2 id="v${version.index}">${capitalPeriod(version, lang)} · ${TERRITORIES[version.territory][lang]}</h2>
<p class="lead">${version.text[lang]}</p>
<dl><dt>${t('Căn cứ', 'Act')}</dt><dd>${citation(law, version)[lang]}${act ? html`${citation(law, version)[lang].includes(act.title[lang]) ? '' : ` — ${act.title[lang]}`}. ${act.issuer[lang]}${actDates(act, lang)}` : ''}</dd>
<dt>${t('Điều kiện', 'Conditions')}</dt><dd>${markWord(version.mark, lang)}${version.source ? html`<br><span class="source">${t('Nguồn', 'Source')}: ${version.source}</span>` : ''}</dd>
${version.route ? html`<dt>${t('Cách hưởng', 'Way')}</dt><dd>${ROUTES[version.route]?.[lang]}${version.starts ? `, ${STARTS[version.starts]?.[lang] ?? ''}` : ''}</dd>` : ''}
${version.reference === 'year_start' ? html`<dt>${t('Ngày tham chiếu', 'Reference day')}</dt><dd>${t('ngày 01-01 của năm xét', '1 January of the year')}</dd>` : ''}</dl>
${version.notApplicable ? html`<p><strong>${t('Không áp dụng ở Hải Phòng', 'Not applied in Hải Phòng')}.</strong> ${version.notApplicable[lang]}</p>` : ''}
${version.appliesTo || version.condition || groups.length > 0 || version.exceptions.length > 0 ? html`<h3>${t('Ai được hưởng', 'Who has the right')}</h3>` : ''}
${version.appliesTo ? rule(t('Đối tượng áp dụng', 'Scope'), version.appliesTo) : ''}
${version.exceptions.map(e => rule(`${t('Loại trừ', 'Exception')}: ${e.means[lang]}`, e.when, subject, html`<p>${citation(law, version, e.article ?? version.article)[lang]} · ${markWord(e.mark, lang)}</p>`))}
${version.condition ? rule(t('Điều kiện hưởng', 'Condition'), version.condition) : ''}
${groups.map(
  g => html`<div class="rule"><h4>${t('Nhóm', 'Group')} ${g.id}</h4><p>${g.means?.[lang]}</p>
${g.when ? html`<div>${logic(g.when, names, lang)}</div><code>${expressionText(g.when, law.facts, subject)}</code>` : ''}
${value(t('Mức hưởng', 'Amount'), g.amount)}${value(t('Tỷ lệ', 'Share'), g.share)}
<p class="source">${markWord(g.mark, lang)}${g.article ? ` · ${citation(law, version, g.article)[lang]}` : ''}${g.source ? ` · ${t('Nguồn', 'Source')}: ${g.source}` : ''}</p></div>`,
)}
${plain?.amount ? rule(t('Mức hưởng', 'Amount'), plain.amount) : ''}${plain?.share ? rule(t('Tỷ lệ', 'Share'), plain.share) : ''}
${[...version.terms].map(([name, node]) => rule(TERMS[name]?.[lang] ?? termName(name, node, names, lang), node))}
${version.parameters.size > 0 ? html`<h3>${t('Giá trị theo ngày', 'Dated values')}</h3>${parametersPart(version, law.facts, lang)}` : ''}
${version.rules.size > 0 ? html`<h3>${t('Khái niệm và cách tính', 'Notions and computations')}</h3>` : ''}
${[...version.rules.values()].map(
  r => html`<div class="rule" id="v${version.index}-${r.name}"><h4>${r.label?.[lang] ?? r.name.replaceAll('_', ' ')}${version.indicators.includes(r.name) ? html` <span class="soft">· ${t('chỉ số', 'indicator')} ${version.indicators.indexOf(r.name) + 1}</span>` : ''}</h4>
${r.mark || r.article ? html`<p class="source">${r.mark ? markWord(r.mark, lang) : ''} ${r.article ? citation(law, version, r.article)[lang] : ''}</p>` : ''}
<div>${logic(r.expression, names, lang)}</div><code>${r.name} = ${expressionText(r.expression, law.facts, r.entity)}</code></div>`,
)}
</section>`
}

/** A further result without words of its own is called what it is made of. */
const termName = (name: string, node: Node, names: Names, lang: Language): string =>
  node.kind === 'parameter' || node.kind === 'rule'
    ? noun(node, { ...names })[lang]
    : name.replaceAll('_', ' ')

const capitalPeriod = (v: Version, lang: Language): string => {
  const text = period(v, lang)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function actDates(
  act: {
    dated: string | undefined
    inForce: string | undefined
    ended: string | undefined
    endedBy: string | undefined
  },
  lang: Language,
): string {
  const at = (d: string): string => d.split('-').reverse().join('-')
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const parts = [
    act.dated === undefined ? undefined : t(`ban hành ${at(act.dated)}`, `dated ${at(act.dated)}`),
    act.inForce === undefined ? undefined : t(`hiệu lực ${at(act.inForce)}`, `in force ${at(act.inForce)}`),
    act.ended === undefined ? undefined : t(`hết hiệu lực ${at(act.ended)}`, `ended ${at(act.ended)}`),
  ].filter(p => p !== undefined)
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}
