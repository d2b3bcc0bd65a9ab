/**
 * What speaks for two files being one person's. Each sign has a weight: the power of ten that says how rarely it is met by chance between two
 * people taken at random (2.0: once in a hundred). Signs are taken as independent, so weights add up, and the sum of a pair says how
 * many pairs of the city look so much alike by mere chance: a city of 4.6 million people has 10^13 pairs, so 10^(13 − sum).
 */
import type { Text2 } from '../../engine/language/index.ts'

export type Sign =
  | 'same_identity_number'
  | 'near_identity_number'
  | 'same_name'
  | 'same_name_unmarked'
  | 'middle_name_left_out'
  | 'same_birth_date'
  | 'day_month_swapped'
  | 'birth_year_only'
  | 'same_household'
  | 'same_commune'
  | 'same_hamlet'
  | 'same_head'
  | 'same_phone'
  | 'same_account'
  | 'same_others'

interface SignWords extends Text2 {
  /** null: the rarer the name, the more it says; see `NAME_PRIOR`. */
  readonly weight: number | null
}

/** Every sign, in the order in which a person reads them. */
export const SIGNS: Readonly<Record<Sign, SignWords>> = {
  same_identity_number: {
    weight: 9.5,
    vi: 'Trùng số định danh.',
    en: 'The same identity number.',
  },
  near_identity_number: {
    weight: 4,
    vi: 'Số định danh chỉ khác một chữ số, hoặc hai chữ số liền nhau bị đổi chỗ.',
    en: 'The identity numbers differ in one digit, or in two neighbours that changed places.',
  },
  same_name: { weight: null, vi: 'Cùng họ tên.', en: 'The same name.' },
  same_name_unmarked: {
    weight: null,
    vi: 'Cùng họ tên nếu bỏ dấu.',
    en: 'The same name without its marks.',
  },
  middle_name_left_out: {
    weight: null,
    vi: 'Cùng họ và tên, một bên thiếu tên đệm.',
    en: 'The same surname and given name; one side leaves out a middle name.',
  },
  same_birth_date: { weight: 4.4, vi: 'Cùng ngày sinh.', en: 'The same date of birth.' },
  day_month_swapped: {
    // rarer by chance than the same day, but it is one more way to be alike, and seldom the true reason
    weight: 4,
    vi: 'Ngày sinh và tháng sinh đổi chỗ cho nhau.',
    en: 'Day and month of birth have changed places.',
  },
  birth_year_only: {
    weight: 1.8,
    vi: 'Cùng năm sinh; ít nhất một bên chỉ có năm (hoặc ghi 01/01).',
    en: 'The same year of birth; at least one side knows the year only (or says 1 January).',
  },
  same_household: { weight: 5, vi: 'Ở trong cùng một hộ.', en: 'In the same household.' },
  same_commune: { weight: 2, vi: 'Ở cùng xã, phường.', en: 'In the same commune.' },
  same_hamlet: {
    weight: 1,
    vi: 'Ở cùng thôn, tổ dân phố.',
    en: 'In the same hamlet.',
  },
  same_head: {
    weight: 2.7,
    vi: 'Chủ hộ cùng họ tên.',
    en: 'The heads of the two households have the same name.',
  },
  same_phone: { weight: 3, vi: 'Cùng số điện thoại.', en: 'The same telephone number.' },
  same_account: { weight: 4, vi: 'Cùng số tài khoản.', en: 'The same bank account.' },
  same_others: {
    weight: 3.5,
    vi: 'Hai hộ còn có người khác cùng họ tên và năm sinh.',
    en: 'Other people of the two households have the same names and years of birth as well.',
  },
}

/**
 * A pair is shown from this sum on. With it a city of 4.6 million people of whom 15 % have no identity number shows some hundred pairs by chance,
 * a handful in each commune (docs/duplicates.md).
 */
export const SHOWN_FROM = 9.2

/**
 * How common a name is among strangers, before the registry has seen many people: a whole name is met once in 1,000, surname and given name together once in
 * 200. It counts as much as 10,000 people seen, so that a young registry does not take every name for a rare one.
 */
export const NAME_PRIOR = { people: 10_000, name: 0.001, shortName: 0.005 } as const

/** People with the same key: a block that holds more is cut by commune, and what is still larger is not compared but counted. */
export const LARGEST_BLOCK = 40
