import type { APIResponse, Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './chromium.ts'
import { office } from './office.ts'
import { type Office, settle, type Visit, type VisitOptions, visit } from './visit.ts'

let browser: Browser
let at: Office
beforeAll(async () => {
  at = await office()
  browser = await launch()
}, 180_000)
afterAll(() => browser.close())

interface Row {
  household_id: string
  head_name: string
  version: number
}
interface File {
  version: number
  members: { person_id: string; full_name: string }[]
  head_id: string
}

async function come(username: string, options?: VisitOptions): Promise<Visit> {
  const v = await visit(browser, at, options)
  await v.signIn(username)
  return v
}

async function get<T>(v: Visit, path: string): Promise<T> {
  const answer = await v.page.request.get(`${at.url}/api${path}`)
  expect(answer.status()).toBe(200)
  return (await answer.json()) as T
}

/** What another person does meanwhile. */
const post = (v: Visit, path: string, data: unknown, headers: Record<string, string>): Promise<APIResponse> =>
  v.page.request.post(`${at.url}/api${path}`, {
    data,
    headers: { Origin: at.url, 'Idempotency-Key': crypto.randomUUID(), ...headers },
  })

async function someHousehold(v: Visit, query: string, skip = 0): Promise<Row> {
  const { items } = await get<{ items: Row[] }>(v, `/households?limit=${skip + 1}&${query}`)
  const row = items[skip]
  if (row === undefined) throw new Error(`no household for ${query}`)
  return row
}

const unmarked = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()

const isFocused = (e: { matches(selector: string): boolean }): boolean => e.matches(':focus')
const title = (v: Visit): Promise<string | null> => v.page.locator('h1').textContent()

describe('the list of households', () => {
  it('is an address: filtered, sorted, saved, exported', async () => {
    const v = await come('canbo')
    await v.open('/households?standing=near_poor')
    expect(await v.page.locator('.hh-chip').textContent()).toContain('Phân loại: Hộ cận nghèo')
    await v.page.getByRole('button', { name: 'Thu nhập một người một tháng' }).click()
    await v.page.waitForURL(/sort=income_per_head_month/)
    await settle(v.page)
    const money = (await v.page.locator('.table tbody td:last-child').allInnerTexts())
      .map(text => Number(text.replace(/\D/g, '')))
      .filter(n => n > 0)
    expect(money.length).toBeGreaterThan(5)
    expect(money).toEqual([...money].sort((a, b) => a - b))
    await v.page.getByRole('button', { name: 'Lọc (1)' }).click()
    expect(await v.axe()).toEqual([])

    await v.page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click()
    await v.page.getByLabel('Tên bộ lọc').fill('Cận nghèo, thu nhập thấp trước')
    await v.page.getByRole('button', { name: 'Lưu bộ lọc này' }).click()
    await v.open('/households')
    await v.page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click()
    await v.page.getByRole('button', { name: 'Cận nghèo, thu nhập thấp trước', exact: true }).click()
    await v.page.waitForURL(/standing=near_poor/)
    await settle(v.page)

    await v.page.getByRole('button', { name: 'Xuất tệp' }).click()
    const [file] = await Promise.all([
      v.page.waitForEvent('download'),
      v.page.getByRole('menuitem', { name: 'Tệp .csv' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.csv$/)
    await v.page.getByRole('button', { name: 'Bỏ điều kiện Phân loại: Hộ cận nghèo' }).click()
    await v.page.waitForURL(url => !url.search.includes('standing'))
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('opens from the links of other pages', async () => {
    const v = await come('canbo')
    await v.open('/households?recognised_until_from=2026-11-24&recognised_until_to=2027-02-22')
    expect(await v.page.locator('.hh-chip').textContent()).toContain('24-11-2026')
    await v.open('/households?unknown=income_per_head_month')
    expect(await v.page.locator('.hh-chip').textContent()).toContain('Chưa biết')
    expect(v.errors).toEqual([])
    await v.close()
  })
})

describe('the file of a household', () => {
  it('is found by a name without marks, opened by keyboard, and says why', async () => {
    const v = await come('canbo')
    const { head_name } = await someHousehold(v, 'standing=near_poor')
    await v.open('/households')
    await v.page.getByLabel('Tìm người', { exact: true }).focus()
    await v.page.keyboard.type(unmarked(head_name))
    const hit = v.page.locator('.hh-search tbody a', { hasText: head_name }).first()
    await hit.waitFor()
    for (let i = 0; i < 8 && !(await hit.evaluate(isFocused)); i++) await v.page.keyboard.press('Tab')
    await v.page.keyboard.press('Enter')
    await v.page.waitForURL(/\/households\/H/)
    await settle(v.page)
    await v.page.locator('.ind').first().waitFor()
    expect(await v.page.locator('.ind').count()).toBe(12)

    const right = v.page.locator('.right', { hasText: 'Hỗ trợ đóng bảo hiểm y tế' }).first()
    await right.locator('.right-open').focus()
    await v.page.keyboard.press('Enter')
    await right.locator('.why-article').waitFor()
    const why = await right.locator('.why').textContent()
    expect(why).toMatch(/Được hỗ trợ tiền đóng/)
    expect(why).toMatch(/Căn cứ:.*(Nghị định|Luật)/s)
    await right.getByRole('button', { name: 'Xem điều gì sẽ làm khác đi' }).click()
    await right.locator('.why-changes li').first().waitFor()
    expect(await right.locator('.why-changes').textContent()).toMatch(/thì không còn được hưởng/)
    // a value that nobody has compared with the act carries its mark
    await right.locator('.why-values .marked').first().click()
    await v.page
      .locator('strong', { hasText: /chưa đối chiếu văn bản/i })
      .first()
      .waitFor()
    await v.page.keyboard.press('Escape')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('is read only in the past, as known now and then', async () => {
    const v = await come('canbo')
    const { household_id, head_name } = await someHousehold(v, 'standing=near_poor', 1)
    await v.open(`/households/${household_id}`)
    await v.page.getByRole('button', { name: 'Sửa hồ sơ' }).waitFor()
    await v.open(`/households/${household_id}?month=2025-12`)
    expect(await title(v)).toBe(head_name)
    expect(await v.page.locator('#benefits').textContent()).toContain('Kết quả tháng 12-2025')
    await v.page.getByText('Đang xem quá khứ: chỉ đọc').waitFor()
    expect(await v.page.getByRole('button', { name: 'Sửa hồ sơ' }).count()).toBe(0)
    expect(await v.page.getByRole('button', { name: /^Ghi tình trạng/ }).count()).toBe(0)
    expect(await v.axe()).toEqual([])
    // everything was recorded only later: at the end of that month nothing was known
    await v.open(`/households/${household_id}?month=2025-12&known=then`)
    expect(await title(v)).toBe('Không mở được hồ sơ này')
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('takes the state of a delivery', async () => {
    const v = await come('canbo')
    const { household_id } = await someHousehold(v, 'standing=near_poor', 2)
    await v.open(`/households/${household_id}`)
    const right = v.page.locator('.right-owed', { hasText: 'Hỗ trợ đóng bảo hiểm y tế' }).first()
    const before = await v.page.locator('.right-owed').count()
    await right.getByRole('button', { name: /^Ghi tình trạng/ }).click()
    await v.page.locator('.deliver button[type=submit]').click()
    await v.page.locator('.deliver').waitFor({ state: 'detached' })
    await settle(v.page)
    await expect.poll(() => v.page.locator('.right-owed').count(), { timeout: 10_000 }).toBe(before - 1)
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('of a foreign commune is refused', async () => {
    const own = await come('canbo')
    const { household_id, head_name } = await someHousehold(own, 'standing=near_poor')
    await own.close()
    const v = await come('canbo2')
    await v.open(`/households/${household_id}`)
    expect(await title(v)).toBe('Không mở được hồ sơ này')
    await v.page.getByRole('alert').waitFor()
    expect(await v.page.locator('main').textContent()).not.toContain(head_name)
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('speaks English, on a phone', async () => {
    const v = await come('canbo', { language: 'en', width: 390 })
    const { household_id } = await someHousehold(v, 'standing=near_poor')
    await v.open(`/households/${household_id}`)
    expect(await v.page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Standing',
      'Members',
      'Rights',
      'Facts',
      'Timeline',
      'Papers and related files',
    ])
    expect(await v.page.locator('#standing').textContent()).toMatch(/This is a near-poor household/)
    expect(await v.axe()).toEqual([])
    await v.open('/households')
    expect(await title(v)).toBe('Households')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})

describe('changes', () => {
  it('are previewed before they are recorded, and two at once are for a person to decide', async () => {
    const v = await come('canbo')
    const { household_id } = await someHousehold(v, 'standing=not_poor')
    const { version } = await get<File>(v, `/households/${household_id}`)
    const mine = 7_000_000 + version * 1000
    const shown = `${mine.toLocaleString('de-DE')} đ`
    await v.open(`/households/${household_id}/change?what=correct`)
    await v.page.getByLabel('Chọn thông tin cần sửa').selectOption('income_per_head_month')
    await v.page.getByLabel(/^Thu nhập bình quân/).fill(String(mine))
    await v.page.getByRole('button', { name: 'Xem trước thay đổi' }).click()
    const preview = v.page.locator('.write-seen')
    await preview.waitFor()
    expect(await preview.textContent()).toContain(shown)
    expect(await v.axe()).toEqual([])
    // nothing was written by looking
    expect((await get<File>(v, `/households/${household_id}`)).version).toBe(version)

    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    const other = {
      kind: 'surveyed',
      effective_on: day,
      household: { facts: { income_per_head_month: 6_000_000 } },
    }
    const meanwhile = await post(v, `/households/${household_id}/actions`, other, {
      'If-Match': `"${version}"`,
    })
    expect(meanwhile.status()).toBe(201)
    await preview.getByRole('button', { name: 'Ghi vào hồ sơ' }).click()
    const conflict = v.page.getByRole('alert').filter({ hasText: 'vừa được người khác sửa' })
    await conflict.waitFor()
    expect(await conflict.textContent()).toContain(`${shown}6.000.000 đ`)
    expect(await v.axe()).toEqual([])
    await conflict.getByRole('button', { name: 'Xem trước trên bản mới' }).click()
    await preview.getByRole('button', { name: 'Ghi vào hồ sơ' }).click()
    await v.page.waitForURL(url => url.pathname === `/households/${household_id}`)
    await settle(v.page)
    await expect.poll(() => v.page.locator('#facts').textContent(), { timeout: 10_000 }).toContain(shown)
    expect(await v.page.locator('#timeline').textContent()).toContain('Đính chính')
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('split a household, seen from both sides before it is done', async () => {
    const v = await come('canbo')
    const { household_id } = await someHousehold(v, 'standing=not_poor&member_count_from=3', 3)
    const { members, head_id } = await get<File>(v, `/households/${household_id}`)
    const moving = members.find(m => m.person_id !== head_id)
    await v.open(`/households/${household_id}/change?what=split`)
    await v.page.getByLabel(new RegExp(`^${moving?.full_name} ·`)).check()
    await v.page
      .getByRole('group', { name: 'Quan hệ với chủ hộ mới' })
      .getByLabel(moving?.full_name ?? '')
      .selectOption('head')
    await v.page.getByRole('button', { name: 'Xem trước thay đổi' }).click()
    const preview = v.page.locator('.write-seen')
    await preview.waitFor()
    expect(await preview.textContent()).toMatch(/Rời hộ/)
    expect(await preview.textContent()).toMatch(/Hộ mới/)
    expect(await v.axe()).toEqual([])
    for (const what of ['join', 'merge']) {
      await v.open(`/households/${household_id}/change?what=${what}`)
      expect(await v.axe()).toEqual([])
    }
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('take in somebody whom another commune announced', async () => {
    const there = await come('canbo2')
    const { household_id } = await someHousehold(there, 'member_count_from=3&sort=household_id&order=desc', 2)
    const file = await get<File>(there, `/households/${household_id}`)
    const leaving = file.members.find(m => m.person_id !== file.head_id)
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    const announced = await post(
      there,
      `/households/${household_id}/events`,
      {
        event: 'announced',
        effective_on: day,
        person_id: leaving?.person_id,
        to_commune: '11311',
        reason: 'member_left',
      },
      { 'If-Match': `"${file.version}"` },
    )
    expect(announced.status()).toBe(201)
    await there.close()

    const v = await come('canbo')
    const into = await someHousehold(v, 'standing=not_poor', 7)
    await v.open('/households/arrivals')
    expect(await v.axe()).toEqual([])
    await v.page.getByRole('button', { name: 'Xem và tiếp nhận' }).first().click()
    await v.page.getByText(`${leaving?.full_name}, sinh`).waitFor()
    await v.page.getByLabel('Tìm hộ theo tên một người trong hộ').fill(unmarked(into.head_name))
    await v.page.getByRole('radio', { name: new RegExp(into.household_id) }).check()
    await v.page.getByLabel('Quan hệ với chủ hộ nơi đến').selectOption('other')
    await v.page.getByRole('button', { name: 'Xem trước thay đổi' }).click()
    await v.page.locator('.write-seen').waitFor()
    expect(await v.page.locator('.write-seen').textContent()).toMatch(/Thêm vào hộ/)
    expect(await v.axe()).toEqual([])
    for (const path of ['duplicates', 'area-choices']) {
      await v.open(`/households/${path}`)
      expect(await v.axe()).toEqual([])
    }
    expect(v.errors).toEqual([])
    await v.close()
  })
})
