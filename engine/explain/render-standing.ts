import type { StandingExplanation } from './explanation.ts'
import { renderMissing } from './render-missing.ts'
import { PROTECTED } from './render-words.ts'
import { capital, dropCommonStart, type Language, list } from './text.ts'

/** The standing in one sentence, with its reasons and its act. */
export function standingLine(s: StandingExplanation, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const why = list(
    s.because.map(b => b[lang]),
    lang,
  )
  if (s.hidden)
    return t(`Hộ này là ${s.label.vi} ${s.basisLabel.vi}.`, `This is a ${s.label.en}, ${s.basisLabel.en}.`)
  if (s.standing === null)
    return t(
      `Chưa phân loại được hộ này: ${why} (${s.citation.vi}).`,
      `The standing of this household cannot be said yet: ${why} (${s.citation.en}).`,
    )
  if (s.basis !== 'recognised')
    return t(
      `Hộ này là ${s.label.vi} ${s.basisLabel.vi}: ${why} (${s.citation.vi}).`,
      `This is a ${s.label.en}, ${s.basisLabel.en}: ${why} (${s.citation.en}).`,
    )
  const recognised = t(
    `Hộ này là ${s.label.vi} ${s.basisLabel.vi}.`,
    `This is a ${s.label.en}, ${s.basisLabel.en}.`,
  )
  if (why === '') return recognised
  if (s.computed === null)
    return `${recognised} ${t(`Tính theo dữ kiện thì chưa phân loại được: ${why} (${s.citation.vi}).`, `From the facts it cannot be said yet: ${why} (${s.citation.en}).`)}`
  if (!s.disagree)
    return `${recognised} ${t(`Tính theo dữ kiện cũng vậy: ${why} (${s.citation.vi}).`, `The facts say the same: ${why} (${s.citation.en}).`)}`
  return `${recognised} ${t(
    `Tính theo dữ kiện thì lại là ${s.computedLabel.vi}: ${why} (${s.citation.vi}); cần xem lại dữ kiện hoặc quyết định.`,
    `By the facts it would be a ${s.computedLabel.en}: ${why} (${s.citation.en}); the facts or the decision need another look.`,
  )}`
}

/** The standing with its indicators, in sentences. */
export function renderStanding(s: StandingExplanation, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const lines = [`${s.title[lang]} · ${t('hộ', 'household')} ${s.household}`, standingLine(s, lang)]
  if (s.hidden) return [...lines, PROTECTED[lang]].join('\n')
  const named = (deprived: 'yes' | 'unknown'): string[] =>
    s.indicators
      .filter(i => i.deprived === deprived)
      .map(
        i =>
          `${dropCommonStart([i.label[lang]])[0]}${
            deprived === 'yes' && i.because.length > 0
              ? ` (${list(
                  i.because.map(b => b[lang]),
                  lang,
                )})`
              : ''
          }`,
      )
  const [yes, open] = [named('yes'), named('unknown')]
  lines.push(
    yes.length === 0
      ? t('Không có chỉ số nào thiếu hụt.', 'No indicator is deprived.')
      : t(
          `Thiếu hụt ${yes.length} trong ${s.indicators.length} chỉ số: ${list(yes, lang)}.`,
          `Deprived in ${yes.length} of ${s.indicators.length} indicators: ${list(yes, lang)}.`,
        ),
  )
  if (open.length > 0)
    lines.push(
      t(
        `Chưa rõ ${open.length} chỉ số: ${list(open, lang)}.`,
        `${open.length} indicators are open: ${list(open, lang)}.`,
      ),
    )
  if (s.newlyEscaped === 'yes')
    lines.push(
      t(
        'Hộ đang trong thời gian mới thoát nghèo, mới thoát cận nghèo.',
        'The household counts as newly escaped.',
      ),
    )
  const missing = renderMissing(s.missing, lang)
  if (missing) lines.push(missing)
  const unsure = s.parameters.filter(p => p.decides && p.mark !== 'confirmed').map(p => p.label[lang])
  if (unsure.length > 0)
    lines.push(
      t(
        `Chưa đối chiếu văn bản: ${list(
          unsure.map(u => u),
          lang,
        )}.`,
        `Not yet compared with the act itself: ${list(unsure, lang)}.`,
      ),
    )
  return lines.map(l => capital(l)).join('\n')
}
