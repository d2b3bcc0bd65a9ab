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

describe('the door', () => {
  it('lets nobody in without a name, says so, and keeps where one wanted to go', async () => {
    const v = await visit(browser, at)
    await v.open('/today?month=2025-12')
    expect(new URL(v.page.url()).pathname).toBe('/sign-in')
    await v.page.locator('input[autocomplete=username]').fill('canbo')
    await v.page.locator('input[autocomplete=current-password]').fill('không phải mật khẩu')
    await v.page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await v.page.getByRole('alert').waitFor()
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('opens, and forgets everything at the way out', async () => {
    const v = await visit(browser, at)
    await v.signIn('canbo', { anew: true })
    expect(new URL(v.page.url()).pathname).toBe('/today')
    await v.page.getByRole('button', { name: /Trần Cán Bộ/ }).click()
    await v.page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await v.page.waitForURL('**/sign-in')
    await v.open('/today')
    expect(new URL(v.page.url()).pathname).toBe('/sign-in')
    expect(v.errors).toEqual([])
    await v.close()
  })
})
