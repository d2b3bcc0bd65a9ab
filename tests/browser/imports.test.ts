import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from './chromium.ts'
import { office } from './office.ts'
import { type Office, settle, type Visit, visit } from './visit.ts'

let browser: Browser
let at: Office
beforeAll(async () => {
  at = await office()
  browser = await launch()
}, 180_000)
afterAll(() => browser.close())

const HOUSEHOLDS = `household_id,commune_code,floor_area_m2
NT1,10525,40
NT2,11311,40
NT3,99999,40
NT4,10525,40
`
const PERSONS = `person_id,household_id,relation_to_head,sex,birth_date
NTP1,NT1,head,female,1961-04-05
NTP2,NT2,head,male,1960-01-02
NTP3,NT3,head,male,1960-01-02
`
const REGISTRY = `person_id,household_id,full_name,hamlet
NTP1,NT1,Hoàng Thị Nhập Thử,Tổ 9
`

async function send(v: Visit, label: RegExp, name: string, text: string): Promise<void> {
  const line = v.page.locator('.adm-line', { has: v.page.getByLabel(label) })
  await line
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await line.getByText('đã nhận').waitFor()
}

it('a file with errors is tried, its bad rows come back with reasons, and the good household is written', async () => {
  const v = await visit(browser, at)
  await v.signIn('canbo2')
  await v.open('/administration/imports')
  expect(await v.axe()).toEqual([])
  await v.page.getByRole('button', { name: 'Lần nhập mới' }).click()
  await v.page.getByLabel(/Tệp người và hộ theo mẫu chung/).check()
  expect(await v.axe()).toEqual([])
  await v.page.getByRole('button', { name: 'Tiếp: gửi tệp' }).click()
  await v.page.waitForURL(/imports\/[0-9a-f-]{36}/)
  await send(v, /^Hộ/, 'households.csv', HOUSEHOLDS)
  expect(await v.page.getByRole('button', { name: 'Chạy thử' }).isDisabled()).toBe(true)
  await send(v, /^Người/, 'persons.csv', PERSONS)
  await send(v, /registry/, 'registry.csv', REGISTRY)
  await v.page.getByRole('button', { name: 'Chạy thử' }).click()

  await v.page.getByRole('heading', { name: 'Kết quả chạy thử' }).waitFor()
  await v.page.getByText('Chưa ghi gì vào hồ sơ.', { exact: false }).first().waitFor()
  await settle(v.page)
  const row = (code: string) => v.page.locator('tbody tr', { hasText: code })
  await row('NT1').waitFor()
  expect(await row('NT1').textContent()).toContain('Nhập được')
  expect(await row('NT2').textContent()).toContain('Hộ thuộc xã khác')
  expect(await row('NT3').textContent()).toContain('Không có xã, phường, đặc khu nào')
  expect(await row('NT4').textContent()).toContain('Hộ không có người nào')
  expect(await v.axe()).toEqual([])
  await v.page.getByRole('button', { name: /Hộ không có người nào/ }).click()
  await row('NT4').waitFor()
  await settle(v.page)
  expect(await v.page.locator('tbody tr').count()).toBe(1)

  const [file] = await Promise.all([
    v.page.waitForEvent('download'),
    v.page.getByRole('button', { name: 'Tải các hộ bị loại' }).click(),
  ])
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  await v.page.getByRole('button', { name: 'Ghi 1 hộ vào hồ sơ' }).click()
  await v.page.getByText('Ghi 1 hộ hợp lệ.', { exact: false }).waitFor()
  await v.page.getByRole('button', { name: 'Ghi 1 hộ vào hồ sơ' }).click()
  await v.page.getByText('Đã ghi xong.').waitFor()
  await v.page.getByRole('button', { name: 'Mọi lý do' }).click()
  await row('NT1').getByText('Đã lập hồ sơ').waitFor()
  expect(await row('NT1').getByRole('link', { name: 'Mở hồ sơ' }).count()).toBe(1)
  await v.page.locator('.bar-search input').fill('hoang thi nhap thu')
  await v.page.getByRole('option', { name: /Hoàng Thị Nhập Thử/ }).waitFor()
  expect(v.errors).toEqual([])
  await v.close()
}, 90_000)

it('an import that is given up is not applied, and a file of another kind is refused in words', async () => {
  const v = await visit(browser, at, { language: 'en', width: 390, height: 844 })
  await v.signIn('canbo2')
  await v.open('/administration/imports')
  await v.page.getByRole('button', { name: 'New import' }).click()
  await v.page.getByRole('button', { name: 'Next: send the file' }).click()
  await v.page.waitForURL(/imports\/[0-9a-f-]{36}/)
  await v.page
    .getByLabel('The list (.xlsx)')
    .setInputFiles({ name: 'list.xlsx', mimeType: '', buffer: Buffer.from('a,b\n1,2\n') })
  await v.page.getByRole('alert').waitFor()
  await v.page.getByRole('button', { name: 'Give this import up' }).click()
  await v.page.getByRole('button', { name: 'Give this import up' }).click()
  await v.page.getByText('This import was given up', { exact: false }).waitFor()
  expect(await v.axe()).toEqual([])
  expect(v.errors).toEqual([])
  await v.close()
})
