import { describe, expect, test } from 'vitest'
import { readYamlFolder } from '../../platform/files/index.ts'
import { Programs, readCases, runCase } from '../cases/index.ts'
import { buildLaw } from '../check/index.ts'
import { smallLaw } from '../explain/fixture.ts'
import { readYaml } from '../language/yaml-file.ts'
import { type Documented, escaped, lawPage, lawPages, lawText, readProgrammes } from './index.ts'

const VOID = new Set(['br', 'meta', '!doctype'])

/** Tags that are closed in the wrong order or never. */
function unbalanced(text: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name] of text
    .replace(/<style>.*?<\/style>/s, '')
    .matchAll(/<(\/?)([!a-z0-9]+)[^>]*>/g)) {
    if (!name || VOID.has(name)) continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

describe('pages of the small law', () => {
  const of: Documented = { law: smallLaw(), cases: [], programmes: new Map() }
  const file = of.law.files.get('hp/support')
  if (!file) throw new Error('no file')

  test('everything that HTML could take for markup is written out', () => {
    expect(escaped(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;')
    const text = lawPage(of, file, 'vi')
    expect(text).toContain('Hỗ trợ &lt;thu nhập&gt; &amp; khác')
    expect(text).not.toContain('<thu nhập>')
  })

  test('a missing value stands out, and every value has mark and source', () => {
    const text = lawPage(of, file, 'vi')
    expect(text).toContain('<span class="absent">chưa có</span>')
    expect(text).toContain('not found')
    expect(lawPage(of, file, 'en')).toContain('unconfirmed')
  })

  test('rules stand in words, with the expression beside them', () => {
    const text = lawPage(of, file, 'vi')
    expect(text).toContain('dưới 16 tuổi')
    expect(text).toContain('không phải là trẻ em mồ côi')
    expect(text).toContain('<code>age &lt; child_age &amp;&amp; !is_orphan || age &gt;= elderly_age</code>')
  })

  test('the terminal shows the version of a day, and says where there is none', () => {
    expect(lawText(of.law, file, 'vi')).toContain('Nhóm b: Trẻ em hoặc người cao tuổi')
    expect(lawText(of.law, file, 'vi', 0)).toContain('Không có bản nào có hiệu lực ngày 01-01-1970.')
  })
})

describe('pages of the real law', () => {
  const sources = readYamlFolder()
  const { law, findings } = buildLaw(sources)
  const programs = new Programs(law)
  const cases = sources
    .filter(s => s.path.endsWith('.cases.yaml'))
    .flatMap(s => readCases(s, law.facts, []))
    .map(c => runCase(c, programs))
  const register = readYaml(
    'programmes.yaml',
    sources.find(s => s.path === 'programmes.yaml')?.text ?? '',
  ).file
  if (!register) throw new Error('no register')
  const programmes = readProgrammes(register, [])
  const pages = lawPages({ law, cases, programmes })

  test('there is an index and a page for each file in each language', () => {
    expect(findings).toEqual([])
    expect(pages.length).toBe(2 * (law.files.size + 1))
    expect([...programmes.keys()].filter(id => !law.files.has(id))).toEqual([])
  })

  test('each is a whole, balanced document that asks nothing from outside and is in its language', () => {
    for (const { path, text } of pages) {
      expect(unbalanced(text), path).toEqual([])
      expect(text.startsWith(`<!doctype html>\n<html lang="${path.slice(0, 2)}">`), path).toBe(true)
      expect(text, path).not.toMatch(/(src|href)="(https?:)?\/\/|@import|url\(|<script|undefined|\[object/)
    }
  })

  test('every link leads to a page that is there', () => {
    const names = new Set(pages.map(p => p.path))
    for (const { path, text } of pages) {
      for (const [, href] of text.matchAll(/href="([^"#]+)"/g))
        expect(
          names.has(href?.startsWith('../') ? href.slice(3) : `${path.slice(0, 2)}/${href}`),
          `${path}: ${href}`,
        ).toBe(true)
      for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text, path).toContain(`id="${id}"`)
    }
  })
})
