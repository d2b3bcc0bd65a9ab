import { execFile } from 'node:child_process'
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecrets, placeSecrets, secretsFile } from './index.ts'

const here = JSON.stringify(path.resolve(import.meta.dirname, 'index.ts'))

describe('the secrets of a store', () => {
  let data = ''
  beforeEach(() => {
    data = path.join(mkdtempSync(path.join(tmpdir(), 'ansinh-secrets-')), 'data')
  })
  afterEach(() => rmSync(path.dirname(data), { recursive: true, force: true }))

  it('are made once, for the eyes of their owner, and are the same ever after', () => {
    const first = openSecrets(data)
    expect(statSync(secretsFile(data)).mode & 0o777).toBe(0o600)
    expect(readdirSync(data)).toEqual(['secrets.json'])
    const again = openSecrets(data)
    expect(again.masterKey.equals(first.masterKey)).toBe(true)
    expect({ ...again, derive: 0 }).toEqual({ ...first, derive: 0 })
    const passwords = [first.adminPassword, ...Object.values(first.rolePasswords)]
    expect(new Set(passwords).size).toBe(5)
  })

  it('are the same for two processes that start at once', async () => {
    const code = `import { openSecrets } from ${here}; process.stdout.write(openSecrets(process.argv[1]).adminPassword)`
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, data])
    const said = await Promise.all([run(), run(), run(), run()])
    expect(new Set(said.map(s => s.stdout)).size).toBe(1)
    expect(readdirSync(data)).toEqual(['secrets.json'])
  })

  it('sign a checkpoint that the public half confirms', () => {
    const { checkpoint } = openSecrets(data)
    const text = Buffer.from('checkpoint')
    const signature = sign(null, text, createPrivateKey(checkpoint.privateKey))
    expect(verify(null, text, createPublicKey(checkpoint.publicKey), signature)).toBe(true)
    expect(verify(null, Buffer.from('another'), createPublicKey(checkpoint.publicKey), signature)).toBe(false)
  })

  it('give another key for each purpose', () => {
    const secrets = openSecrets(data)
    expect(secrets.derive('cursors')).toHaveLength(32)
    expect(secrets.derive('cursors').equals(openSecrets(data).derive('cursors'))).toBe(true)
    expect(secrets.derive('cursors').equals(secrets.derive('uploads'))).toBe(false)
    expect(secrets.derive('cursors').equals(secrets.masterKey)).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('are refused when others can read them', () => {
    openSecrets(data)
    chmodSync(secretsFile(data), 0o644)
    expect(() => openSecrets(data)).toThrow(/chmod 600/)
  })

  it('are not made anew beside data that only the lost ones could open', () => {
    mkdirSync(path.join(data, 'pg'), { recursive: true })
    writeFileSync(path.join(data, 'pg', 'PG_VERSION'), '18\n')
    expect(() => openSecrets(data)).toThrow(/bản sao lưu/)
    expect(readdirSync(data)).toEqual(['pg'])
  })

  it('say which part is damaged, and never what it is', () => {
    openSecrets(data)
    const kept = JSON.parse(readFileSync(secretsFile(data), 'utf8'))
    writeFileSync(secretsFile(data), JSON.stringify({ ...kept, master_key: 'short' }))
    expect(() => openSecrets(data)).toThrow(/master_key/)
    expect(() => openSecrets(data)).not.toThrow(/short/)
  })

  it('come back from a backup, but never over others', () => {
    const kept = openSecrets(data)
    const text = readFileSync(secretsFile(data), 'utf8')
    const other = path.join(path.dirname(data), 'other')
    expect(placeSecrets(other, text).masterKey.equals(kept.masterKey)).toBe(true)
    expect(() => placeSecrets(other, text)).toThrow(/secrets\.json/)
  })
})
