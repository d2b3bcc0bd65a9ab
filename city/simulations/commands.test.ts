import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { makeCity } from '../synthetic/index.ts'
import { simulationCommands } from './commands.ts'
import { ON, SMALL_LAW, smallCity } from './fixture.ts'
import { simulate, summary } from './index.ts'

afterEach(() => void vi.restoreAllMocks())

const folder = smallCity()
const said = async (own: Partial<Parameters<typeof simulate>[0]> = {}): Promise<string> =>
  summary(
    await simulate({
      data: folder,
      on: ON,
      reform: path.join(folder, 'reform.yaml'),
      out: path.join(folder, 'out'),
      law: SMALL_LAW,
      ...own,
    }),
  )
/** Without the blanks that make columns. */
const loose = (text: string): string[] =>
  text.split('\n').map(line => line.trim().replaceAll(/ {2,}/g, ' | '))

test('the summary says in Vietnamese what is changed, what it costs in a month and a year, who gains and who loses', async () => {
  const lines = loose(await said())
  expect(lines).toContain('Tính thử phương án: Phương án thử')
  expect(lines).toContain('Căn cứ: Tờ trình 1')
  expect(lines).toContain('Xét ngày 31-12-2024 · 5 hộ, 8 người')
  expect(lines).toContain(
    '– Chuẩn nghèo: chuẩn thu nhập: thành thị 2.000.000 đ, nông thôn 1.500.000 đ → thành thị 2.500.000 đ,',
  )
  expect(lines).toContain('– Hỗ trợ thu nhập: mức của trẻ em: 500.000 đ → 300.000 đ (chưa xác nhận)')
  // the city: income support alone; the state: the cards, while the electricity of H1 and H3 is not known
  expect(lines).toContain('Thành phố | 2.500.000 đ* | 5.000.000 đ* | +2.500.000 đ* | +30.000.000 đ*')
  expect(lines).toContain('Trung ương | 147.420 đ* | 294.840 đ* | +147.420 đ* | +1.769.040 đ*')
  expect(lines).toContain('Cộng | 2.647.420 đ* | 5.294.840 đ* | +2.647.420 đ* | +31.769.040 đ*')
  expect(lines).toContain('Hộ nghèo | 1 | 0 | 0 | 1 | 1 | 0 | +300.000 đ')
  expect(lines).toContain('Hộ cận nghèo | 0 | 1 | 0 | 0 | 1 | 0 | −200.000 đ')
  expect(lines).toContain('Tiền điện | 1 → 2 hộ | 0 | 0 | 2 | chưa biết | một tháng')
  expect(lines).toContain('Học nghề | 0 → 1 người | 1 | 0 | 0 | +3.000.000 đ | một lần')
  expect(lines).toContain('Phường Hồng Bàng | 1 | 0 | 1 | 3 | 1 | 0 | +2.847.420 đ*')
  expect(lines).toContain('Hộ không nghèo | 1 (2) | – | 1 (1) | –')
  expect(lines.join(' ')).toContain('– Tiền điện: chưa tra được trong văn bản: giá điện; còn thiếu thông tin')
})

test('names no household and no person', async () => {
  expect(await said()).not.toMatch(/\b[HP]\d\b/)
})

test('a reform that touches nothing of that day says so', async () => {
  const later = smallCity({
    'reform.yaml': `name: về sau
changes:
  - file: vn/power
    add: { from: 2030-01-01, territory: city, act: vn/act, text: { vi: Mới., en: New. }, source: x, mark: unconfirmed, route: automatic, starts: decision, applies_to: standing == poor, amount: money(1) }
`,
  })
  const text = await said({ data: later, reform: path.join(later, 'reform.yaml') })
  expect(text).toContain('không chạm đến quy định nào đang áp dụng vào ngày này')
  expect(text).toContain('Phân loại hộ: không hộ nào đổi.')
})

test('no line of the summary is wider than a landscape page', async () => {
  for (const line of (await said()).split('\n')) expect(line.length).toBeLessThanOrEqual(130)
})

const city = mkdtempSync(path.join(tmpdir(), 'ansinh-'))
beforeAll(async () => {
  await makeCity({ preset: 'uniform', households: 300, out: city, threads: 1 })
})
const command = (...args: string[]): Promise<unknown> => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  simulationCommands(program)
  return program.parseAsync(['simulate', '--data', city, ...args], { from: 'user' })
}

test('the command prints the summary, says that the city is synthetic, and where the tables are', async () => {
  const out = path.join(city, 'out')
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const reform = path.resolve(import.meta.dirname, '../../examples/reforms/poverty-line-2027-in-2026.yaml')
  await command('--on', '2026-12-31', '--reform', reform, '--out', out, '--threads', '1')
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('')
  expect(text).toContain(
    'Tính thử phương án: Chuẩn thu nhập của năm 2027 áp dụng từ năm 2026 (phương án giả định)',
  )
  expect(text).toContain('Dữ liệu giả lập, không có người thật.')
  expect(text).toContain(`Bảng đầy đủ: ${path.join(out, 'simulation.csv')}`)
  expect(readFileSync(path.join(out, 'standings.csv'), 'utf8')).toMatch(
    /^before,after,households,persons\npoor,poor,/,
  )
})

test('a date that does not exist and a folder that cannot be written are told to the person', async () => {
  await expect(command('--on', '2026-02-30', '--reform', 'x', '--out', 'y')).rejects.toThrow(
    'Write a date that exists',
  )
  const file = path.join(city, 'a-file')
  writeFileSync(file, '')
  const reform = path.resolve(import.meta.dirname, '../../examples/reforms/poverty-line-2027-in-2026.yaml')
  await expect(command('--on', '2026-12-31', '--reform', reform, '--out', file)).rejects.toThrow(
    'the results cannot be written',
  )
})
