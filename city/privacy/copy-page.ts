/** A person's copy as a page to be printed or saved: no script, nothing from elsewhere. */
import { SIGNS, type Sign } from '../duplicates/index.ts'
import type { CopiedValue, PersonCopy } from './person-copy.ts'
import { ACCESSES, DELIVERIES, MEMBER_STATES, OUTCOMES } from './words.ts'

/** The copy in Vietnamese, as one HTML file. */
export function pageOfCopy(copy: PersonCopy): string {
  const parts = [
    section('Thông tin về người này', valuesTable(copy.values)),
    ...copy.households.map(home =>
      section(
        `Hộ ${home.household_id}, ${home.commune}`,
        paragraph(
          `Vào hộ từ ${day(home.joined_on)}${home.left_on === null ? '' : `, rời hộ từ ${day(home.left_on)}`}.`,
        ) + valuesTable(home.values),
      ),
    ),
    section(
      'Những gì đã được ghi',
      table(
        ['Có hiệu lực', 'Ghi lúc', 'Việc', 'Nội dung về người này', 'Người ghi', 'Nơi ghi'],
        copy.actions.map(a => [
          day(a.effective_on),
          moment(a.recorded_at),
          a.what,
          a.said.map(s => `${s.label}: ${s.shown}`).join('; '),
          a.by,
          a.commune,
        ]),
      ),
    ),
    section(
      'Quyền lợi đã được xét',
      table(
        ['Tháng', 'Chính sách', 'Của', 'Kết quả', 'Số tiền', 'Còn chờ'],
        copy.entitlements.map(e => [
          e.month.split('-').reverse().join('/'),
          e.title,
          ownerOf(e.person_id),
          OUTCOMES[e.outcome] ?? e.outcome,
          e.amount === null
            ? e.amount_open
              ? 'chưa xác định'
              : (e.share ?? '')
            : `${e.amount.toLocaleString('vi-VN')} đồng`,
          (e.missing ?? []).join(', '),
        ]),
      ),
    ),
    section(
      'Đã chi trả, đã giao',
      table(
        ['Tháng', 'Chính sách', 'Của', 'Tình trạng', 'Số tiền', 'Ngày', 'Chứng từ'],
        copy.deliveries.map(d => [
          d.month.split('-').reverse().join('/'),
          d.benefit,
          ownerOf(d.person_id),
          DELIVERIES[d.state] ?? d.state,
          d.amount === null ? '' : `${d.amount.toLocaleString('vi-VN')} đồng`,
          day(d.on_day),
          d.reference ?? '',
        ]),
      ),
    ),
    section(
      'Rà soát',
      table(
        ['Đợt', 'Hộ', 'Tình trạng', 'Từ ngày', 'Kết quả', 'Quyết định'],
        copy.reviews.map(r => [
          r.round,
          r.household_id,
          r.state,
          day(r.since),
          r.standing ?? '',
          r.decision_number === null ? '' : `${r.decision_number} ngày ${day(r.decided_on ?? '')}`,
        ]),
      ),
    ),
    section(
      'So sánh với hồ sơ khác vì nghi trùng',
      table(
        ['Lúc', 'Vì sao', 'Kết luận'],
        copy.comparisons.map(c => [
          moment(c.found_at),
          c.reasons.map(r => SIGNS[r as Sign]?.vi ?? r).join(' '),
          c.state === 'merged' ? 'một người' : c.state === 'dismissed' ? 'hai người' : 'chưa có',
        ]),
      ),
    ),
    section(
      'Ai đã xem, ai đã sửa',
      table(
        ['Lúc', 'Việc', 'Người làm', 'Địa bàn'],
        copy.accesses.map(a => [moment(a.at), ACCESSES[a.action] ?? a.action, a.by, a.area]),
      ),
    ),
  ]
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Bản sao dữ liệu cá nhân ${text(copy.person_id)}</title>
<style>body{font:14px/1.45 serif;max-width:60em;margin:2em auto;padding:0 1em}h1{font-size:20px}h2{font-size:16px;margin-top:1.6em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:3px 6px;text-align:left;vertical-align:top}th{background:#eee}</style></head>
<body><h1>Bản sao dữ liệu cá nhân</h1>
${paragraph(`Mã người: ${copy.person_id}. Tình trạng: ${MEMBER_STATES[copy.state] ?? copy.state}.`)}
${paragraph(`Lập lúc ${moment(copy.made_at)} bởi ${copy.made_by}.`)}
${paragraph(scopeOf(copy))}
${parts.join('\n')}
</body></html>
`
}

const scopeOf = (copy: PersonCopy): string =>
  copy.whole_city
    ? 'Bản sao gồm toàn bộ dữ liệu về người này trong kho của thành phố.'
    : `Bản sao gồm dữ liệu về người này ở: ${copy.communes.join(', ')}. Nếu trước đó người này ở xã khác, cán bộ thành phố lập được bản sao đầy đủ.`

const ownerOf = (person_id: string): string => (person_id === '' ? 'hộ' : 'người này')

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (value: string): string => value.replaceAll(/[&<>"']/g, sign => ESCAPED[sign] ?? '')
const paragraph = (value: string): string => `<p>${text(value)}</p>`
const section = (title: string, content: string): string => `<h2>${text(title)}</h2>\n${content}`
const day = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/')

const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
})
const moment = (iso: string): string => CLOCK.format(new Date(iso))

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return paragraph('Không có.')
  const line = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map(cell => `<${tag}>${text(cell)}</${tag}>`).join('')}</tr>`
  return `<table>${line(heads, 'th')}${rows.map(row => line(row, 'td')).join('\n')}</table>`
}

const valuesTable = (values: readonly CopiedValue[]): string =>
  table(
    ['Mục', 'Giá trị', 'Từ việc', 'Có hiệu lực', 'Người ghi'],
    values.map(v => [v.label, v.shown, v.source.what, day(v.source.effective_on), v.source.by]),
  )
