import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const clean = async (v: Visit) => {
  expect(await v.axe()).toEqual([])
  expect(v.errors).toEqual([])
}
const figure = async (v: Visit, title: string): Promise<number> =>
  Number(
    (await v.page.locator('.rights-sums > div', { hasText: title }).locator('dd').innerText()).replace(
      /\D/g,
      '',
    ),
  )

describe('what is still to be received', () => {
  it('is counted, filtered in the address, and opens the household', async () => {
    const v = await visit(browser, at)
    await v.signIn('canbo')
    await v.open('/rights?month=2025-12')
    const all = await figure(v, 'Quyền lợi chưa nhận')
    expect(all).toBeGreaterThan(0)
    await clean(v)
    await v.page.getByLabel('Tình trạng').selectOption('unpaid')
    await settle(v.page)
    expect(new URL(v.page.url()).searchParams.get('state')).toBe('unpaid')
    const unpaid = await figure(v, 'Quyền lợi chưa nhận')
    expect(unpaid).toBeLessThanOrEqual(all)
    expect(await v.page.locator('tbody tr').count()).toBe(Math.min(unpaid, 50))
    const home = await v.page.locator('tbody tr a').first().getAttribute('href')
    expect(home).toMatch(/^\/households\/H\d+/)
    await v.open('/rights?month=2025-12&amount_open=true')
    const open = await figure(v, 'Chưa có mức')
    expect(await v.page.locator('tbody tr').count()).toBe(Math.min(open, 50))
    expect(await v.page.locator('tbody td:last-child').first().innerText()).toBe('Chưa có mức')
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('names the month that was not decided, in English too', async () => {
    const v = await visit(browser, at, { language: 'en', width: 390, height: 844 })
    await v.signIn('canbo')
    await v.open('/rights?month=2019-01')
    await v.page.getByText('This month has not been decided').waitFor()
    await clean(v)
    await v.open('/rights/area-kinds')
    await v.page.getByText(/households to check/).waitFor()
    await clean(v)
    await v.close()
  })
})

describe('a run', () => {
  it('is started by the city officer, seen to its end, and shows what it changed and lacks', async () => {
    const v = await visit(browser, at)
    await v.signIn('chuyenvien')
    await v.open('/rights/runs')
    await clean(v)
    await v.page.getByRole('button', { name: 'Xét hưởng một tháng' }).click()
    await v.page.getByLabel('Tháng', { exact: true }).fill('2026-10')
    await v.page.getByRole('button', { name: 'Bắt đầu xét' }).click()
    await v.page.waitForURL(/\/rights\/runs\/\d+/)
    await v.page.getByText('Đã xong', { exact: true }).first().waitFor({ timeout: 120_000 })
    await settle(v.page)
    await v.page
      .getByRole('region', { name: 'Kết quả theo chính sách' })
      .locator('tbody tr')
      .first()
      .waitFor()
    await v.page.getByRole('link', { name: 'Mới được hưởng' }).first().waitFor()
    await v.page.getByText('Chưa có trong văn bản').first().waitFor()
    await clean(v)
    const run = new URL(v.page.url()).pathname
    await v.page.getByRole('link', { name: 'Mới được hưởng' }).first().click()
    await v.page.waitForURL(/\/differences\?.*change=began/)
    await v.page.locator('tbody tr').first().waitFor()
    await clean(v)
    await v.open(`${run}/outcomes?commune=10525&outcome=undetermined`)
    await v.page.getByRole('cell', { name: 'Chưa xác định' }).first().waitFor()
    await clean(v)
    await v.open('/rights/missing?month=2026-10')
    await v.page.locator('tbody tr').first().waitFor()
    await clean(v)
    await v.close()
  }, 200_000)
})
