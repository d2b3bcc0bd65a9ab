import { useLanguage } from '../language/index.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A size as people read it: `351 MB`, `63,2 GB`. */
export function useBytes(): (bytes: number) => string {
  const locale = useLanguage() === 'vi' ? 'vi-VN' : 'en-GB'
  return bytes => {
    const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
    const value = bytes / 1000 ** step
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: value < 100 ? 1 : 0 })
    return `${format.format(value)} ${UNITS[step]}`
  }
}
