import { day, type Language, parameterLabel, showWritten } from '../explain/index.ts'
import type { DatedValue, FactBook, Parameter, Version } from '../language/law.ts'
import type { Mark } from '../language/mark.ts'
import { type Html, html } from './html.ts'
import { MARK_WORDS } from './words.ts'

/** A mark as a word; what is missing stands out. */
export const markWord = (mark: Mark, lang: Language): Html =>
  html`<span class="mark ${mark}">${MARK_WORDS[mark][lang]}</span>`

/** The dated values of a version with marks and sources. */
export function parametersPart(version: Version, facts: FactBook, lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const [what, value, from, mark, source] = [
    t('Giá trị', 'Value of'),
    t('Mức', 'Value'),
    t('Từ ngày', 'From'),
    t('Độ chắc', 'How sure'),
    t('Nguồn', 'Source'),
  ]
  const rows = [...version.parameters.values()].flatMap(p =>
    p.values.map(
      (
        v,
        i,
      ) => html`<tr><td>${i === 0 ? html`${parameterLabel(p)[lang]}<br><code>${p.name}</code>` : html`<span class="soft">${parameterLabel(p)[lang]}</span>`}</td>
<td class="n" data-label="${value}">${cells(p, v, facts, lang)}</td><td class="d" data-label="${from}">${day(v.from)}${p.atReference ? html` <span class="soft">${t('(đọc tại ngày phát hành thẻ)', '(read on the day of issue)')}</span>` : ''}</td>
<td data-label="${mark}">${markWord(v.mark, lang)}</td><td class="source" data-label="${source}">${v.source}</td></tr>`,
    ),
  )
  return html`<div class="scroll"><table class="cards"><thead><tr><th>${what}</th><th class="n">${value}</th><th>${from}</th><th>${mark}</th><th>${source}</th></tr></thead><tbody>
${rows}</tbody></table></div>`
}

function cells(p: Parameter, v: DatedValue, facts: FactBook, lang: Language): Html {
  const category = p.byCategory === undefined ? undefined : facts.categories.get(p.byCategory)
  const shown = v.cells.map((cell, i) => {
    const word = category?.labels[category.words[i] ?? '']?.[lang]
    const text =
      cell === undefined
        ? html`<span class="absent">${showWritten(p.type, cell, facts)[lang]}</span>`
        : html`${showWritten(p.type, cell, facts)[lang]}`
    return word === undefined ? text : html`<span class="soft">${word}:</span> ${text}<br>`
  })
  return html`${shown}`
}
