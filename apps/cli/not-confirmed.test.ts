import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { buildLaw } from '../../engine/check/index.ts'
import { MARKS, type Mark, worseMark } from '../../engine/language/index.ts'
import { LAW_FOLDER, readYamlFolder } from '../../platform/files/index.ts'
import { notConfirmed } from './not-confirmed.ts'

const sources = readYamlFolder()
const { law } = buildLaw(sources)

/** Marks as they stand in the text of a file: one for each value, where a series may share that of its parameter. */
function marksIn(text: string): Mark[] {
  const found: Mark[] = []
  const mark = (node: unknown): Mark | undefined => {
    const value = isMap(node) ? node.get('mark') : undefined
    return MARKS.find(m => m === value)
  }
  const visit = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) visit(item)
    if (!isMap(node)) return
    const values = node.get('values', true)
    const own = mark(node)
    if (isSeq(values)) for (const v of values.items) found.push(mark(v) ?? own ?? 'missing')
    else if (own) found.push(own)
    for (const { key, value } of node.items) if (!(isScalar(key) && key.value === 'values')) visit(value)
  }
  visit(parseDocument(text, { schema: 'failsafe' }).contents)
  return found
}

test('law check --strict lists every value, condition and act that is not confirmed, and nothing else', () => {
  const written = sources
    .filter(s => s.path !== 'programmes.yaml' && s.path !== 'facts.yaml' && !s.path.endsWith('.cases.yaml'))
    .flatMap(s => marksIn(s.text))
  const count = (marks: readonly Mark[], mark: Mark): number => marks.filter(m => m === mark).length
  const listed = notConfirmed(law).map(u => u.mark)
  for (const mark of MARKS.filter(m => m !== 'confirmed'))
    expect(count(listed, mark), mark).toBe(count(written, mark))
  expect(listed).not.toContain('confirmed')
})

test('the register names every law file that decides something, its first day and its worst mark', () => {
  const register = parseDocument(readFileSync(path.join(LAW_FOLDER, 'programmes.yaml'), 'utf8'), {
    schema: 'failsafe',
  }).toJS() as {
    programmes: Record<string, { mark: Mark; from: string }>
  }
  expect(Object.keys(register.programmes).sort()).toEqual([...law.files.keys()].sort())
  for (const file of law.files.values()) {
    const marks = notConfirmed(law)
      .filter(u => u.file === file.path)
      .map(u => u.mark)
    expect(register.programmes[file.id]?.mark, file.id).toBe(marks.reduce(worseMark, 'confirmed'))
  }
})
