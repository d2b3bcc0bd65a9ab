import { numberOf, type Settings } from './settings.ts'

/** What the minutes say of one household. */
export interface Vote {
  readonly present: number
  readonly agreed: number
}

/** Why numbers of a meeting cannot be; undefined when they can. */
export function voteFault({ present, agreed }: Vote): { vi: string; en: string } | undefined {
  if (!Number.isInteger(present) || present < 1)
    return { vi: 'số người dự họp phải từ 1 trở lên', en: 'at least one person must be present' }
  if (!Number.isInteger(agreed) || agreed < 0 || agreed > present)
    return {
      vi: `số người đồng ý phải từ 0 đến số người dự họp (${present})`,
      en: `those who agree must be 0 to ${present}, the number present`,
    }
  return undefined
}

/** Do enough of those present agree? Half of them is enough (Decision 24/2021/QĐ-TTg, Art. 4: at least 50 %; whole numbers, no rounding). */
export const passes = (settings: Settings, { present, agreed }: Vote): boolean =>
  agreed * 100 >= numberOf(settings, 'agreement_percent') * present
