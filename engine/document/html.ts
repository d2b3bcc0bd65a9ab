import type { Language } from '../explain/index.ts'

/** HTML that is safe to put into a page as it stands. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | undefined | false | readonly Part[]

/** Text with everything that HTML could read as markup written out. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** A template whose values are escaped unless they are HTML already; lists are joined, undefined and false left out. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Html {
  return { html: strings.reduce((text, s, i) => text + s + (i < values.length ? shown(values[i]) : ''), '') }
}

function shown(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(shown).join('')
  return escaped(String(part))
}

/** Inline style of the pages. No request leaves the page: no font, no script, no picture. */
const STYLE = `
:root{--paper:#FBFAF7;--ink:#1D2733;--soft:#5A6673;--line:#DCD8CE;--accent:#0F6B66;--amber:#8A5A10}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:15px/1.55 "Inter Variable",Inter,system-ui,"Segoe UI","Noto Sans","Open Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 24px 80px;max-width:1080px;overflow-wrap:break-word}
p,li,dd{max-width:74ch}h1,h2,h3,h4{line-height:1.3;font-weight:600;margin:0}
h1{font-size:30px;margin:16px 0 8px;max-width:28ch}h2{font-size:22px;margin:56px 0 8px;padding-top:16px;border-top:1px solid var(--line)}h3{font-size:17px;margin:32px 0 8px}h4{font-size:15px;margin:0 0 4px}
p{margin:8px 0}a{color:var(--accent);text-underline-offset:2px}ul{margin:4px 0;padding-left:20px}
nav{display:flex;gap:16px;flex-wrap:wrap;font-size:13px;color:var(--soft);padding-bottom:8px;border-bottom:1px solid var(--line)}nav .end{margin-left:auto}
.lead{font-size:17px;margin:8px 0 16px}.soft,.source{color:var(--soft)}.source{font-size:13px}
dl{display:grid;grid-template-columns:minmax(120px,max-content) minmax(0,1fr);gap:4px 24px;margin:16px 0}dt{color:var(--soft)}dd{margin:0}
.scroll{overflow-x:auto;margin:8px 0}table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.45}
th,td{border-bottom:1px solid var(--line);padding:8px 12px 8px 0;text-align:left;vertical-align:top}th{font-weight:600;color:var(--soft)}th.n,td.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}td:first-child{min-width:168px}td.d .soft{white-space:normal}
td:last-child,th:last-child{padding-right:0}
code{font:12px/1.6 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
.rule{padding:12px 0;border-bottom:1px solid var(--line)}.rule code{display:block;margin-top:4px}.logic{list-style:none;padding-left:16px;border-left:1px solid var(--line)}.logic>li{margin:2px 0}.op{color:var(--soft);font-size:13px}
.mark{white-space:nowrap;font-size:13px}.mark.confirmed{color:var(--accent)}.mark.missing{color:var(--amber);font-weight:600}.mark.unconfirmed{border-bottom:1px dotted var(--soft)}
.absent{color:var(--amber);font-weight:600}.fail{color:#A63A2B;font-weight:600}.ok{color:var(--accent)}
footer{margin-top:64px;padding-top:8px;border-top:1px solid var(--line);font-size:12px;color:var(--soft)}
@media (max-width:600px){body{padding:16px 16px 64px}h1{font-size:24px}h2{font-size:20px;margin-top:40px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}
table.cards thead{position:absolute;left:-9999px}table.cards tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}table.cards td{display:block;min-width:0;border:0;padding:2px 0;text-align:left;white-space:normal}table.cards td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}}
@media print{html{background:#fff;font-size:11pt}body{max-width:none;padding:0}nav{display:none}a{color:inherit;text-decoration:none}tr,.rule{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}}
`.replaceAll('\n', '')

/** A whole page. */
export function page(lang: Language, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
${body}
</body>
</html>
`.html
}
