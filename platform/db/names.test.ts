import { describe, expect, it } from 'vitest'
import { checkUrl } from './connect.ts'
import { fillNames, storeNames } from './names.ts'

describe('the name of a province', () => {
  it('becomes schemas and roles', () => {
    expect(storeNames('hai-phong')).toEqual({
      province: 'hai-phong',
      schema: 'hai_phong',
      auth: 'hai_phong_auth',
      jobs: 'hai_phong_jobs',
      roles: {
        owner: 'hai_phong_owner',
        app: 'hai_phong_app',
        worker: 'hai_phong_worker',
        auth: 'hai_phong_auth',
      },
    })
  })

  it.each([
    '',
    'h',
    'Hai-Phong',
    'hải-phòng',
    'hai phong',
    '1-hai',
    'a"; drop',
    'pg-catalog',
    'x'.repeat(32),
  ])('%j is refused', name => {
    expect(() => storeNames(name)).toThrow(name.startsWith('pg-') ? /giữ riêng/ : /không hợp lệ/)
  })

  it('is written into a migration, quoted, and an unknown placeholder is refused', () => {
    const names = storeNames('hai-phong')
    expect(fillNames('grant usage on schema {{auth}} to {{ auth_role }}', names)).toBe(
      'grant usage on schema "hai_phong_auth" to "hai_phong_auth"',
    )
    expect(() => fillNames('grant all to {{everybody}}', names)).toThrow(/everybody/)
  })
})

describe('the address of a server', () => {
  it.each([
    'localhost',
    'http://a/b',
    'postgres:///ansinh',
    'postgres://user:hunter2@host',
    'postgres://user:hunter2@host/',
  ])('%s is refused without repeating a password', url => {
    expect(() => checkUrl(url)).toThrow(/DATABASE_URL/)
    expect(() => checkUrl(url)).not.toThrow(/hunter2/)
  })
  it('may be complete', () => {
    expect(checkUrl('postgresql://u:p@db.example:5433/ansinh?sslmode=require')).toContain('5433')
  })
})
