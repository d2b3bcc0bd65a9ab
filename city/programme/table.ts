import { MEASURES, type Measure } from './figures.ts'
import { vi } from './programme.ts'
import type { Computed, Row, Verdict } from './verdict.ts'

const UNITS: Record<Measure, string> = {
  loans: 'khoản',
  households: 'hộ',
  people: 'người',
  million: 'triệu đ',
  average: 'triệu đ bình quân',
}
const VERDICTS: Record<Verdict, string> = {
  exact: 'khớp',
  consistent: 'phù hợp',
  contradiction: 'MÂU THUẪN',
  'cannot be computed': 'chưa tính được',
}

/** A printed number as it was printed; a computed one to the đồng-near hundredth of a million. */
const printedNumber = (value: number): string => vi(value, String(value).split('.')[1]?.length ?? 0)
const number = (measure: Measure, value: number): string =>
  vi(value, measure === 'million' || measure === 'average' ? 2 : 0)
const range = (measure: Measure, { lo, hi }: Computed): string =>
  lo === hi ? number(measure, lo) : `${number(measure, lo)}–${number(measure, hi)}`
const signed = (measure: Measure, value: number): string => {
  const shown = vi(value, measure === 'million' || measure === 'average' ? 2 : 0)
  return value > 0 ? `+${shown}` : shown
}

/** The programme table for the terminal, in Vietnamese. */
export function formatTable(rows: readonly Row[], year: number): string {
  const lines = [`Bảng chương trình năm ${year}`, '']
  const cells = (a: string, b: string, c: string, d: string): string =>
    `      ${a.padEnd(18)}${b.padStart(14)}${c.padStart(22)}${d.padStart(14)}`
  for (const row of rows) {
    lines.push(`${row.id}  ${row.title.vi} · ${VERDICTS[row.verdict]}`)
    lines.push(cells('', 'đã công bố', 'tính được', 'chênh lệch'))
    for (const measure of MEASURES) {
      const [printed, computed, difference] = [
        row.published[measure],
        row.computed[measure],
        row.difference[measure],
      ]
      if (printed === undefined && computed === undefined) continue
      lines.push(
        cells(
          UNITS[measure],
          printed === undefined ? '–' : printedNumber(printed),
          computed ? range(measure, computed) : '–',
          difference === undefined ? '' : signed(measure, difference),
        ),
      )
    }
    lines.push(
      ...wrap(row.why.vi.charAt(0).toUpperCase() + row.why.vi.slice(1), 92).map(line => `      ${line}`),
      '',
    )
  }
  return lines.join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
