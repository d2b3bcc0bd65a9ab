import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { BackupFailure } from './failure.ts'
import { type BackupRecord, readRecords, writeRecords } from './records.ts'
import { readSealedFile, writeSealedFile } from './sealed-file.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'ansinh-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const PASS = 'mật khẩu dài của bản sao lưu'
let made = 0
const fresh = () => path.join(folder, `${made++}.ansinh`)

async function* pieces(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

async function sealed(...parts: Buffer[]): Promise<string> {
  const file = fresh()
  await writeSealedFile(file, PASS, pieces(...parts), 'light')
  return file
}

async function faultOf(run: Promise<unknown>): Promise<string> {
  try {
    await run
    return 'none'
  } catch (e) {
    if (!(e instanceof BackupFailure)) throw e
    return e.fault
  }
}

describe('a sealed file', () => {
  test('gives back what was written, from nothing to several frames', async () => {
    for (const size of [0, 1, 262_143, 262_144, 262_145, 1_500_000]) {
      const bytes = randomBytes(size)
      expect((await collect(readSealedFile(await sealed(bytes), PASS))).equals(bytes), `${size}`).toBe(true)
    }
  })

  test('holds neither the words nor the passphrase in the clear, and only its owner may read it', async () => {
    const file = await sealed(Buffer.from('Nguyễn Thị Hoa'.repeat(3)))
    const bytes = readFileSync(file)
    expect(bytes.includes('Nguyễn')).toBe(false)
    expect(bytes.includes(PASS)).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('opens with its passphrase only, however the marks of the letters are encoded', async () => {
    const file = await sealed(Buffer.from('x'))
    expect(await faultOf(collect(readSealedFile(file, `${PASS} `)))).toBe('wrong_passphrase')
    expect((await collect(readSealedFile(file, PASS.normalize('NFD')))).toString()).toBe('x')
  })

  test('the same content gives another file each time', async () => {
    const [a, b] = [await sealed(Buffer.from('x')), await sealed(Buffer.from('x'))]
    expect(readFileSync(a).equals(readFileSync(b))).toBe(false)
  })

  test('is refused when any single byte differs, and gives no byte of the frame that does', async () => {
    const bytes = randomBytes(600_000)
    const whole = readFileSync(await sealed(bytes))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(whole.length - 1),
          fc.nat(400),
          fc.integer({ min: whole.length - 400, max: whole.length - 1 }),
        ),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const file = fresh()
          const altered = Buffer.from(whole)
          altered[at] = (altered[at] ?? 0) ^ change
          writeFileSync(file, altered)
          const seen: Buffer[] = []
          const fault = await faultOf(
            (async () => {
              for await (const part of readSealedFile(file, PASS)) seen.push(part)
            })(),
          )
          rmSync(file)
          expect(['damaged', 'truncated', 'no_backup']).toContain(fault)
          const got = Buffer.concat(seen)
          expect(got.equals(bytes.subarray(0, got.length))).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is refused when it was cut off anywhere', async () => {
    const whole = readFileSync(await sealed(randomBytes(600_000)))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.nat(whole.length - 1), fc.nat(400)), async length => {
        const file = fresh()
        writeFileSync(file, whole.subarray(0, length))
        const fault = await faultOf(collect(readSealedFile(file, PASS)))
        rmSync(file)
        expect(fault).toBe('truncated')
      }),
      { numRuns: 40 },
    )
  })

  test('is refused when frames were exchanged, left out, repeated, or taken from another file', async () => {
    const whole = readFileSync(await sealed(randomBytes(900_000)))
    const other = readFileSync(await sealed(randomBytes(900_000)))
    const start = 14 + 4 + whole.readUInt32BE(14) + 32
    const frame = 4 + 262_144 + 16
    const [head, a, b, rest] = [
      whole.subarray(0, start),
      whole.subarray(start, start + frame),
      whole.subarray(start + frame, start + 2 * frame),
      whole.subarray(start + 2 * frame),
    ]
    const forged = {
      exchanged: [head, b, a, rest],
      'left out': [head, b, rest],
      repeated: [head, a, a, b, rest],
      'of another file': [head, other.subarray(start, start + frame), b, rest],
      'more after the end': [head, a, b, rest, Buffer.from('x')],
    }
    for (const [what, parts] of Object.entries(forged)) {
      const file = fresh()
      writeFileSync(file, Buffer.concat(parts))
      expect(await faultOf(collect(readSealedFile(file, PASS))), what).toBe('damaged')
    }
  })

  test('another file and no file are told apart', async () => {
    const file = fresh()
    writeFileSync(file, 'PK\u0003\u0004 this is a zip and no backup at all')
    expect(await faultOf(collect(readSealedFile(file, PASS)))).toBe('no_backup')
    expect(await faultOf(collect(readSealedFile(fresh(), PASS)))).toBe('no_file')
  })

  test('never replaces an older backup, and leaves nothing behind when the source fails', async () => {
    const file = await sealed(Buffer.from('x'))
    const before = readFileSync(file)
    expect(await faultOf(writeSealedFile(file, PASS, pieces(Buffer.from('y')), 'light'))).toBe('exists')
    expect(readFileSync(file).equals(before)).toBe(true)
    const failing = fresh()
    const source = async function* (): AsyncGenerator<Buffer> {
      yield randomBytes(2_000_000)
      throw new Error('the server went away')
    }
    await expect(writeSealedFile(failing, PASS, source(), 'light')).rejects.toThrow('the server went away')
    expect(readdirSync(folder).filter(name => name.startsWith(path.basename(failing)))).toEqual([])
  })
})

test('records come back as they went in, whatever the pieces they are read in', async () => {
  const rows = [randomBytes(700_000), Buffer.alloc(0), Buffer.from('a\tb\n')]
  const sum = { schema: 'jobs' as const, name: 't', rows: 1, bytes: 2, sha256: 'ab' }
  const records: BackupRecord[] = [
    {
      kind: 'start',
      start: { product: '1', province: 'p', madeAt: 'now', server: '18', migrations: [], tables: [] },
    },
    { kind: 'table', table: { schema: 'jobs', name: 't' } },
    ...rows.map(bytes => ({ kind: 'rows' as const, bytes })),
    { kind: 'table_end', sum },
    { kind: 'end', end: { tables: [sum], sequences: [], secrets: 'x' } },
  ]
  const bytes = await collect(
    writeRecords(
      (async function* () {
        yield* records
      })(),
    ),
  )
  for (const size of [1_000_000, 65_536, 4099]) {
    const cut = async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const back: BackupRecord[] = []
    for await (const record of readRecords(cut())) back.push(record)
    expect(createHash('sha256').update(JSON.stringify(back)).digest('hex')).toBe(
      createHash('sha256').update(JSON.stringify(records)).digest('hex'),
    )
  }
})
