import { expect, test } from 'vitest'
import { Programs, readCases, runCase, type WorkedCase } from '../engine/cases/index.ts'
import { buildLaw } from '../engine/check/index.ts'
import { readYamlFolder } from '../platform/files/index.ts'
import { type Alteration, alterations } from './alterations.ts'

const sources = readYamlFolder()
const { law } = buildLaw(sources)
const cases = sources.filter(s => s.path.endsWith('.cases.yaml')).flatMap(s => readCases(s, law.facts, []))

const categories = [...law.facts.categories.values()].map(c => c.words)

/** Cases that can notice a change of a file: its own first, then those of every other file (its rules may decide there). */
function casesFor(id: string): WorkedCase[] {
  return [...cases.filter(c => c.fileId === id), ...cases.filter(c => c.fileId !== id)]
}

/** Is the altered law refused by the checks, or does a worked example fail? */
function noticed(alteration: Alteration): boolean {
  const altered = sources.map(s => (s.path === alteration.path ? { path: s.path, text: alteration.text } : s))
  const { law: other, findings } = buildLaw(altered)
  if (findings.length > 0) return true
  const programs = new Programs(other)
  return casesFor(alteration.path.replace(/\.yaml$/, '')).some(
    c => runCase(c, programs).differences.length > 0,
  )
}

const files = sources.filter(s => s.path.includes('/') && !s.path.endsWith('.cases.yaml'))

test('the worked examples all pass before anything is altered', () => {
  const programs = new Programs(law)
  expect(cases.flatMap(c => runCase(c, programs).differences)).toEqual([])
  expect(files.length).toBeGreaterThan(20)
})

test.each(files.map(s => [s.path, s] as const))(
  'altering any one value of %s makes a worked example fail',
  { timeout: 600_000 },
  (_path, source) => {
    const all = alterations(source, categories)
    const unnoticed = all.filter(a => !noticed(a)).map(a => `${source.path}:${a.line} ${a.what}`)
    const decides = law.files.get(source.path.replace(/\.yaml$/, ''))?.versions.some(v => !v.notApplicable)
    expect(all.length > 0).toBe(decides)
    expect(unnoticed).toEqual([])
  },
)
