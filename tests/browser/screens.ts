/**
 * Pictures of pages of a running server, to be looked at: `npm run screens -- [--url http://127.0.0.1:3000] [--data .data/demo-store]
 * [--as canbo] [--out .data/screens] [--widths 1440,1024,390] [--dark] [--en] [--full] /today /households …`. Says what axe finds and which errors the console had.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from './chromium.ts'
import { type Office, visit } from './visit.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    data: { type: 'string', default: '.data/demo-store' },
    as: { type: 'string' },
    out: { type: 'string', default: '.data/screens' },
    widths: { type: 'string', default: '1440,1024,390' },
    dark: { type: 'boolean', default: false },
    en: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
})
const users = JSON.parse(
  readFileSync(path.join(values.data, 'demo-sign-ins.json'), 'utf8'),
) as Office['users']
const office: Office = { url: values.url, users }
mkdirSync(values.out, { recursive: true })
const browser = await launch()
try {
  for (const width of values.widths.split(',').map(Number)) {
    const phone = width < 600
    const seen = await visit(browser, office, {
      width,
      height: phone ? 844 : 900,
      dark: values.dark,
      language: values.en ? 'en' : 'vi',
    })
    if (values.as !== undefined) await seen.signIn(values.as)
    for (const at of positionals) {
      await seen.open(at)
      const name = `${values.as ?? 'citizen'}${at.replace(/[^\w-]+/g, '_')}-${width}${values.dark ? '-dark' : ''}${values.en ? '-en' : ''}.png`
      await seen.page.screenshot({ path: path.join(values.out, name), fullPage: values.full })
      const wide = await seen.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      const faults = await seen.axe()
      console.log(`${path.join(values.out, name)}${wide > 0 ? `  TOO WIDE by ${wide}px` : ''}`)
      for (const fault of faults) console.log(`  axe: ${fault}`)
      for (const error of seen.errors.splice(0)) console.log(`  console: ${error}`)
    }
    await seen.close()
  }
} finally {
  await browser.close()
}
