import type { Explanation } from './explanation.ts'
import { type Language, money, two } from './text.ts'

/** What stands in place of protected reasons. */
export const PROTECTED = two(
  'Lý do và thông tin của trường hợp này được bảo vệ; chỉ người có thẩm quyền được xem.',
  'The reasons and facts of this case are protected; only those with the right may see them.',
)

const STARTS: Record<string, Record<Language, string>> = {
  eligibility: two('kể từ khi đủ điều kiện', 'from the day the conditions are met'),
  application: two('kể từ khi nộp đơn', 'from the application'),
  decision: two('kể từ khi có quyết định', 'from the decision'),
}
const PAYERS: Record<string, Record<Language, string>> = {
  state: two('ngân sách nhà nước chi', 'paid by the state budget'),
  city: two('ngân sách thành phố chi', 'paid by the city budget'),
  bank: two('vay tại Ngân hàng Chính sách xã hội', 'from the Vietnam Bank for Social Policies'),
}
const PER: Record<string, Record<Language, string>> = {
  month: two(' mỗi tháng', ' a month'),
  once: two(' một lần', ' once'),
}

/** The first sentence: is there a right, to how much, on which way and from when. */
export function right(e: Explanation, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  switch (e.outcome) {
    case 'not_applicable':
      return t('Không thuộc đối tượng áp dụng.', 'Outside of those this is for.')
    case 'refused':
      return t('Không được hưởng.', 'No right to it.')
    case 'undetermined':
      return t('Chưa kết luận được.', 'It cannot be said yet.')
    case 'granted': {
      if (e.amount === 0) return `${what(e, lang)}.`
      const payer = e.kind === 'service' ? undefined : PAYERS[e.payer ?? '']?.[lang]
      const way =
        e.route === 'application'
          ? t(' theo đơn', ' on application')
          : e.route === 'automatic'
            ? t(', không phải làm đơn', ', without an application')
            : ''
      const start = STARTS[e.starts ?? '']?.[lang]
      return `${what(e, lang)}${way}${start === undefined ? '' : `, ${start}`}${payer === undefined ? '' : `; ${payer}`}.`
    }
  }
}

function what(e: Explanation, lang: Language): string {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const per = PER[e.per ?? '']?.[lang] ?? ''
  if (e.kind === 'service') return t('Được hưởng dịch vụ này', 'There is a right to this service')
  const sum = e.amount === null ? undefined : `${money(e.amount, lang)}${per}`
  if (e.kind === 'loan_limit')
    return sum
      ? t(`Được vay tối đa ${sum}`, `A loan of at most ${sum}`)
      : t('Được vay (chưa biết mức vay tối đa)', 'There is a right to the loan (its limit is not known)')
  const share =
    e.share === null
      ? ''
      : t(` (hỗ trợ ${percent(e.share, lang)} mức đóng)`, ` (${percent(e.share, lang)} of the contribution)`)
  if (e.kind === 'premium')
    return sum
      ? t(`Được hỗ trợ tiền đóng ${sum}${share}`, `A contribution of ${sum} is paid${share}`)
      : t(
          `Được hỗ trợ tiền đóng${share} (chưa tính được số tiền)`,
          `A contribution is paid${share} (the amount is not known)`,
        )
  if (e.kind === 'fee_waiver')
    return sum
      ? t(`Được miễn, giảm ${sum}`, `${sum} is waived`)
      : t('Được miễn, giảm (chưa tính được số tiền)', 'The fee is waived (the amount is not known)')
  if (e.amount === 0)
    return t(
      'Thuộc diện hưởng nhưng không còn khoản nào phải chi',
      'There is a right, but nothing is left to be paid',
    )
  return sum
    ? t(`Được hưởng ${sum}`, `A right to ${sum}`)
    : t('Được hưởng (chưa tính được số tiền)', 'There is a right (the amount is not known)')
}

/** `7/10` as `70 %` where that is whole. */
function percent(share: string, lang: Language): string {
  const [n, d] = share.split('/').map(Number)
  const value = ((n ?? 0) * 100) / (d ?? 1)
  return Number.isInteger(value) ? `${value}${lang === 'vi' ? ' %' : '%'}` : share
}
