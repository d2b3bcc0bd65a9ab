import { useLanguage } from '../language/index.ts'

/** How numbers, money and days are written: `1.234.000 đ`, `31-12-2023`, `1,49 %`. */
export interface Formats {
  readonly number: (n: number) => string
  readonly money: (dong: number) => string
  /** `2026-11-30` → `30-11-2026` (Vietnamese), `30 Nov 2026` (English). */
  readonly day: (iso: string) => string
  readonly month: (iso: string) => string
  readonly moment: (iso: string) => string
  /** A part of one: 0.0149 → `1,49 %`. */
  readonly percent: (part: number, digits?: number) => string
}

const ZONE = 'Asia/Ho_Chi_Minh'

function formats(locale: 'vi-VN' | 'en-GB'): Formats {
  const isVi = locale === 'vi-VN'
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const moments = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const date = (iso: string) => new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  const day = (iso: string): string => {
    const [y = '', m = '', d = ''] = iso.slice(0, 10).split('-')
    return isVi ? `${d}-${m}-${y}` : `${Number(d)} ${shortMonth.format(date(iso))} ${y}`
  }
  return {
    number: n => plain.format(n),
    money: dong => `${plain.format(dong)} đ`,
    day,
    month: iso =>
      isVi
        ? `${iso.slice(5, 7)}-${iso.slice(0, 4)}`
        : `${shortMonth.format(date(`${iso.slice(0, 7)}-01`))} ${iso.slice(0, 4)}`,
    moment: iso => {
      const parts = Object.fromEntries(moments.formatToParts(new Date(iso)).map(p => [p.type, p.value]))
      const on = `${parts['year']}-${parts['month']}-${parts['day']}`
      return `${day(on)} ${parts['hour']}:${parts['minute']}`
    },
    percent: (part, digits = 2) =>
      `${new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(part * 100)} %`,
  }
}

export const FORMATS = { vi: formats('vi-VN'), en: formats('en-GB') } as const
export const useFormats = (): Formats => FORMATS[useLanguage()]

/** The day in Vietnam as YYYY-MM-DD. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date())

export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The last day of a month `2026-11`. */
export function lastDay(month: string): string {
  const [y = 0, m = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10)
}
