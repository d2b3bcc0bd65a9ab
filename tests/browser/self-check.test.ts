import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './chromium.ts'
import { office } from './office.ts'
import { type Office, settle, visit } from './visit.ts'

let browser: Browser
let at: Office
beforeAll(async () => {
  at = await office()
  browser = await launch()
}, 180_000)
afterAll(() => browser.close())

/** What is on the screen: the result, or a question with its number. */
const screen = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `document.querySelector('.result') ? 'result' : document.querySelector('.check-progress') === null ? 'between'
      : document.querySelector('.check-progress').innerText.replace(/ trong.*| of.*/, '') + ' ' + document.querySelector('h1').innerText`,
  )

/** Waits until another question, or the result, is there. */
async function moved(page: Page, before: string): Promise<void> {
  const end = Date.now() + 10_000
  for (let now = before; now === before || now === 'between'; now = await screen(page)) {
    await page.waitForTimeout(20)
    if (Date.now() > end) throw new Error(`still at ${before}`)
  }
}

/** Answers whatever is asked: sums with the number given, yes or no with no, words with the first; until the result stands there. */
async function answerAll(page: Page, most: number): Promise<string[]> {
  const asked: string[] = []
  for (let n = 0; n < most; n++) {
    const before = await screen(page)
    if (before === 'result') return asked
    asked.push(before)
    const choices = page.locator('.check-choices button')
    const numbers = page.locator('.check-many input[inputmode=numeric], .check-many input[inputmode=decimal]')
    const nobody = page.getByRole('button', { name: 'Không ai cả' })
    if ((await numbers.count()) > 0) {
      for (const input of await numbers.all()) await input.fill('0')
      await page.getByRole('button', { name: 'Tiếp tục' }).click()
    } else if ((await nobody.count()) > 0) await nobody.click()
    else if ((await choices.count()) > 0) {
      const no = page.getByRole('button', { name: 'Không', exact: true })
      await ((await no.count()) > 0 ? no : choices.first()).click()
    } else {
      for (const group of await page.getByRole('radiogroup').all())
        await group.getByRole('radio').first().check()
      await page.getByRole('button', { name: 'Tiếp tục' }).click()
    }
    await moved(page, before)
  }
  return asked
}

describe('what am I entitled to', () => {
  it('asks, decides and answers with the network cut, sends nothing, and prints', async () => {
    const v = await visit(browser, at, { width: 390, height: 844 })
    await v.open('/quyen-loi')
    const sent: string[] = []
    v.page.on('request', r => {
      if (!r.url().startsWith('data:')) sent.push(`${r.method()} ${r.url()}`)
    })
    await v.context.setOffline(true)
    expect(await v.axe()).toEqual([])
    await v.page.getByLabel('Tuổi của người thứ nhất').fill('84')
    await v.page.getByRole('button', { name: 'Bắt đầu' }).click()
    await v.page.getByRole('button', { name: 'Có, hộ nghèo' }).click()
    await v.page.getByText(/Câu 3 trong khoảng/).waitFor()
    expect(await v.axe()).toEqual([])
    const asked = await answerAll(v.page, 40)
    expect(asked.length).toBeGreaterThan(5)
    expect(new Set(asked).size).toBe(asked.length)
    await v.page.getByRole('heading', { name: /Gia đình được hưởng \d+ khoản/ }).waitFor()
    const text = await v.page.locator('.result').textContent()
    expect(text).toMatch(/\d{2,3}\.000 đ/)
    expect(text).toContain('Đến đâu')
    expect(text).not.toMatch(/\b0 đ/)
    expect(text).not.toMatch(/\bp1\b|\bhome\b|BHYT/)
    expect(await v.axe()).toEqual([])
    expect(sent).toEqual([])
    await v.page.emulateMedia({ media: 'print' })
    expect(await v.page.getByRole('button', { name: 'In kết quả' }).isVisible()).toBe(false)
    expect(await v.page.locator('.result-benefit').first().isVisible()).toBe(true)
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('opens again without a network, from the beginning', async () => {
    const v = await visit(browser, at)
    await v.open('/quyen-loi')
    await v.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await v.context.setOffline(true)
    await v.page.reload()
    await settle(v.page)
    await v.page.getByLabel('Tuổi của người thứ nhất').fill('30')
    await v.page.getByRole('button', { name: 'Bắt đầu' }).click()
    await v.page.getByRole('button', { name: 'Không có giấy' }).click()
    await v.page.getByText(/Câu 3 trong khoảng/).waitFor()
    expect(
      await v.page.evaluate(
        `JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage).filter(k => !k.startsWith('tsr-scroll'))])`,
      ),
    ).toBe('[[],[]]')
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('speaks English, and every question can be left open', async () => {
    const v = await visit(browser, at, { language: 'en' })
    await v.open('/quyen-loi')
    await v.page.getByLabel('Age of the first person').fill('40')
    await v.page.getByRole('button', { name: 'Begin' }).click()
    await v.page.getByRole('button', { name: 'I do not know' }).click()
    await v.page.getByText(/Question 3 of about/).waitFor()
    for (let n = 0; n < 60 && (await v.page.locator('.result').count()) === 0; n++) {
      const before = await screen(v.page)
      await v.page
        .getByRole('button', { name: /I do not know|I would rather not say/ })
        .last()
        .click()
      await moved(v.page, before)
    }
    await v.page.getByRole('heading', { name: 'Still open' }).waitFor()
    expect(await v.page.locator('.result').textContent()).toContain('These answers would decide it')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})

describe('how does my request stand', () => {
  it('says the same of a code that cannot be and of one that is not there', async () => {
    const v = await visit(browser, at, { width: 390, height: 844 })
    await v.open('/tra-cuu')
    const said: (string | null)[] = []
    for (const code of ['xyz', '7K3MQ-9TX2B']) {
      await v.page.getByLabel('Mã trên giấy hẹn').fill(code)
      await Promise.all([
        v.page.waitForResponse(r => r.url().endsWith('/api/reviews/status')),
        v.page.getByRole('button', { name: 'Tra cứu' }).click(),
      ])
      await v.page.getByRole('alert').waitFor()
      said.push(await v.page.getByRole('alert').textContent())
    }
    expect(said[0]).toBe(said[1])
    expect(new URL(v.page.url()).search).toBe('')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})
