import type { Explanation, StandingExplanation } from './explanation.ts'
import { groupName } from './group-name.ts'
import { renderMarks } from './render-marks.ts'
import { renderMissing } from './render-missing.ts'
import { renderStanding, standingLine } from './render-standing.ts'
import { PROTECTED, right } from './render-words.ts'
import { capital, type Language, list } from './text.ts'

export { renderStanding }

/**
 * An explanation in sentences, one matter a line, as an official would say it: what, why, how it was computed, on which act, what has not been
 * compared with the act, what is missing and what would change it.
 */
export function renderExplanation(e: Explanation, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const who = e.person === null ? t(`hộ ${e.household}`, `household ${e.household}`) : e.person
  const group = e.group ? ` · ${groupName(e.group.id, e.group.means)[lang]}` : ''
  const lines = [`${e.title[lang]} · ${who}${group}`, right(e, lang)]
  if (e.hidden)
    return [...lines, PROTECTED[lang], t(`Căn cứ: ${e.citation.vi}.`, `Under: ${e.citation.en}.`)].join('\n')
  if (e.exception)
    lines.push(
      t(
        `Thuộc trường hợp không được hưởng: ${e.exception.means.vi} (${e.exception.citation.vi}).`,
        `Excluded: ${e.exception.means.en} (${e.exception.citation.en}).`,
      ),
    )
  if (e.because.length > 0) lines.push(reason(e, lang))
  if (e.standing && toldStanding(e.standing)) lines.push(standingLine(e.standing, lang))
  if (e.computation) lines.push(computed(e, lang))
  for (const term of e.terms) lines.push(`${capital(term.label[lang])}: ${term.value[lang]}.`)
  lines.push(t(`Căn cứ: ${e.citation.vi}.`, `Under: ${e.citation.en}.`))
  const waiting = renderMissing(e.missing, lang)
  if (waiting) lines.push(waiting)
  lines.push(...renderMarks(e, lang))
  if (e.changes.length > 0) {
    const changes = e.changes.map(c =>
      lang === 'vi' ? c.say.vi.replace(/^nếu /, '') : c.say.en.replace(/^if /, ''),
    )
    lines.push(
      t('Sẽ khác nếu:', 'It would be different if:'),
      ...changes.map(c => `  – ${c}${c === changes.at(-1) ? '.' : ';'}`),
    )
  }
  return lines.join('\n')
}

function reason(e: Explanation, lang: Language): string {
  const why = list(
    e.because.map(b => b[lang]),
    lang,
  )
  if (lang === 'vi') return e.outcome === 'undetermined' ? `Còn vướng: ${why}.` : `Vì ${why}.`
  return e.outcome === 'undetermined' ? `It hangs on this: ${why}.` : `Because: ${why}.`
}

/** The standing is told in a line of its own unless nothing is known of it that was not said. */
const toldStanding = (s: StandingExplanation): boolean =>
  s.hidden || s.because.length > 0 || s.basis === 'recognised'

function computed(e: Explanation, lang: Language): string {
  const { formula, operands } = e.computation ?? { formula: { vi: '', en: '' }, operands: [] }
  const simple = !/[=]/.test(formula[lang])
  const names = operands.map(o =>
    lang === 'vi' ? `${o.value.vi} là ${o.label.vi}` : `${o.value.en} is: ${o.label.en}`,
  )
  const trailing = names.length > 0 ? `, ${lang === 'vi' ? 'trong đó' : 'where'} ${list(names, lang)}` : ''
  if (simple)
    return names.length > 0
      ? `${lang === 'vi' ? 'Mức: ' : 'The amount: '}${list(names, lang)}.`
      : `${lang === 'vi' ? 'Mức: ' : 'The amount: '}${formula[lang]}.`
  return `${lang === 'vi' ? 'Tính: ' : 'Computed: '}${formula[lang]}${trailing}.`
}
