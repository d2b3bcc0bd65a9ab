import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authenticatorCode } from '../../city/users/testing-browser.ts'
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

const NAME = `nguoimoi${Date.now().toString(36)}`
const PASSWORD = 'một câu dài dễ nhớ 2026'

/** Name and password at the door; what comes behind it is looked at by the test. */
async function knock(v: Visit, password: string): Promise<void> {
  await v.open('/sign-in')
  await v.page.locator('input[autocomplete=username]').fill(NAME)
  await v.page.locator('input[autocomplete=current-password]').fill(password)
  await v.page.keyboard.press('Enter')
}

async function inside(v: Visit): Promise<void> {
  await v.page.waitForURL('**/today')
  await settle(v.page)
}

async function leave(v: Visit): Promise<void> {
  await v.page.getByRole('button', { name: /Đặng Người Mới/ }).click()
  await v.page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await v.page.waitForURL('**/sign-in')
}

describe('a new account', () => {
  it('is made by an administrator, changes its one-time password, and comes in with a second factor', async () => {
    const chief = await visit(browser, at)
    await chief.signIn('quantri')
    await chief.open('/administration/users')
    await chief.page.getByRole('button', { name: 'Lập tài khoản' }).click()
    await chief.page.getByLabel('Họ tên').fill('Đặng Người Mới')
    await chief.page.getByLabel('Tên đăng nhập').fill(NAME)
    await chief.page.getByRole('button', { name: 'Lập tài khoản và cấp mật khẩu một lần' }).click()
    const once = (await chief.page.locator('[data-once]').textContent()) ?? ''
    expect(once).toMatch(/^[a-z0-9-]{23}$/)
    expect(await chief.axe()).toEqual([])
    await chief.page.getByRole('link', { name: 'Giao vai trò cho tài khoản này' }).click()
    await chief.page.getByRole('heading', { name: 'Đặng Người Mới', exact: true }).waitFor()
    expect(await chief.page.locator('[data-once]').count()).toBe(0)

    const v = await visit(browser, at)
    await knock(v, once)
    await inside(v)
    await v.open('/account')
    await v.page.getByText(/Đang dùng mật khẩu một lần/).waitFor()
    await v.page.getByLabel('Mật khẩu một lần đã được cấp', { exact: true }).fill(once)
    await v.page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD)
    await v.page.getByLabel('Nhập lại mật khẩu mới', { exact: true }).fill(PASSWORD)
    await v.page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await v.page.getByLabel('Mật khẩu hiện tại', { exact: true }).waitFor()

    await v.page.getByLabel('Mật khẩu của tôi', { exact: true }).fill(PASSWORD)
    await v.page.getByRole('button', { name: 'Bật xác thực hai bước' }).click()
    await v.page.getByRole('img', { name: /Mã QR/ }).waitFor()
    expect(await v.axe()).toEqual([])
    const secret = await v.page.locator('[data-secret]').getAttribute('data-secret')
    const uri = `otpauth://totp/x?secret=${secret}`
    const codes = await v.page.locator('.acc-code-list li').allTextContents()
    expect(codes.length).toBeGreaterThan(4)
    await v.page.getByLabel('Mã sáu số').fill('000000')
    await v.page.getByRole('button', { name: 'Xác nhận và bật' }).click()
    await v.page.getByRole('alert').waitFor()
    await v.page.getByLabel('Mã sáu số').fill(authenticatorCode(uri))
    await v.page.getByRole('button', { name: 'Xác nhận và bật' }).click()
    await v.page.getByText('Đã bật xác thực hai bước.').waitFor()
    expect(await v.axe()).toEqual([])

    await leave(v)
    await knock(v, PASSWORD)
    await v.page.getByLabel('Mã sáu số').fill(authenticatorCode(uri, 1))
    await v.page.getByRole('button', { name: 'Xác nhận' }).click()
    await inside(v)

    await leave(v)
    await knock(v, PASSWORD)
    await v.page.getByRole('button', { name: /Dùng mã khôi phục/ }).click()
    await v.page.getByLabel('Mã khôi phục').fill(codes[0] ?? '')
    await v.page.getByRole('button', { name: 'Xác nhận' }).click()
    await inside(v)

    await chief.open('/administration/users?state=open')
    await chief.page.getByLabel('Tìm theo tên').fill(NAME)
    expect(await chief.page.locator('tbody tr').count()).toBe(1)
    expect(await chief.page.locator('tbody tr').textContent()).toContain('Đã bật')

    await v.open('/account')
    await v.page.getByRole('button', { name: 'Đăng xuất khỏi mọi nơi' }).click()
    await v.page.waitForURL('**/sign-in')
    expect([...chief.errors, ...v.errors]).toEqual([])
    await chief.close()
    await v.close()
  }, 120_000)

  it('speaks English, and fits a phone', async () => {
    const v = await visit(browser, at, { width: 390, height: 844, language: 'en' })
    await v.signIn('chuyenvien')
    await v.open('/account')
    await v.page.getByRole('heading', { name: 'Second step at sign-in' }).waitFor()
    const wide = await v.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wide).toBeLessThanOrEqual(0)
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})
