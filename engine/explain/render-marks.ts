import type { Mark } from '../language/mark.ts'
import type { Explanation, MarkedPart, ParameterUse } from './explanation.ts'
import { type Language, list, two } from './text.ts'

const SAYS: readonly (readonly [Mark, Record<Language, string>])[] = [
  ['reported', two('Chưa đối chiếu văn bản', 'Not yet compared with the act itself')],
  ['unconfirmed', two('Chưa xác nhận, theo trí nhớ hoặc suy ra', 'Unconfirmed, recalled or derived')],
]

/** How sure the values and conditions are that decided; what is confirmed needs no word. */
export function renderMarks(e: Explanation, lang: Language): string[] {
  return SAYS.flatMap(([mark, head]) => {
    const parts = e.marks.filter(m => m.mark === mark).map(m => marked(m, lang))
    const fromStanding = (
      e.standing && e.standing.basis !== 'recognised' ? e.standing.parameters : []
    ).filter(p => p.decides && p.mark === mark && !p.file.includes('definitions'))
    const own = e.parameters.filter(p => p.decides && p.mark === mark)
    const values = unique([...own, ...lines(fromStanding)]).map(
      p => `${p.label[lang]}${source(p.source, lang)}`,
    )
    const all = [...parts, ...values]
    return all.length === 0 ? [] : [`${head[lang]}: ${list(all, lang)}.`]
  })
}

/** Of the standard only the lines and cuts are told here; the thresholds of its indicators stand with the standing. */
const lines = (all: readonly ParameterUse[]): ParameterUse[] =>
  all.filter(p => /(_line|_cut|_band)$/.test(p.name))

const unique = (all: readonly ParameterUse[]): ParameterUse[] =>
  all.filter((p, i) => all.findIndex(q => q.key === p.key) === i)

const marked = (m: MarkedPart, lang: Language): string => `${m.part[lang]}${source(m.source, lang)}`

const source = (text: string, lang: Language): string =>
  text === '' ? '' : lang === 'vi' ? ` (nguồn: ${text})` : ` (source: ${text})`
