import type { Mark } from '../../engine/language/index.ts'

/**
 * What the law leaves to be filled in, or what nobody here has read: numbers of days, shares, choices. A city changes them with a source and a
 * mark; every change is a new row, so that a deadline of last year can still be explained.
 */
export interface Setting {
  readonly value: number | string
  readonly unit: SettingUnit
  readonly source: string
  /** null: an office's own choice, no matter of law. */
  readonly mark: Mark | null
}

export type SettingUnit = 'working_day' | 'calendar_day' | 'percent' | 'day_of_month' | 'month_day' | 'choice'

export interface SettingSpec extends Setting {
  readonly vi: string
  readonly en: string
  /** Units that the value may have. */
  readonly units: readonly SettingUnit[]
  /** Words of a choice. */
  readonly choices?: readonly string[]
}

const RECALLED = 'Decision 24/2021/QĐ-TTg, Art. 4, recalled and not read'
const days = ['working_day', 'calendar_day'] as const

export const SETTING_SPECS = {
  posting_days: {
    vi: 'thời gian niêm yết kết quả rà soát',
    en: 'time of posting',
    value: 3,
    unit: 'working_day',
    units: days,
    source: `${RECALLED}; “niêm yết 03 ngày tại nhà văn hóa” in a commune’s list of services`,
    mark: 'unconfirmed',
  },
  recheck_days: {
    vi: 'thời hạn phúc tra từ ngày nhận khiếu nại',
    en: 'time for a re-check after a complaint',
    value: 3,
    unit: 'working_day',
    units: days,
    source: RECALLED,
    mark: 'unconfirmed',
  },
  reposting_days: {
    vi: 'thời gian niêm yết kết quả phúc tra',
    en: 'time of posting the result of a re-check',
    value: 3,
    unit: 'working_day',
    units: days,
    source: RECALLED,
    mark: 'unconfirmed',
  },
  opinion: {
    vi: 'ý kiến của cấp trên trước khi quyết định: none (không), province (cơ quan cấp tỉnh)',
    en: 'opinion of the level above before a decision: none, province',
    value: 'none',
    unit: 'choice',
    units: ['choice'],
    choices: ['none', 'province'],
    source:
      'the district chairman gave it until 2025-06-30 (Decision 24/2021/QĐ-TTg, Art. 4); who gives it since was not found',
    mark: 'missing',
  },
  opinion_days: {
    vi: 'thời hạn cấp trên cho ý kiến',
    en: 'time for the opinion of the level above',
    value: 5,
    unit: 'working_day',
    units: days,
    source: RECALLED,
    mark: 'unconfirmed',
  },
  agreement_percent: {
    vi: 'tỷ lệ người dự họp đồng ý để thống nhất kết quả',
    en: 'share of those present at the meeting who must agree',
    value: 50,
    unit: 'percent',
    units: ['percent'],
    source: 'Decision 24/2021/QĐ-TTg, Art. 4 (lawnet 115357)',
    mark: 'reported',
  },
  annual_from: {
    vi: 'ngày bắt đầu rà soát định kỳ',
    en: 'first day of the annual review',
    value: '09-01',
    unit: 'month_day',
    units: ['month_day'],
    source: 'Decision 24/2021/QĐ-TTg, Art. 3 (lawnet 1010154; tuvanmienphi.vn 1125)',
    mark: 'reported',
  },
  annual_to: {
    vi: 'ngày cuối của rà soát định kỳ',
    en: 'last day of the annual review',
    value: '12-14',
    unit: 'month_day',
    units: ['month_day'],
    source: 'Decision 24/2021/QĐ-TTg, Art. 3 (lawnet 1010154; tuvanmienphi.vn 1125)',
    mark: 'reported',
  },
  regular_day: {
    vi: 'ngày bắt đầu rà soát thường xuyên trong tháng',
    en: 'day of the month on which a regular review begins',
    value: 15,
    unit: 'day_of_month',
    units: ['day_of_month'],
    source: 'Decision 24/2021/QĐ-TTg, Art. 3 and 5 (lawnet 1010154)',
    mark: 'reported',
  },
  regular_days: {
    vi: 'thời hạn quyết định của rà soát thường xuyên, từ ngày bắt đầu',
    en: 'time for the decision of a regular review, from its first day',
    value: 15,
    unit: 'calendar_day',
    units: days,
    source:
      'Decision 24/2021/QĐ-TTg, Art. 5 (lawnet 1010154); a commune’s list of services says “15 ngày làm việc”',
    mark: 'reported',
  },
  form_a: {
    vi: 'hộ phải qua Phiếu A: requests (hộ có giấy đề nghị), none (không hộ nào)',
    en: 'who is screened by Form A: requests, none',
    value: 'requests',
    unit: 'choice',
    units: ['choice'],
    choices: ['requests', 'none'],
    source: 'Decision 967/QĐ-BNNMT, step 2 (news.thuvienphapluat.vn 83004)',
    mark: 'reported',
  },
  list_escaped: {
    vi: 'đưa hộ mới thoát nghèo, thoát cận nghèo (36 tháng) vào danh sách rà soát định kỳ: yes, no',
    en: 'newly escaped households (36 months) are on the list of the annual review: yes, no',
    value: 'yes',
    unit: 'choice',
    units: ['choice'],
    choices: ['yes', 'no'],
    source: 'an office’s choice; Decision 24/2021/QĐ-TTg, Art. 4 names the current lists and the requests',
    mark: null,
  },
  due_soon_days: {
    vi: 'số ngày trước hạn được báo là sắp đến hạn',
    en: 'days before a deadline from which it is due soon',
    value: 3,
    unit: 'working_day',
    units: ['working_day'],
    source: 'an office’s choice',
    mark: null,
  },
} as const satisfies Record<string, SettingSpec>

export type SettingKey = keyof typeof SETTING_SPECS
export type Settings = Readonly<Record<SettingKey, Setting>>

export const SETTING_KEYS = Object.keys(SETTING_SPECS) as SettingKey[]
export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(SETTING_SPECS, text)

/** The values that come with the software, overlaid by those of the city. */
export const settingsOf = (own: Partial<Record<SettingKey, Setting>> = {}): Settings =>
  Object.fromEntries(SETTING_KEYS.map(key => [key, own[key] ?? SETTING_SPECS[key]])) as unknown as Settings

/** A whole number of a setting. @throws Error where the setting is a choice */
export function numberOf(settings: Settings, key: SettingKey): number {
  const { value } = settings[key]
  if (typeof value !== 'number') throw new Error(`the setting ${key} is no number`)
  return value
}

/** Why a value may not be set; undefined when it may. */
export function settingFault(key: SettingKey, setting: Setting): { vi: string; en: string } | undefined {
  const spec: SettingSpec = SETTING_SPECS[key]
  if (!spec.units.includes(setting.unit))
    return {
      vi: `đơn vị phải là một trong: ${spec.units.join(', ')}`,
      en: `the unit must be one of: ${spec.units.join(', ')}`,
    }
  if (spec.choices)
    return typeof setting.value === 'string' && spec.choices.includes(setting.value)
      ? undefined
      : {
          vi: `giá trị phải là một trong: ${spec.choices.join(', ')}`,
          en: `the value must be one of: ${spec.choices.join(', ')}`,
        }
  if (setting.unit === 'month_day')
    return typeof setting.value === 'string' && /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(setting.value)
      ? undefined
      : { vi: 'giá trị phải viết như 09-01', en: 'the value must be written as 09-01' }
  const [least, most] =
    setting.unit === 'percent' ? [1, 100] : setting.unit === 'day_of_month' ? [1, 28] : [1, 120]
  return typeof setting.value === 'number' &&
    Number.isInteger(setting.value) &&
    setting.value >= least &&
    setting.value <= most
    ? undefined
    : {
        vi: `giá trị phải là số nguyên từ ${least} đến ${most}`,
        en: `the value must be a whole number from ${least} to ${most}`,
      }
}

/** A setting in one sentence for a paper, where it is not confirmed. */
export function doubtOf(settings: Settings, key: SettingKey): string | undefined {
  const { value, unit, mark } = settings[key]
  if (mark === 'confirmed' || mark === 'reported' || mark === null) return undefined
  return `${SETTING_SPECS[key].vi}: ${value}${UNIT_WORDS[unit]}`
}

const UNIT_WORDS: Record<SettingUnit, string> = {
  working_day: ' ngày làm việc',
  calendar_day: ' ngày',
  percent: ' %',
  day_of_month: '',
  month_day: '',
  choice: '',
}
