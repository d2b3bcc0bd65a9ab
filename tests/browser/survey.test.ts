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

type Json = Record<string, unknown>

/** The API as the person of this visit. */
async function ask(v: Visit, method: string, path: string, data?: object, headers: Json = {}): Promise<Json> {
  const answer = await v.page.request.fetch(`${at.url}/api${path}`, {
    method,
    ...(data === undefined ? {} : { data }),
    headers: {
      origin: at.url,
      ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
      ...(headers as Record<string, string>),
    },
  })
  if (!answer.ok() && answer.status() !== 409)
    throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Json
}

/** A case that waits for Form B: a household of 10525 that asked for a review and went through Form A. */
async function caseToSurvey(v: Visit): Promise<{ id: string; household: string }> {
  await ask(v, 'POST', '/reviews/rounds', { kind: 'annual', area: '10525', year: 2026 })
  const { items } = (await ask(v, 'GET', '/households?commune=10525&limit=60')) as {
    items: { household_id: string }[]
  }
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  for (const { household_id } of items.slice(20)) {
    const taken = await ask(v, 'POST', '/reviews/requests', {
      form: '01',
      household_id,
      received_on: today,
    })
    if (typeof taken['case_id'] !== 'string') continue
    const id = taken['case_id']
    const { case: found } = (await ask(v, 'GET', `/reviews/cases/${id}`)) as { case: { version: number } }
    await ask(
      v,
      'POST',
      `/reviews/cases/${id}/screening`,
      { on: today, answers: {} },
      { 'if-match': `"${found.version}"` },
    )
    return { id, household: household_id }
  }
  throw new Error('no household could ask for a review')
}

/** Everything that the page keeps on the device, as one text; sealed bytes as the letters they would be. */
const onDevice = (v: Visit): Promise<string> =>
  v.page.evaluate<string>(`(async () => {
    const out = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name } of await indexedDB.databases()) {
      out.push(name)
      const db = await new Promise((ok, no) => { const r = indexedDB.open(name); r.onsuccess = () => ok(r.result); r.onerror = no })
      for (const store of db.objectStoreNames) {
        const all = await new Promise(ok => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => ok(r.result) })
        const show = (k, x) => x instanceof ArrayBuffer || ArrayBuffer.isView(x) ? new TextDecoder('utf-8').decode(x) : x
        out.push(store + ' ' + all.length + ' ' + JSON.stringify(all, show))
      }
      db.close()
    }
    return out.join('\\n')
  })()`)

const jumpTo = async (v: Visit, question: string): Promise<void> => {
  const heading = v.page.getByRole('heading', { name: question })
  for (let n = 0; n < 60 && (await heading.count()) === 0; n++)
    await v.page.getByRole('button', { name: 'Câu sau' }).click()
  await heading.waitFor()
}
const finishOf = async (v: Visit): Promise<void> => {
  await v.page.getByText('Cả phiếu').click()
  await v.page.getByRole('button', { name: 'Ghi xong phiếu' }).click()
}

describe('the form of a review', () => {
  it('is filled in without a network, survives a reload, and is sent when the network is back', async () => {
    const v = await visit(browser, at, { width: 390, height: 844 })
    await v.signIn('canbo2')
    const { id, household } = await caseToSurvey(v)
    await v.open('/survey')
    await v.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await v.page.getByRole('button', { name: /Tải \d+ phiếu về máy/ }).click()
    await v.page.locator(`a[href="/reviews/cases/${id}/form"]`).waitFor({ timeout: 60_000 })
    expect(await v.axe()).toEqual([])

    await v.context.setOffline(true)
    await v.page.goto(`${at.url}/reviews/cases/${id}/form`)
    await settle(v.page)
    await v.page.getByText('Không có mạng').waitFor()
    await v.page.getByText(/Thiếu \d+ trong 12 chỉ số/).waitFor()
    await jumpTo(v, 'Tính bình quân, mỗi người trong nhà có bao nhiêu tiền một tháng?')
    const income = v.page.getByLabel('Tính bình quân')
    await income.fill('1234567')
    expect(await income.inputValue()).toBe('1.234.567 đ')
    expect(await v.axe()).toEqual([])
    await jumpTo(v, 'Nhà tiêu của gia đình là loại nào?')
    await v.page.getByLabel('Không có nhà tiêu').check()
    await v.page
      .getByText(/Hộ nghèo|Hộ cận nghèo/)
      .first()
      .waitFor()

    await v.page.reload()
    await settle(v.page)
    await jumpTo(v, 'Nhà tiêu của gia đình là loại nào?')
    expect(await v.page.getByLabel('Không có nhà tiêu').isChecked()).toBe(true)
    const kept = await onDevice(v)
    expect(kept).toMatch(/form \d/)
    expect(kept).not.toMatch(/1234567|toilet_kind|income_per_head/)

    await finishOf(v)
    await v.page.getByText('Phiếu đã xong, đang chờ gửi').waitFor()
    expect(await v.axe()).toEqual([])
    await v.context.setOffline(false)
    await v.page.getByText('Đã gửi phiếu').waitFor()
    const file = (await ask(v, 'GET', `/households/${household}`)) as {
      facts: { name: string; value: unknown }[]
    }
    expect(file.facts.find(f => f.name === 'toilet_kind')?.value).toBe('none')
    expect(file.facts.find(f => f.name === 'income_per_head_month')?.value).toBe(1_234_567)
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('shows side by side what somebody else has changed, and is unreadable after the way out', async () => {
    const v = await visit(browser, at, { width: 390, height: 844 })
    await v.signIn('canbo2', { anew: true })
    const { id, household } = await caseToSurvey(v)
    await v.open(`/reviews/cases/${id}/form`)
    await jumpTo(v, 'Nhà rộng bao nhiêu mét vuông?')
    await v.page.getByLabel('Nhà rộng').fill('41,5')
    const before = (await ask(v, 'GET', `/households/${household}`)) as { version: number }
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    await ask(
      v,
      'POST',
      `/households/${household}/actions`,
      { kind: 'surveyed', effective_on: today, household: { facts: { floor_area_m2: '77.00' } } },
      { 'if-match': `"${before.version}"` },
    )
    await finishOf(v)
    await v.page.getByRole('heading', { name: 'Hồ sơ đã được người khác sửa' }).waitFor()
    await v.page.getByText('Phiếu này: 41,50').waitFor()
    await v.page.getByText('Người khác đã ghi: 77,00').waitFor()
    expect(await v.page.getByRole('button', { name: 'Gửi theo lựa chọn' }).isDisabled()).toBe(true)
    expect(await v.axe()).toEqual([])

    const whileIn = await onDevice(v)
    expect(whileIn).toMatch(/ansinh-key/)
    await v.open('/today')
    await v.page
      .getByRole('button', { name: /canbo2|Cán Bộ/i })
      .first()
      .click()
    await v.page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await v.page.waitForURL('**/sign-in')
    await settle(v.page)
    const after = await onDevice(v)
    expect(after).not.toMatch(/ansinh-key|41[.,]5|floor_area/)
    expect(after).toMatch(/form 1/)

    await v.signIn('canbo2', { anew: true })
    await v.open(`/reviews/cases/${id}/form`)
    await v.page.getByLabel('Người khác đã ghi: 77,00').check()
    await v.page.getByRole('button', { name: 'Gửi theo lựa chọn' }).click()
    await v.page.getByText('Đã gửi phiếu').waitFor()
    const file = (await ask(v, 'GET', `/households/${household}`)) as {
      facts: { name: string; value: unknown }[]
    }
    expect(file.facts.find(f => f.name === 'floor_area_m2')?.value).toBe('77.00')
    expect(v.errors).toEqual([])
    await v.close()
  })
})
