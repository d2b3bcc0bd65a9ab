import type { CaseResult } from '../cases/index.ts'
import { day, type Language } from '../explain/index.ts'
import { type Html, html } from './html.ts'
import { SOURCES } from './words.ts'

/** The worked examples of a file with their source and whether they pass. */
export function casesPart(results: readonly CaseResult[], lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const failed = results.filter(r => r.differences.length > 0).length
  const [name, on, source, state] = [
    t('Ví dụ', 'Case'),
    t('Ngày xét', 'Day'),
    t('Lấy từ', 'From'),
    t('Kết quả', 'State'),
  ]
  if (results.length === 0)
    return html`<section><h2 id="cases">${t('Ví dụ kiểm tra', 'Worked examples')}</h2><p>${t('Chưa có ví dụ.', 'There is none.')}</p></section>`
  return html`<section><h2 id="cases">${t('Ví dụ kiểm tra', 'Worked examples')}</h2>
<p>${t(`${results.length} ví dụ, ${failed} sai.`, `${results.length} cases, ${failed} failed.`)}${lang === 'vi' ? ' Tên ví dụ viết bằng tiếng Anh.' : ''}</p>
<div class="scroll"><table class="cards"><thead><tr><th>${name}</th><th>${on}</th><th>${source}</th><th>${state}</th></tr></thead><tbody>
${results.map(
  r => html`<tr><td lang="en">${r.worked.name}</td><td class="d" data-label="${on}">${day(r.worked.on)}</td><td class="source" data-label="${source}">${SOURCES[r.worked.source]?.[lang]}${r.worked.cite ? `: ${r.worked.cite}` : ''}</td>
<td data-label="${state}">${r.differences.length === 0 ? html`<span class="ok">${t('đúng', 'passed')}</span>` : html`<span class="fail">${t('sai', 'failed')}</span><br>${r.differences.join('; ')}`}</td></tr>`,
)}</tbody></table></div></section>`
}
