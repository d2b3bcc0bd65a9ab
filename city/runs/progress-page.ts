/** How far a run is, as a page that looks again by itself until the run has ended: no script, nothing from elsewhere. */
import { html, type z } from '../../platform/http/index.ts'
import { findUnit } from '../areas/index.ts'
import type { Part, Progress } from './schemas.ts'

const STATES: Readonly<Record<z.infer<typeof Part>['state'], string>> = {
  waiting: 'đang chờ',
  running: 'đang xét',
  done: 'xong',
  failed: 'có lỗi',
  cancelled: 'đã hủy',
}
const AGAIN_SECONDS = 3
const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;padding:0 1rem}progress{width:100%;height:1.25rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #ccc}.n{text-align:right}'

const count = (n: number | null): string => (n === null ? '' : n.toLocaleString('vi-VN'))

/** The page in Vietnamese. */
export function progressPage({ run, parts, communes, done }: z.infer<typeof Progress>) {
  const isOpen = run.state === 'waiting' || run.state === 'running'
  const month = run.month.split('-').reverse().join('/')
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${isOpen ? html`<meta http-equiv="refresh" content="${AGAIN_SECONDS}">` : ''}
<title>Xét hưởng tháng ${month}: ${done}/${communes}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Xét hưởng tháng ${month}, lần xét ${run.run_id}</h1>
<p>${STATES[run.state]}: ${count(done)} trong ${count(communes)} xã, phường, đặc khu; ${count(run.households)} hộ,
${count(run.granted)} quyền lợi được hưởng, ${count(run.undetermined)} chưa xác định được.</p>
<progress max="${Math.max(communes, 1)}" value="${done}">${done}/${communes}</progress>
<table>
<tr><th>Xã, phường, đặc khu</th><th>Tình trạng</th><th class="n">Hộ</th><th class="n">Được hưởng</th><th class="n">Chưa xác định được</th></tr>
${parts.map(
  part => html`<tr><td>${findUnit(part.commune_code)?.name ?? part.commune_code}</td><td>${STATES[part.state]}${part.problem === null ? '' : `: ${part.problem}`}</td>
<td class="n">${count(part.households)}</td><td class="n">${count(part.granted)}</td><td class="n">${count(part.undetermined)}</td></tr>
`,
)}</table>
</body>
</html>`
}
