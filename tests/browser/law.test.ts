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

/** A value of which only the mark changes: the age at which everybody has the social pension. */
const VALUE =
  '/law/confirm?file=vn/social-pension&version=2025-07-01&territory=nation&set=parameters.age_any.value'
const markOfAge = (v: Visit) =>
  v.page
    .locator('tr', { has: v.page.locator('[id$="-age_any-2025-07-01"]') })
    .locator('.mark-word')
    .innerText()
const clean = async (v: Visit) => {
  expect(await v.axe()).toEqual([])
  expect(v.errors).toEqual([])
}

describe('the law', () => {
  it('is read as of any day, and its work list opens a value at its place', async () => {
    const v = await visit(browser, at)
    await v.signIn('phapche')
    await v.open('/law')
    await v.page.getByLabel('Tìm trong mục lục').fill('chuan ngheo da chieu')
    await v.page.getByRole('link', { name: 'Chuẩn nghèo đa chiều', exact: true }).waitFor()
    await clean(v)
    await v.open('/law/vn~former-poverty-standard')
    expect(await v.page.locator('.law-now').count()).toBe(0)
    await v.page.getByLabel('Luật của ngày').fill('2020-06-30')
    await v.page.getByText('Áp dụng ngày 30-06-2020').first().waitFor()
    expect(new URL(v.page.url()).searchParams.get('on')).toBe('2020-06-30')
    await settle(v.page)
    await clean(v)
    await v.open('/law/values?show=missing')
    const first = v.page.locator('tbody tr').first()
    const label = (await first.locator('td').first().innerText()).split('\n')[1] ?? ''
    await clean(v)
    await first.getByRole('link').first().click()
    await settle(v.page)
    expect(await v.page.locator('.law-anchor:focus').innerText()).toBe(label)
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('is confirmed by one person with the text of the act and approved by another', async () => {
    const one = await visit(browser, at)
    await one.signIn('phapche')
    await one.open(VALUE)
    await clean(one)
    await one.page.getByRole('button', { name: 'Xem thay đổi' }).click()
    await one.page.getByText('Chọn tệp văn bản').waitFor()
    await one.page.getByLabel('Văn bản, điều khoản đã đọc').fill('Nghị định 176/2025/NĐ-CP, Điều 2 (thử)')
    await one.page.locator('input[type=file]').setInputFiles({
      name: 'nghi-dinh.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n% bản thử, không phải văn bản\n'),
    })
    await one.page.getByRole('button', { name: 'Xem thay đổi' }).click()
    await one.page.getByText('giữ nguyên 75').waitFor({ timeout: 60_000 })
    await clean(one)
    await one.page.getByRole('button', { name: 'Gửi người thứ hai phê duyệt' }).click()
    await one.page.waitForURL(/\/law\/overlays\/[0-9a-f-]{36}/, { timeout: 60_000 })
    await one.page.getByText('Đây là đề xuất của chính mình').waitFor()
    expect(await one.page.getByRole('button', { name: 'Phê duyệt', exact: true }).count()).toBe(0)
    const address = new URL(one.page.url()).pathname
    // the page leaves out what the server refuses
    const refused = await one.page.request.post(
      `${at.url}/api/law-overlays/${address.split('/').at(-1)}/approve`,
      {
        data: {},
        headers: { origin: at.url },
      },
    )
    expect(refused.status()).toBe(403)

    const two = await visit(browser, at)
    await two.signIn('lanhdaophapche')
    await two.open('/law/overlays?state=proposed')
    await clean(two)
    await two.open(address)
    const text = await two.page.getByRole('link', { name: 'Mở văn bản đã lưu' }).first().getAttribute('href')
    expect(await (await two.page.request.get(`${at.url}${text}`)).text()).toMatch(/^%PDF-1.4/)
    await clean(two)
    await two.page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
    await two.page.getByRole('dialog').getByRole('button', { name: 'Phê duyệt', exact: true }).click()
    await two.page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 60_000 })
    await two.page.getByText('Đã phê duyệt').first().waitFor()

    await one.open('/law/vn~social-pension')
    expect(await markOfAge(one)).toBe('Đã đối chiếu văn bản')
    expect(
      await one.page.getByRole('link', { name: /^Đối chiếu .*75|^Đối chiếu tuổi/ }).count(),
    ).toBeGreaterThan(0)
    await clean(one)

    await two.page.getByRole('button', { name: 'Đặt ngày cuối' }).click()
    await two.page.locator('input[type=date]').fill('2025-07-01')
    await two.page.getByRole('dialog').getByRole('button', { name: 'Đặt ngày cuối' }).click()
    await two.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await one.open('/law/vn~social-pension')
    expect(await markOfAge(one)).toBe('Theo nguồn đã đăng, chưa đối chiếu văn bản')
    expect([...one.errors, ...two.errors]).toEqual([])
    await one.close()
    await two.close()
  }, 180_000)

  it('speaks English', async () => {
    const v = await visit(browser, at, { language: 'en', width: 390, height: 844 })
    await v.signIn('canbo')
    await v.open('/law/vn~social-pension')
    await v.page.getByRole('heading', { name: 'Dated values' }).first().waitFor()
    // who may not propose is offered no confirmation
    expect(await v.page.getByRole('link', { name: /^Confirm/ }).count()).toBe(0)
    await clean(v)
    await v.close()
  })
})
