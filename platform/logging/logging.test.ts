import { describe, expect, it } from 'vitest'
import { Failure } from '../failure/index.ts'
import { createLogger } from './index.ts'

function kept() {
  const lines: string[] = []
  const log = createLogger({ to: { write: line => void lines.push(line) } })
  return { log, read: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

describe('the log', () => {
  it('is one object a line, with time, level and text', () => {
    const { log, read } = kept()
    log.warn({ route: '/api/areas/{code}', ms: 3 }, 'slow')
    expect(read()).toMatchObject({ level: 'warn', route: '/api/areas/{code}', ms: 3, msg: 'slow' })
    expect(read()['time']).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('never holds a name, a number or a secret, even where somebody writes one', () => {
    const { log, read } = kept()
    log.info(
      { token: 't-1', person: { full_name: 'Nguyễn Văn A', identity_number: '999000000001', kind: 'head' } },
      'x',
    )
    const text = JSON.stringify(read())
    expect(text).not.toMatch(/t-1|Nguyễn|999000000001/)
    expect(text).toContain('head')
  })

  it('tells where an error arose, and not what it said about a row', () => {
    const { log, read } = kept()
    const cause = Object.assign(new Error('Key (identity_number)=(999000000001) already exists'), {
      code: '23505',
      constraint: 'one_number',
    })
    log.error({ err: new Error('could not save Nguyễn Văn A', { cause }) }, 'failed')
    const text = JSON.stringify(read())
    expect(text).toContain('logging.test.ts')
    expect(text).toContain('one_number')
    expect(text).not.toMatch(/Nguyễn|999000000001/)
  })

  it('keeps the words of a failure that were written for people, and of code and of the machine', () => {
    const { log, read } = kept()
    log.error({ err: new Failure('đĩa đầy') }, 'failed')
    expect(read()['err']).toMatchObject({ message: 'đĩa đầy' })
    log.error(
      {
        err: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
          syscall: 'connect',
          code: 'ECONNREFUSED',
        }),
      },
      'x',
    )
    expect(read()['err']).toMatchObject({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' })
  })
})
