import type { Text2 } from '../language/types.ts'
import { two } from './text.ts'

/** Vietnamese labels that name a thing and not what it does: they take `là` and `không phải là`. */
const NOUN_VI = /^(người|hộ|trẻ em|trẻ|hội viên|học sinh|sinh viên|thành viên|lao động|con|cha|mẹ)[ ,]/
const THINGS_VI = /^(tường|cột|mái)\b/
const NOUN_EN =
  /^(lone|single|manual|ethnic|newly|low-income|social-policy|poor|near-poor|member|orphan|student|household|person|dependant|child|pupil|elderly|recipient|worker|preschool)\b/
const VERB_EN =
  /^(uses|wants|pays|receives|lives|attends|gets|needs|belongs|joins|studies|works|raises|helps|takes|lacks|treats|collects)\b/

const article = (noun: string): string => (/^[aeiou]/i.test(noun) ? 'an' : 'a')

/** A label of a yes-or-no fact or rule as a statement that it is so. */
export function affirm(label: Text2): Text2 {
  const vi = NOUN_VI.test(label.vi)
    ? `là ${label.vi}`
    : label.vi.startsWith('hoàn cảnh')
      ? `có ${label.vi}`
      : label.vi
  const en =
    NOUN_EN.test(label.en) && !/^members? of (newly|poor)/.test(label.en)
      ? `${article(label.en)} ${label.en}`
      : label.en
  return two(vi, en)
}

/** The same label as a statement that it is not so. */
export function negate(label: Text2): Text2 {
  return two(negateVi(label.vi), negateEn(label.en))
}

function negateVi(label: string): string {
  if (label.startsWith('không có ')) return label.replace('không có ', 'có ')
  if (label.startsWith('không ')) return `không đúng là ${label}`
  if (label.startsWith('chưa ')) return label.replace('chưa ', 'đã ')
  if (NOUN_VI.test(label)) return `không phải là ${label}`
  if (THINGS_VI.test(label) && label.includes(' bằng ')) return label.replace(' bằng ', ' không bằng ')
  if (label.startsWith('hoàn cảnh')) return `không thuộc diện có ${label}`
  if (label.startsWith('đã ')) return label.replace('đã ', 'chưa ')
  if (label.startsWith('đang ')) return label.replace('đang ', 'hiện không ')
  if (/^(thu nhập|số|mức|chuẩn|tuổi) /.test(label)) return `không đúng là ${label}`
  return `không ${label}`
}

function negateEn(label: string): string {
  if (label.startsWith('has no ')) return label.replace('has no ', 'has ')
  if (/^has (a|an) /.test(label)) return label.replace(/^has (a|an) /, 'has no ')
  if (label.startsWith('has ')) return label.replace('has ', 'has no ')
  if (label.startsWith('no ')) return label.replace('no ', 'at least one ')
  if (/^an? .* (is|has|are) /.test(label)) return label.replace(/^an? /, 'no ')
  if (VERB_EN.test(label)) return label.replace(VERB_EN, verb => `does not ${base(verb)}`)
  if (/^(walls|columns|roof|party badge)\b/.test(label)) return `no ${label}`
  if (label.startsWith('received ')) return `has not ${label}`
  if (NOUN_EN.test(label)) return `not ${article(label)} ${label}`
  return `not ${label}`
}

const base = (verb: string): string =>
  verb === 'studies' ? 'study' : verb === 'attends' ? 'attend' : verb.replace(/s$/, '')

/** Wondering whether it is so. */
export function wonder(label: Text2): Text2 {
  const vi = label.vi.startsWith('đã ')
    ? `chưa biết ${label.vi} hay chưa`
    : NOUN_VI.test(label.vi)
      ? `chưa biết có phải là ${label.vi} hay không`
      : /^(có|được) /.test(label.vi) || THINGS_VI.test(label.vi)
        ? `chưa biết ${label.vi} hay không`
        : `chưa biết có ${label.vi} hay không`
  return two(vi, `it is not known whether: ${affirm(label).en}`)
}
