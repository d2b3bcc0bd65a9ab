/** Every route is asked by a test beside it. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, readText } from './tree.ts'

const ROUTE = /method: '(\w+)',\s*path: ['`]([^'`]+)['`],\s*operationId: ['`]([^'`]+)['`]/g

interface Found {
  readonly folder: string
  readonly operation: string
  readonly path: string
}

const read = (pattern: RegExp): [file: string, text: string][] =>
  listFiles()
    .filter(file => pattern.test(file))
    .map(file => [file, readText(file)])

const routesIn = (files: readonly [string, string][]): Found[] =>
  files
    .filter(([file]) => !file.endsWith('.test.ts'))
    .flatMap(([file, text]) =>
      [...text.matchAll(ROUTE)].map(([, method = '', at = '', operation = '']) => ({
        folder: path.dirname(file),
        operation: `${method} ${operation}`,
        path: at,
      })),
    )

/** What a test must hold to have asked for it: all that stands behind the last parameter, else all before it. */
function sign(at: string): string {
  const [before = '', ...rest] = at.split(/\$?\{[^}]+\}/).filter(part => part !== '/')
  return rest.at(-1) || before
}

function unasked(routes: readonly Found[], tests: readonly [string, string][]): string[] {
  return routes
    .filter(({ folder, path: at }) => {
      const wanted = sign(at)
      return !tests.some(([file, text]) => path.dirname(file) === folder && text.includes(wanted))
    })
    .map(({ operation, path: at }) => `${operation} ${at}`)
}

describe('routes', () => {
  const files = read(/^city\/[^/]+\/[^/]+\.ts$/)

  it('are found', () => {
    expect(routesIn(files).length).toBeGreaterThan(130)
  })

  it('are asked by a test in their folder', () => {
    const tests = read(/^city\/[^/]+\/[^/]+\.test\.ts$/)
    expect(unasked(routesIn(files), tests)).toEqual([])
  })

  it('that nobody asks are noticed', () => {
    const planted: [string, string][] = [
      ['city/x/routes.ts', `method: 'get', path: '/x/{id}/never-asked', operationId: 'neverAsked'`],
    ]
    expect(unasked(routesIn(planted), [['city/x/a.test.ts', `get('/x/1')`]])).toEqual([
      'get neverAsked /x/{id}/never-asked',
    ])
  })
})
