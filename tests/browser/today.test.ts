import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './chromium.ts'
import { office } from './office.ts'
import { type Office, visit } from './visit.ts'

let browser: Browser
let at: Office
beforeAll(async () => {
  at = await office()
  browser = await launch()
}, 180_000)
afterAll(() => browser.close())

describe('the first screen', () => {
  it('of a commune says what is owed, in words where no text gives an amount, and opens the lists', async () => {
    const v = await visit(browser, at)
    await v.signIn('canbo')
    const main = v.page.getByRole('main')
    await main.getByText('quyền lợi chưa đến tay người dân').waitFor()
    expect(await main.textContent()).toMatch(/Hỗ trợ thu nhập hằng tháng: [\d.]+ người đang chờ\./)
    expect(await main.textContent()).toContain('đây không phải là 0 đồng')
    expect(await v.axe()).toEqual([])
    await main.getByRole('link', { name: /hết hạn công nhận/ }).click()
    await v.page.waitForURL(/\/households\?.*recognised_until_from=/)
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('of the city shows every commune as a table and on the map', async () => {
    const v = await visit(browser, at)
    await v.signIn('chuyenvien')
    const spots = v.page.locator('.map-spot')
    await spots.first().waitFor()
    expect(await spots.count()).toBe(114)
    expect(await v.axe()).toEqual([])
    // a commune of the map becomes the place of the whole office
    await v.page.getByRole('button', { name: /^Phường Hồng Bàng: / }).focus()
    await v.page.keyboard.press('Enter')
    await v.page.waitForURL(/commune=[^&]*11311/)
    await v.page.getByText('Phường Hồng Bàng · theo lần xét').waitFor()
    expect(v.errors).toEqual([])
    await v.close()
  })

  it.each(['dieutra', 'phapche', 'thanhtra', 'doitac', 'quantri'])('of %s has no fault', async username => {
    const v = await visit(browser, at, { language: 'en', width: 390, height: 844 })
    await v.signIn(username)
    expect(await v.page.getByRole('heading', { level: 1 }).textContent()).not.toBe('')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})
