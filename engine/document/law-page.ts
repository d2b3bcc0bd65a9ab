import type { CaseResult } from '../cases/index.ts'
import { day, type Language } from '../explain/index.ts'
import type { Law, LawFile } from '../language/law.ts'
import { casesPart } from './cases-part.ts'
import { type Html, html, page } from './html.ts'
import type { Programme } from './programmes.ts'
import { usersOf } from './uses.ts'
import { period, versionPart } from './version-part.ts'
import { KINDS, MODELLED, PAYERS, PER, SUBJECTS, TERRITORIES } from './words.ts'

/** What the pages are made from. */
export interface Documented {
  readonly law: Law
  /** Results of every worked example. */
  readonly cases: readonly CaseResult[]
  readonly programmes: ReadonlyMap<string, Programme>
}

/** The name of a file's page: `vn/credit/poor` → `vn-credit-poor.html`. */
export const pageName = (id: string): string => `${id.replaceAll('/', '-')}.html`

/** The page of one law file. Pages of one language stand beside each other; the other language is `../vi/` or `../en/`. */
export function lawPage(of: Documented, file: LawFile, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const programme = of.programmes.get(file.id)
  const versions = [...file.versions].sort((a, b) => b.from - a.from || a.index - b.index)
  const cases = of.cases.filter(c => c.worked.fileId === file.id)
  const body = html`<nav><a href="index.html">${t('Mục lục luật', 'Index of the law')}</a><span>${file.id}</span><a class="end" href="../${lang === 'vi' ? 'en' : 'vi'}/${pageName(file.id)}" lang="${lang === 'vi' ? 'en' : 'vi'}">${lang === 'vi' ? 'English' : 'Tiếng Việt'}</a></nav>
<main>
<h1>${file.title[lang]}</h1>
<dl>
<dt>${t('Loại', 'Kind')}</dt><dd>${KINDS[file.kind]?.[lang]}${file.subject ? `, ${t('cho', 'for')} ${SUBJECTS[file.subject]?.[lang]}` : ''}${file.per ? `, ${PER[file.per]?.[lang]}` : ''}</dd>
${file.payer ? html`<dt>${t('Nguồn chi', 'Paid by')}</dt><dd>${PAYERS[file.payer]?.[lang]}</dd>` : ''}
${file.where ? html`<dt>${t('Nơi nộp', 'Where')}</dt><dd>${file.where[lang]}</dd>` : ''}
${file.papers ? html`<dt>${t('Giấy tờ', 'Papers')}</dt><dd>${file.papers[lang]}</dd>` : ''}
${programme ? html`<dt>${t('Đã đưa vào', 'Modelled')}</dt><dd>${MODELLED[programme.modelled]?.[lang]}: ${programme.covers[lang]}</dd>` : ''}
${programme?.gaps ? html`<dt>${t('Còn thiếu', 'Gaps')}</dt><dd>${programme.gaps[lang]}</dd>` : ''}
${file.ended ? html`<dt>${t('Đã hết', 'Ended')}</dt><dd>${day(file.ended.on)}: ${file.ended.reason[lang]}</dd>` : ''}
<dt>${t('Các bản', 'Versions')}</dt><dd>${versions.map(v => html`<a href="#v${v.index}">${period(v, lang)}, ${TERRITORIES[v.territory][lang]}</a><br>`)}<a href="#cases">${t(`${cases.length} ví dụ kiểm tra`, `${cases.length} worked examples`)}</a></dd>
</dl>
${versions.map(v => versionPart(of.law, file, v, lang))}
${usedIn(of.law, file, lang)}
${casesPart(cases, lang)}
</main>
${footer(of.law, lang)}`
  return page(lang, `${file.title[lang]} · An Sinh`, body)
}

function usedIn(law: Law, file: LawFile, lang: Language): Html {
  const users = usersOf(law, file)
  if (users.size === 0) return html``
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const label = (name: string): string =>
    file.versions.flatMap(v => v.rules.get(name)?.label?.[lang] ?? [])[0] ?? name
  return html`<section><h2 id="used">${t('Được dùng ở đâu', 'Where it is used')}</h2><div class="scroll"><table><thead><tr><th>${t('Khái niệm', 'Notion')}</th><th>${t('Dùng trong', 'Used in')}</th></tr></thead><tbody>
${[...users].map(([name, files]) => html`<tr><td>${label(name)}<br><code>${name}</code></td><td>${files.map(f => html`<a href="${pageName(f.id)}">${f.title[lang]}</a><br>`)}</td></tr>`)}</tbody></table></div></section>`
}

/** Which law the pages show. */
export function footer(law: Law, lang: Language): Html {
  const overlays = law.overlays.map(o => `${o.name} (${o.citation}) ${o.hash}`)
  return html`<footer>${lang === 'vi' ? 'Mã băm của bộ luật' : 'Hash of the law files'}: <code>${law.hash}</code>${overlays.map(o => html`<br>${o}`)}</footer>`
}
