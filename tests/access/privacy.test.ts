import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RETENTION } from '../../city/privacy/index.ts'
import { readFacts } from '../../engine/language/facts.ts'
import { readYaml } from '../../engine/language/index.ts'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const page = readFileSync(path.join(ROOT, 'docs/privacy.md'), 'utf8')

/** Names in backticks of the first cell of each row, by the table whose heading stands above. */
const documented = new Map<string, string[]>(
  [...page.matchAll(/^### `([a-z_]+)`\n([\s\S]*?)(?=^#)/gm)].map(([, table = '', section = '']) => [
    table,
    section
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([a-z0-9_]+)`/g)].map(m => m[1] ?? '')),
  ]),
)
const ofNobody = [
  ...(/^## Tables that say nothing of people\n([\s\S]*?)(?=^## )/m.exec(page)?.[1] ?? '').matchAll(
    /`([a-z_]+)`/g,
  ),
].map(m => m[1] ?? '')

describe('docs/privacy.md', () => {
  let store: TestStore
  const columns = new Map<string, string[]>()

  beforeAll(async () => {
    store = await testStore()
    const { rows } = await withOwner(store, tx =>
      tx.client.query<{ name: string; columns: string[] }>(
        `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') group by c.oid, c.relname`,
      ),
    )
    for (const row of rows) columns.set(row.name, row.columns)
    // one column for each declared fact is made after the migrations; what the law declares today counts whether it is there yet or not
    const file = readYaml('facts.yaml', readFileSync(path.join(ROOT, 'law/facts.yaml'), 'utf8')).file
    if (!file) throw new Error('law/facts.yaml cannot be read')
    const facts = readFacts(file, [])
    const add = (table: string, name: string): void => {
      const known = columns.get(table) ?? []
      if (!known.includes(name)) columns.set(table, [...known, name])
    }
    for (const name of facts.household.keys()) add('household', name)
    for (const [name, fact] of facts.person) add(fact.restricted ? 'person_restricted' : 'person', name)
  })
  afterAll(() => store.close())

  it('gives the purpose, basis and period of every column of every table about people', () => {
    const missing = [...columns]
      .filter(([table]) => !ofNobody.includes(table))
      .flatMap(([table, names]) =>
        names.filter(name => !documented.get(table)?.includes(name)).map(name => `${table}.${name}`),
      )
    expect(missing.sort()).toEqual([])
  })

  it('speaks of no table and no column that is not there', () => {
    const invented = [
      ...[...documented].flatMap(([table, names]) =>
        names.filter(name => !columns.get(table)?.includes(name)).map(name => `${table}.${name}`),
      ),
      ...ofNobody.filter(table => !columns.has(table)),
    ]
    expect(invented).toEqual([])
    expect(documented.size).toBeGreaterThan(25)
  })

  it('calls no table one about nobody that has a household, a person or a name in it', () => {
    const about =
      /^(household_id|person_id|full_name|identity_number|phone|account|content|response|subject)$/
    // a unit's own name; a template of an office; whether a benefit is for a household or a person
    const known = ['area_unit', 'law_text', 'paper_template', 'determination_benefit']
    const suspect = ofNobody.filter(table => columns.get(table)?.some(name => about.test(name)))
    expect(suspect.filter(table => !known.includes(table))).toEqual([])
  })

  it('has three cells after the columns in every row, none of them empty', () => {
    const rows = page.split('\n').filter(line => line.startsWith('| `'))
    const short = rows.filter(line => {
      const cells = line.split('|').slice(1, -1)
      return cells.length !== 4 || cells.some(cell => cell.trim() === '')
    })
    expect(short).toEqual([])
    expect(rows.length).toBeGreaterThan(50)
  })

  it('names every period after which something is deleted by itself', () => {
    const section = /^## Deleted by itself\n([\s\S]*?)(?=^## )/m.exec(page)?.[1] ?? ''
    const told = [...section.matchAll(/(\d+) days?/g)].map(m => Number(m[1])).sort((a, b) => a - b)
    for (const rule of RETENTION) expect([rule.id, told.includes(rule.days)]).toEqual([rule.id, true])
  })
})
