import type { Schemas } from '../../api/client.ts'
import { useSettingsWords } from './words.ts'

export type Setting = Schemas['ReviewSetting']
type Valued = Pick<Setting, 'value' | 'unit'>
const CHOICES = ['none', 'province', 'requests', 'yes', 'no'] as const

/** A choice in words; as it stands where nobody gave it words. */
export function useChoiceWord(): (choice: string) => string {
  const t = useSettingsWords()
  return choice => {
    const known = CHOICES.find(one => one === choice)
    return known === undefined ? choice : t(`choices.${known}`)
  }
}

/** A value with its unit: `3 ngày làm việc`, `ngày 15 hằng tháng`, `50 %`. */
export function useSettingValue(): (setting: Valued) => string {
  const t = useSettingsWords()
  const choiceWord = useChoiceWord()
  return ({ value, unit }) => {
    if (unit === 'choice') return choiceWord(String(value))
    if (unit === 'month_day') {
      const [month = '', day = ''] = String(value).split('-')
      return `${day}-${month}`
    }
    if (unit === 'day_of_month') return `${t('on_day', { day: value })} ${t('units.day_of_month')}`
    return `${value} ${t(`units.${unit}`)}`
  }
}
