import { readFileSync } from 'node:fs'
import { TemplateHandler } from 'easy-template-x'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './chromium.ts'
import { office } from './office.ts'
import { type Office, settle, type Visit, visit } from './visit.ts'

const COMMUNE = '11311'
let browser: Browser
let at: Office
let officer: Visit
let surveyor: Visit
let chair: Visit

/** The regular round of last month: its days have passed, so that postings have ended whenever the suite runs. */
const round = lastMonth()
const FIRST = round.starts

beforeAll(async () => {
  at = await office()
  browser = await launch()
  officer = await visit(browser, at)
  surveyor = await visit(browser, at, { width: 390, height: 844 })
  chair = await visit(browser, at)
  await Promise.all([officer.signIn('canbo'), surveyor.signIn('dieutra'), chair.signIn('lanhdaoxa')])
}, 180_000)
afterAll(() => browser.close())

describe('a regular review from request to certificate, by officer, surveyor and chair', () => {
  let household: Household
  let other: Household
  let casePath = ''
  let decisionPath = ''

  it('opens the round, which says its list and its days before', async () => {
    const { page } = officer
    const found = await unlisted(page)
    household = found[0]
    other = found[1]
    await officer.open('/reviews')
    await page.getByRole('button', { name: 'Mở đợt rà soát' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Năm', { exact: true }).fill(String(round.year))
    await pick(page, 'Tháng', String(round.month))
    await dialog.getByText(/hộ có giấy đề nghị Mẫu số 04/).waitFor()
    await dialog.getByText(new RegExp(`Bắt đầu ngày ${vietnamese(FIRST)}`)).waitFor()
    expect(await officer.axe()).toEqual([])
    await dialog.getByRole('button', { name: 'Mở đợt', exact: true }).click()
    await page.getByText(new RegExp(`^Đã mở ${round.name}`)).waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
  })

  it('takes the request in at the counter, and prints the slip with its code', async () => {
    const { page } = officer
    await officer.open('/reviews/requests')
    await page.getByRole('button', { name: 'Nhận giấy đề nghị' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tìm hộ').fill(household.name)
    await dialog
      .getByRole('button')
      .filter({ hasText: household.name })
      .filter({ hasText: household.hamlet })
      .first()
      .click()
    await dialog.getByLabel('Ngày nhận').fill(FIRST)
    expect(await officer.axe()).toEqual([])
    await dialog.getByRole('button', { name: `Nhận giấy của hộ ${household.name}` }).click()
    const code = await page
      .getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
      .first()
      .textContent()
    expect(await textOf(page, 'Tải giấy hẹn .docx')).toContain(code)
    expect(await officer.axe()).toEqual([])
    await page.getByRole('link', { name: 'Mở hồ sơ rà soát' }).click()
    await page.getByRole('heading', { name: household.name }).waitFor()
    casePath = new URL(page.url()).pathname
    expect(page.url()).not.toContain(encodeURIComponent(household.name))
    await page.getByText('Hồ sơ đang ở bước: Cần rà soát').waitFor()
  })

  it('is screened by Form A and surveyed by Form B, on a telephone', async () => {
    const { page } = surveyor
    await surveyor.open(casePath)
    await page.getByRole('button', { name: 'Ghi Phiếu A' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Ngày', { exact: true }).fill(FIRST)
    const car = dialog.getByRole('radiogroup').first()
    await car.getByLabel('Có').click()
    await dialog.getByRole('button', { name: 'Ghi Phiếu A: dừng ở đây' }).waitFor()
    await car.getByLabel('Không', { exact: true }).click()
    expect(await surveyor.axe()).toEqual([])
    await dialog.getByRole('button', { name: 'Ghi Phiếu A: khảo sát tiếp' }).click()
    await page.getByRole('link', { name: 'Điền Phiếu B' }).waitFor()
    await fillFormB(surveyor, casePath)
    await surveyor.open(casePath)
    await page.getByText('Hồ sơ đang ở bước: Đã khảo sát').waitFor()
    // the meeting is no matter of the surveyor
    await page
      .getByText(/Người khác làm bước này|Sửa Phiếu B/)
      .first()
      .waitFor()
    expect(await page.getByRole('link', { name: 'Họp dân' }).count()).toBe(0)
    expect(await surveyor.axe()).toEqual([])
  })

  it('is agreed to by the meeting, with minutes in two copies', async () => {
    const { page } = officer
    await officer.open(casePath)
    await page.getByRole('link', { name: 'Họp dân' }).click()
    await page.getByRole('heading', { name: 'Ghi cuộc họp dân' }).waitFor()
    await page.getByLabel('Ngày', { exact: true }).fill(FIRST)
    await page.getByLabel('Số người dự họp').fill('41')
    await page.getByLabel('Người chủ trì').fill('Trần Văn Chủ')
    const votes = page.getByLabel(`Số người đồng ý: ${household.name}`)
    await votes.fill('20')
    await page.getByText('phải khảo sát lại', { exact: true }).waitFor()
    await votes.fill('38')
    expect(await officer.axe()).toEqual([])
    await page.getByRole('button', { name: /^Ghi họp dân 1 hộ: 1 thống nhất/ }).click()
    await page.getByRole('heading', { name: `Họp dân ${household.hamlet}` }).waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
    expect(await textOf(page, 'Tải biên bản .docx, 2 bản')).toContain(household.name)
  })

  it('is posted from the board, and nobody is named after the last day', async () => {
    const { page } = officer
    await officer.open('/reviews')
    await page.getByRole('link', { name: round.name }).click()
    const met = page.getByRole('region', { name: 'Họp dân đã thống nhất' })
    await met.getByRole('link', { name: household.name }).waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
    await met.getByRole('button', { name: /Niêm yết/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Từ ngày').fill(FIRST)
    await dialog.getByRole('button', { name: /^Niêm yết 1 hộ: 1 hộ (cận )?nghèo/ }).click()
    await page.getByText(/Đã hết hạn niêm yết ngày/).waitFor()
    expect(await page.getByText(household.name).count()).toBe(0)
    expect(await officer.axe()).toEqual([])
  })

  it('shows a running posting as a paper, and what somebody else has done meanwhile', async () => {
    const { page } = officer
    const posted = await postByApi(other)
    await officer.open(`/reviews/postings/${posted.posting}`)
    await page.getByText('Cộng hòa xã hội chủ nghĩa Việt Nam').waitFor()
    await page.getByRole('cell', { name: other.name }).waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
    expect(await textOf(page, 'Tải .docx')).toContain(other.name)

    await officer.open(`/reviews/cases/${posted.case}`)
    await page.getByRole('button', { name: 'Ghi khiếu nại' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nội dung').fill('Hộ này có xe tải.')
    await write(officer, `/reviews/cases/${posted.case}/complaints`, {
      on: today(),
      complainant: 'household',
      subject: 'Gia đình xin xem lại.',
    })
    await dialog.getByRole('button', { name: 'Ghi khiếu nại' }).click()
    await dialog.getByText(/đã được người khác chuyển bước|chưa làm được/).waitFor()
    await dialog.getByText('Hồ sơ đã được đọc lại', { exact: false }).waitFor()
    expect(await dialog.getByLabel('Nội dung').inputValue()).toBe('Hộ này có xe tải.')
    await dialog.getByRole('button', { name: 'Thôi' }).click()

    await page.getByRole('button', { name: 'Ghi phúc tra' }).click()
    await dialog.getByLabel('Kết quả phúc tra').fill('Xe tải là của hộ liền kề.')
    await dialog.getByRole('button', { name: /^Ghi phúc tra/ }).click()
    await page.getByText('Hồ sơ đang ở bước: Đã phúc tra').waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
  })

  it('is proposed by the officer, who may not sign', async () => {
    const { page } = officer
    await officer.open(casePath)
    await page.getByRole('button', { name: 'Trình quyết định' }).click()
    const dialog = page.getByRole('dialog')
    const go = dialog.getByRole('button', { name: /^Trình 1 hộ: 1 hộ (cận )?nghèo, Phường Hồng Bàng$/ })
    await go.waitFor()
    expect(await officer.axe()).toEqual([])
    await go.click()
    await page.getByRole('heading', { name: 'Dự thảo quyết định, 1 hộ' }).waitFor()
    decisionPath = new URL(page.url()).pathname
    await page.getByText('Người trình không tự ký.', { exact: false }).waitFor()
    expect(await page.getByRole('button', { name: 'Ký quyết định' }).count()).toBe(0)
    const refused = await officer.page.request.post(`${at.url}/api${decisionPath}/approval`, {
      headers: { Origin: at.url, 'If-Match': '"1"' },
      data: { number: '1/QĐ-UBND', decided_on: today() },
    })
    expect([refused.status(), ((await refused.json()) as { code: string }).code]).toEqual([
      403,
      'review.four_eyes',
    ])
    expect(await officer.axe()).toEqual([])
  })

  it('is signed by the chair, who finds it among what waits', async () => {
    const { page } = chair
    await chair.open('/reviews/decisions')
    await settle(page)
    expect(await chair.axe()).toEqual([])
    await page.locator(`a[href^="${decisionPath}"]`).click()
    await page.getByRole('button', { name: 'Ký quyết định' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Số quyết định').fill(`${Date.now()}/QĐ-UBND`)
    expect(await chair.axe()).toEqual([])
    await dialog.getByRole('button', { name: /^Ký: 1 hộ (cận )?nghèo, Phường Hồng Bàng$/ }).click()
    await page.getByText('Đã ghi vào hồ sơ của 1 hộ.').waitFor()
    await page.getByText(/Phạm Lãnh Đạo Xã ký ngày/).waitFor()
  })

  it('ends with the certificate in the hand of the household', async () => {
    const { page } = officer
    await officer.open(decisionPath)
    expect(await textOf(page, 'Tải giấy chứng nhận của 1 hộ')).toContain(household.name)
    await page.getByRole('button', { name: 'Ghi đã cấp giấy cho 1 hộ' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Ghi đã cấp giấy cho 1 hộ' }).click()
    await page.getByText('Đã ghi cấp giấy cho tất cả.').waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
    await officer.open(casePath)
    await page.getByText('Hồ sơ đang ở bước: Đã cấp giấy').waitFor()
    for (const who of ['Nguyễn Điều Tra', 'Trần Cán Bộ', 'Phạm Lãnh Đạo Xã'])
      await page.getByRole('cell', { name: who, exact: true }).first().waitFor()
  })

  it('counts the household in the movement, and names it behind the number', async () => {
    const { page } = officer
    await officer.open('/reviews/movement')
    await pick(page, 'Đến cuối đợt', round.name)
    await settle(page)
    expect(await officer.axe()).toEqual([])
    await page
      .getByRole('button', { name: /^[1-9]\d* hộ: Tăng: phát sinh mới$/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('link', { name: household.name }).waitFor()
    expect(await officer.axe()).toEqual([])
  })
})

describe('the other lists, in both languages', () => {
  it('shows the round by deadline, with words, and chooses many', async () => {
    const { page } = officer
    await officer.open('/reviews')
    await page.getByRole('link', { name: round.name }).click()
    await page.getByText('Danh sách theo hạn').click()
    await page.waitForURL(/view=table/)
    await page
      .getByText(/^Quá hạn từ/)
      .first()
      .waitFor()
    await page.getByLabel(/^Chọn cả/).click()
    await page.getByText(/^Đã chọn \d+ hộ/).waitFor()
    await settle(page)
    expect(await officer.axe()).toEqual([])
  })

  it('keeps computed and recognised apart, and speaks English', async () => {
    await officer.open('/reviews/disagreements')
    expect(await officer.axe()).toEqual([])
    const english = await visit(browser, at, { language: 'en', dark: true, width: 1024 })
    await english.signIn('chuyenvien')
    await english.open('/reviews')
    await english.page.getByRole('heading', { name: 'Reviews' }).waitFor()
    expect(await english.axe()).toEqual([])
    await english.page.getByRole('link', { name: round.name }).first().click()
    await english.page.getByRole('heading', { name: round.name }).waitFor()
    await english.open('/reviews/movement')
    expect(await english.axe()).toEqual([])
    expect(english.errors).toEqual([])
    await english.close()
  })

  it('leaves no error in anybody’s console', () => {
    expect([...officer.errors, ...surveyor.errors, ...chair.errors]).toEqual([])
  })
})

interface Household {
  readonly id: string
  readonly name: string
  readonly hamlet: string
}

/** Two households of the commune that nobody has recognised as poor or near-poor, without a request, alone with their head's name. */
async function unlisted(page: Page): Promise<[Household, Household]> {
  const read = async (path: string) =>
    ((await (await page.request.get(`${at.url}/api${path}`)).json()) as { items: Record<string, string>[] })
      .items
  const asked = new Set((await read('/reviews/requests?limit=500')).map(r => r['household_id']))
  const all = await read(`/households?commune=${COMMUNE}&limit=500`)
  const names = all.map(h => h['head_name'])
  const free = all.filter(
    h =>
      !asked.has(h['household_id']) &&
      !['poor', 'near_poor'].includes(h['recognised_standing'] ?? '') &&
      !['poor', 'near_poor'].includes(h['computed_standing'] ?? '') &&
      h['state'] === 'active' &&
      names.filter(n => n === h['head_name']).length === 1,
  )
  const [a, b] = free.slice(-2).map(h => ({
    id: h['household_id'] ?? '',
    name: h['head_name'] ?? '',
    hamlet: h['hamlet'] ?? '',
  }))
  if (a === undefined || b === undefined) throw new Error('no such households in the demo')
  return [a, b]
}

/** Form B as the surveyor sends it; what the registry knows already is not asked again. */
async function fillFormB(who: Visit, path: string): Promise<void> {
  await write(who, `${path}/survey`, {
    on: FIRST,
    answers: { household: { toilet_kind: 'none' }, persons: {} },
    standing: 'near_poor',
    reason: 'Như khảo sát thực tế tại hộ.',
  })
}

/** The way of a second household up to its posting, by the API. */
async function postByApi(h: Household): Promise<{ case: string; posting: string }> {
  const taken = await write(officer, '/reviews/requests', {
    form: '04',
    household_id: h.id,
    received_on: FIRST,
  })
  const id = String(taken['case_id'])
  await write(surveyor, `/reviews/cases/${id}/screening`, { on: FIRST, answers: { car: false } })
  await fillFormB(surveyor, `/reviews/cases/${id}`)
  await write(officer, '/reviews/meetings', {
    hamlet: h.hamlet,
    on: FIRST,
    present: 10,
    votes: [{ case_id: id, agreed: 9 }],
  })
  const posted = await write(officer, '/reviews/postings', {
    cases: [{ case_id: id }],
    from: today(),
    address: 'UBND phường',
  })
  return { case: id, posting: (posted['posting'] as { posting_id: string }).posting_id }
}

/** A write of somebody by the API, with the version of the case where it is about one. */
async function write(who: Visit, path: string, data: unknown): Promise<Record<string, unknown>> {
  const aboutOne = /^(\/reviews\/cases\/[^/]+)\//.exec(path)?.[1]
  const headers: Record<string, string> = { Origin: at.url }
  if (aboutOne !== undefined)
    headers['If-Match'] = (await who.page.request.get(`${at.url}/api${aboutOne}`)).headers()['etag'] ?? ''
  const answer = await who.page.request.post(`${at.url}/api${path}`, { headers, data })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

/** Chooses one option of a select by its words. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Downloads a paper by its button and reads it: a Word document is a zip, and says what it says. */
async function textOf(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  const bytes = readFileSync(await (download as Download).path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  return await new TemplateHandler().getText(bytes)
}

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
}

function vietnamese(iso: string): string {
  return iso.split('-').toReversed().join('-')
}

function lastMonth(): { year: number; month: number; name: string; starts: string } {
  const [y = 0, m = 0] = today().split('-').map(Number)
  const [year, month] = m === 1 ? [y - 1, 12] : [y, m - 1]
  return {
    year,
    month,
    name: `Rà soát thường xuyên tháng ${month} năm ${year}`,
    starts: `${year}-${String(month).padStart(2, '0')}-15`,
  }
}
