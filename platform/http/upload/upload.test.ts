import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { zipOf } from '../exports/zip-stream.ts'
import { json, newRoutes, receiveUpload, route, uploadBody, uploadLimits, z } from '../index.ts'
import { type Listening, listen, problemIn } from '../testing.ts'
import { checkZip, sweepUploads } from './index.ts'

const Excel = createRequire(import.meta.url)('exceljs') as typeof import('exceljs')
const MB = 1024 * 1024
const LIMIT = 3 * MB

let folder: string
let server: Listening
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ansinh-upload-'))
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'post',
      path: '/imports',
      operationId: 'startImport',
      tags: ['imports'],
      summary: 'Gửi tệp',
      limits: uploadLimits(LIMIT),
      request: { body: uploadBody },
      responses: {
        201: json(z.object({ sha256: z.string(), bytes: z.int(), kind: z.string(), mode: z.int() }), 'It'),
      },
    }),
    async c => {
      const upload = await receiveUpload(c, { folder: path.join(folder, 'private'), kinds: ['xlsx', 'csv'] })
      const { sha256, bytes, kind } = upload
      const { mode } = statSync(upload.path)
      await upload.remove()
      return c.json({ sha256, bytes, kind, mode: mode & 0o777 }, 201)
    },
  )
  server = await listen([routes])
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  for (const name of left()) rmSync(path.join(folder, 'private', name))
})

const left = (): string[] =>
  readdirSync(folder).includes('private') ? readdirSync(path.join(folder, 'private')) : []
const upload = (body: Uint8Array | string, type = 'application/octet-stream') =>
  server.ask('/api/imports', { as: 'anna', method: 'POST', body, headers: { 'Content-Type': type } })

async function archive(entries: Record<string, string | readonly string[]>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  const list = Object.entries(entries).map(([name, content]) => ({
    name,
    content: typeof content === 'string' ? [content] : content,
  }))
  for await (const piece of zipOf(list)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const onDisk = (bytes: Uint8Array): string => {
  const file = path.join(folder, `${createHash('sha256').update(bytes).digest('hex')}.zip`)
  writeFileSync(file, bytes)
  return file
}
const check = (bytes: Uint8Array, limits = {}) => checkZip(onDisk(bytes), limits)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (e: { code: string }) => e.code,
  )

test('a workbook arrives whole, private, and known by its hash', async () => {
  const book = new Excel.Workbook()
  book.addWorksheet('Hộ nghèo').addRow(['099985000001'])
  const bytes = Buffer.from((await book.xlsx.writeBuffer()) as unknown as ArrayBuffer)
  const answer = await upload(bytes)
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    kind: 'xlsx',
    mode: 0o600,
  })
  expect(await (await upload('household_id,name\n1,Đặng\n', 'text/csv')).json()).toMatchObject({
    kind: 'csv',
  })
})

test('a file that is not what is asked for is refused with advice, and does not stay', async () => {
  const refused = async (body: Uint8Array | string, type?: string) => {
    const problem = await problemIn(await upload(body, type))
    return [problem.code, problem['detail']]
  }
  expect(await refused(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(900)]))).toEqual([
    'upload.wrong_kind',
    'Tệp .xls kiểu cũ, hoặc tệp có mật khẩu: hãy lưu lại thành .xlsx không có mật khẩu.',
  ])
  expect(await refused(await archive({ 'word/document.xml': '<a/>' }))).toEqual([
    'upload.wrong_kind',
    'Tệp này là .docx, ở đây nhận: .xlsx, .csv.',
  ])
  expect((await refused(await archive({ 'readme.txt': 'a' })))[0]).toBe('upload.wrong_kind')
  expect((await refused(Buffer.from('họ tên', 'utf16le')))[0]).toBe('upload.wrong_kind')
  expect((await refused(Buffer.from('\ufeffhọ tên', 'utf16le')))[1]).toContain('CSV UTF-8')
  expect((await refused(Buffer.from('Nguy\xean V\xe3n A', 'latin1')))[1]).toContain('CSV UTF-8')
  expect((await refused(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])))[0]).toBe('upload.wrong_kind')
  expect((await refused(''))[0]).toBe('upload.empty')
  expect((await refused('--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'))[0]).toBe(
    'request.wrong_content_type',
  )
  expect(left()).toEqual([])
})

test('a file above the limit is cut off while it comes, and does not stay', async () => {
  const problem = await new Promise<{ code: string }>((resolve, reject) => {
    const headers = {
      cookie: 'session=anna',
      'Content-Type': 'application/octet-stream',
      'Transfer-Encoding': 'chunked',
    }
    const asked = send(`${server.url}/api/imports`, { method: 'POST', headers }, async answer => {
      let text = ''
      for await (const piece of answer) text += piece
      asked.destroy()
      resolve(JSON.parse(text))
    })
    asked.on('error', reject)
    for (let i = 0; i < 2 * LIMIT; i += MB) asked.write(Buffer.alloc(MB, 'a'))
  })
  expect(problem.code).toBe('request.too_large')
  expect((await problemIn(await upload(new Uint8Array(LIMIT + 1)))).code).toBe('request.too_large')
  expect(left()).toEqual([])
})

test('a sender whose line breaks leaves nothing on the disk', async () => {
  const headers = {
    cookie: 'session=anna',
    'Content-Type': 'application/octet-stream',
    'Content-Length': LIMIT,
  }
  const asked = send(`${server.url}/api/imports`, { method: 'POST', headers })
  asked.on('error', () => undefined)
  asked.write(Buffer.alloc(MB, 'a'))
  await expect.poll(left).toHaveLength(1)
  asked.destroy()
  await expect.poll(left).toEqual([])
})

test('what a killed server left is swept after a day, not before', async () => {
  const [old, fresh] = ['a.upload', 'b.upload'].map(name => path.join(folder, name))
  for (const file of [old, fresh]) writeFileSync(file as string, 'x')
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400
  utimesSync(old as string, twoDaysAgo, twoDaysAgo)
  expect(await sweepUploads(folder)).toBe(1)
  expect(readdirSync(folder)).toContain('b.upload')
  expect(await sweepUploads(path.join(folder, 'nowhere'))).toBe(0)
})

const SHEET = 'xl/workbook.xml'
const zeros = (megabytes: number): string[] => Array.from({ length: megabytes }, () => '0'.repeat(MB))

test('a zip bomb is refused by what it says of itself', async () => {
  const bomb = await archive({ [SHEET]: zeros(60) })
  expect(bomb.length).toBeLessThan(MB)
  expect((await problemIn(await upload(bomb))).code).toBe('upload.expands_too_much')
  expect(left()).toEqual([])
})

test('a zip bomb that lies about its size is refused while it is unpacked', async () => {
  const bomb = await archive({ [SHEET]: zeros(60) })
  const directory = bomb.indexOf(Buffer.from('504b0102', 'hex'))
  bomb.writeUInt32LE(1000, directory + 24)
  const before = process.memoryUsage().arrayBuffers
  expect(await code(check(bomb))).toBe('upload.expands_too_much')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * MB)
})

test('many entries that each stay below the ratio are refused by their sum, and by their number', async () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`e${i}`, zeros(1)]))
  expect(await code(check(await archive(many), { bytes: 5 * MB }))).toBe('upload.expands_too_much')
  expect(await check(await archive(many), { bytes: 8 * MB })).toMatchObject({ unpacked: 8 * MB })
  expect(await code(check(await archive(many), { entries: 7 }))).toBe('upload.expands_too_much')
})

/** An archive whose directory lists the entry of another archive `times` times. */
async function listed(times: number, content: string): Promise<Buffer> {
  const one = await archive({ a: content })
  const directory = one.indexOf(Buffer.from('504b0102', 'hex'))
  const end = one.indexOf(Buffer.from('504b0506', 'hex'))
  const entry = one.subarray(directory, end)
  const tail = Buffer.from(one.subarray(end))
  tail.writeUInt16LE(times, 8)
  tail.writeUInt16LE(times, 10)
  tail.writeUInt32LE(entry.length * times, 12)
  return Buffer.concat([one.subarray(0, directory), ...Array.from({ length: times }, () => entry), tail])
}

test('entries that share their bytes are refused: a bomb of small parts', async () => {
  expect(await code(check(await listed(1, 'abc')))).toBe('nothing')
  expect(await code(check(await listed(2, 'abc')))).toBe('upload.damaged_zip')
})

test('what hides from one reader and shows to another is refused', async () => {
  const whole = await archive({ [SHEET]: '<a/>', b: 'second' })
  const second = whole.indexOf(Buffer.from('504b0304', 'hex'), 10)
  const hidden = Buffer.from(whole)
  hidden.write('x', second + 30)
  expect(await code(check(hidden)), 'another name in front').toBe('upload.damaged_zip')
  expect(await code(check(Buffer.concat([Buffer.from('#!/bin/sh\n'), whole]))), 'something in front').toBe(
    'upload.damaged_zip',
  )
  expect(await code(check(Buffer.concat([whole, Buffer.from('tail')]))), 'something behind').toBe(
    'upload.damaged_zip',
  )
})

test('a directory that is damaged anywhere is refused or harmless, and never crashes', async () => {
  const whole = await archive({ [SHEET]: '<workbook/>', 'xl/a.xml': 'a'.repeat(5000) })
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const broken = Buffer.from(whole)
      broken[at] = (broken[at] ?? 0) ^ change
      expect(['nothing', 'upload.damaged_zip', 'upload.expands_too_much', 'upload.wrong_kind']).toContain(
        await code(check(broken)),
      )
    }),
    { numRuns: 300 },
  )
  for (let length = 0; length < whole.length; length += 7)
    expect(await code(check(whole.subarray(0, length)))).toBe('upload.damaged_zip')
})

test('archives of other writers pass: exceljs, and a program that streams with 64-bit sizes', async () => {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('A')
  for (let i = 0; i < 2000; i++) sheet.addRow([i, 'Thôn 3', 'Hộ nghèo'])
  const file = path.join(folder, 'book.xlsx')
  await book.xlsx.writeFile(file)
  expect((await checkZip(file)).names).toContain('xl/worksheets/sheet1.xml')

  const streamed = path.join(folder, 'streamed.xlsx')
  const writer = new Excel.stream.xlsx.WorkbookWriter({
    filename: streamed,
    zip: { forceZip64: true } as never,
  })
  writer.addWorksheet('A').addRow(['a']).commit()
  await writer.commit()
  expect(readFileSync(streamed).includes(Buffer.from('504b0606', 'hex')), 'it has a 64-bit directory').toBe(
    true,
  )
  expect((await checkZip(streamed)).names).toContain('xl/workbook.xml')
})
