import type { Language } from '../explain/index.ts'
import type { LawFile } from '../language/law.ts'
import { MARKS, type Mark } from '../language/mark.ts'
import { type Html, html, page } from './html.ts'
import { type Documented, footer, pageName } from './law-page.ts'
import { markWord } from './parameters-part.ts'
import { JURISDICTIONS, KINDS, MARK_WORDS, MODELLED } from './words.ts'

/** How many conditions, groups and values of a file have each mark. */
export function marksIn(file: LawFile): Record<Mark, number> {
  const counts: Record<Mark, number> = { confirmed: 0, reported: 0, unconfirmed: 0, missing: 0 }
  for (const v of file.versions) {
    counts[v.mark]++
    for (const g of v.groups) if (g.id !== '') counts[g.mark]++
    for (const e of v.exceptions) counts[e.mark]++
    for (const p of v.parameters.values()) for (const d of p.values) counts[d.mark]++
  }
  return counts
}

/** The list of all law files by jurisdiction, with how completely each is modelled and how sure its parts are. */
export function indexPage(of: Documented, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const files = [...of.law.files.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const jurisdictions = [...new Set(files.map(f => f.id.split('/')[0] ?? ''))]
  const failed = of.cases.filter(c => c.differences.length > 0).length
  const body = html`<nav><span>An Sinh</span><a class="end" href="../${lang === 'vi' ? 'en' : 'vi'}/index.html" lang="${lang === 'vi' ? 'en' : 'vi'}">${lang === 'vi' ? 'English' : 'Tiếng Việt'}</a></nav>
<main><h1>${t('Luật mà An Sinh áp dụng', 'The law that An Sinh applies')}</h1>
<p class="lead">${t(
    `${files.length} tiêu chuẩn, khái niệm và quyền lợi; ${of.cases.length} ví dụ kiểm tra, ${failed} sai. Mỗi giá trị có nguồn và độ chắc; chỗ nào chưa biết thì ghi rõ.`,
    `${files.length} standards, definitions and benefits; ${of.cases.length} worked examples, ${failed} failed. Every value has its source and says how sure it is; what nobody here knows is said.`,
  )}</p>
<dl>${MARKS.map(m => html`<dt>${markWord(m, lang)}</dt><dd>${meaning(m, lang)}</dd>`)}</dl>
${jurisdictions.map(j =>
  section(
    j,
    files.filter(f => f.id.startsWith(`${j}/`)),
    of,
    lang,
  ),
)}
${acts(of, lang)}
</main>${footer(of.law, lang)}`
  return page(lang, t('Luật · An Sinh', 'The law · An Sinh'), body)
}

function meaning(mark: Mark, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  switch (mark) {
    case 'confirmed':
      return t('đã đọc trong chính văn bản', 'read in the act itself')
    case 'reported':
      return t('đọc ở nguồn chính thức hoặc báo chí', 'read in an official or press source')
    case 'unconfirmed':
      return t('theo trí nhớ hoặc suy ra', 'recalled or derived')
    case 'missing':
      return t('văn bản có quy định nhưng chưa tra được', 'the act says something that nobody here has read')
  }
}

function section(jurisdiction: string, files: readonly LawFile[], of: Documented, lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const [title, kind, modelled, cases, marks] = [
    t('Tên', 'Title'),
    t('Loại', 'Kind'),
    t('Đã đưa vào', 'Modelled'),
    t('Ví dụ', 'Cases'),
    t('Độ chắc', 'How sure'),
  ]
  const rows = files.map(f => {
    const programme = of.programmes.get(f.id)
    const mine = of.cases.filter(c => c.worked.fileId === f.id)
    const bad = mine.filter(c => c.differences.length > 0).length
    const counts = marksIn(f)
    return html`<tr><td><a href="${pageName(f.id)}">${f.title[lang]}</a><br><code>${f.id}</code></td><td data-label="${kind}">${KINDS[f.kind]?.[lang]}</td>
<td data-label="${modelled}">${programme ? html`${MODELLED[programme.modelled]?.[lang]}${programme.gaps ? html`<br><span class="source">${programme.gaps[lang]}</span>` : ''}` : html`<span class="soft">—</span>`}</td>
<td class="n" data-label="${cases}">${mine.length}${bad > 0 ? html` <span class="fail">${t(`${bad} sai`, `${bad} failed`)}</span>` : ''}</td>
<td data-label="${marks}">${MARKS.filter(m => counts[m] > 0).map(m => html`<span class="mark ${m}">${counts[m]} ${MARK_WORDS[m][lang]}</span><br>`)}</td></tr>`
  })
  return html`<section><h2>${JURISDICTIONS[jurisdiction]?.[lang] ?? jurisdiction}</h2><div class="scroll"><table class="cards"><thead><tr><th>${title}</th><th>${kind}</th><th>${modelled}</th><th class="n">${cases}</th><th>${marks}</th></tr></thead><tbody>
${rows}</tbody></table></div></section>`
}

function acts(of: Documented, lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const at = (d: string | undefined): string => (d === undefined ? '' : d.split('-').reverse().join('-'))
  const [dated, force, ended, mark] = [
    t('Ban hành', 'Dated'),
    t('Hiệu lực', 'In force'),
    t('Hết hiệu lực', 'Ended'),
    t('Độ chắc', 'How sure'),
  ]
  const rows = [...of.law.acts.values()].map(
    a => html`<tr><td>${a.number}<br><span class="soft">${a.title[lang]}. ${a.issuer[lang]}</span></td><td class="n" data-label="${dated}">${at(a.dated)}</td><td class="n" data-label="${force}">${at(a.inForce)}</td>
<td class="n" data-label="${ended}">${at(a.ended)}</td><td data-label="${mark}">${markWord(a.mark, lang)}<br><span class="source">${a.source}</span></td></tr>`,
  )
  return html`<section><h2>${t('Văn bản được dẫn', 'Acts cited')}</h2><div class="scroll"><table class="cards"><thead><tr><th>${t('Văn bản', 'Act')}</th><th class="n">${dated}</th><th class="n">${force}</th><th class="n">${ended}</th><th>${mark}</th></tr></thead><tbody>
${rows}</tbody></table></div></section>`
}
