import { expect, test } from 'vitest'
import { Problem, problem, problemKinds } from './index.ts'

const title = { vi: 'Không được.', en: 'No.' }

test('a code is declared once, has a form and an error’s status', () => {
  problem('test.once', { status: 409, title, constraints: ['test_once'] })
  expect(() => problem('test.once', { status: 409, title })).toThrow('declared twice')
  expect(() => problem('Test.Once', { status: 409, title })).toThrow('thing.what')
  expect(() => problem('once', { status: 409, title })).toThrow('thing.what')
  expect(() => problem('test.fine', { status: 200, title })).toThrow('200')
  expect(() => problem('test.other', { status: 409, title, constraints: ['test_once'] })).toThrow('test_once')
})

test('the catalogue lists every kind in order', () => {
  const codes = problemKinds().map(kind => kind.code)
  expect(codes).toContain('request.invalid_body')
  expect(codes).toEqual([...codes].sort())
})

test('what is added to a problem is added, not put in place of what it had', () => {
  const busy = problem('test.busy', {
    status: 503,
    title,
    detail: (n: number) => ({ vi: `${n}`, en: `${n}` }),
    retryAfter: 3,
  })
  const fault = { in: 'body', pointer: '/a', code: 'x', detail: 'y' } as const
  const made = busy(7)
    .with({ errors: [fault] })
    .with({ errors: [fault], members: { version: 2 } })
  expect(made).toBeInstanceOf(Problem)
  expect(made.extras).toEqual({
    errors: [fault, fault],
    headers: { 'Retry-After': '3' },
    members: { version: 2 },
  })
  expect(made.message).toBe('Không được. 7')
})
