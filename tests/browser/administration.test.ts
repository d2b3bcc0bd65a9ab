import { readFileSync } from 'node:fs'
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

/** Chooses in a list of choices by its label. */
async function choose(v: Visit, label: string, option: string): Promise<void> {
  await v.page.locator('#content').getByRole('combobox', { name: label, exact: true }).click()
  await v.page.getByRole('option', { name: option, exact: true }).click()
}

async function newAccount(v: Visit, name: string, username: string): Promise<void> {
  await v.open('/administration/users')
  await v.page.getByRole('button', { name: 'Lập tài khoản' }).click()
  await v.page.getByLabel('Họ tên').fill(name)
  await v.page.getByLabel('Tên đăng nhập').fill(username)
  await v.page.getByRole('button', { name: 'Lập tài khoản và cấp mật khẩu một lần' }).click()
  await v.page.getByRole('link', { name: 'Giao vai trò cho tài khoản này' }).click()
  await v.page.getByRole('heading', { name, exact: true }).waitFor()
  await settle(v.page)
}

describe('accounts', () => {
  it('are given a role in an area, refused the same one twice, shut out; all of it stands in a sound log', async () => {
    const v = await visit(browser, at)
    await v.signIn('quantri')
    await newAccount(v, 'Lý Thử Vai', `lythuvai${Date.now().toString(36)}`)
    const give = async () => {
      await choose(v, 'Vai trò', 'Điều tra viên')
      await choose(v, 'Địa bàn', 'Phường Hải Dương')
      await v.page.getByRole('button', { name: 'Giao vai trò' }).click()
    }
    await give()
    await v.page.getByRole('cell', { name: 'Điều tra viên', exact: true }).waitFor()
    await give()
    await v.page.getByRole('alert').getByText('đang giữ đúng vai trò', { exact: false }).waitFor()
    expect(await v.axe()).toEqual([])
    await v.page.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await v.page.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await v.page.getByRole('button', { name: 'Mở khóa' }).waitFor()
    await v.page.getByRole('button', { name: /^Thu lại vai trò/ }).click()
    await v.page.getByRole('button', { name: 'Thu lại' }).click()
    await v.page.getByText('chưa có vai trò').waitFor()

    await v.page.getByRole('link', { name: 'Ai đã sửa tài khoản này' }).click()
    await v.page.getByRole('heading', { name: 'Nhật ký' }).waitFor()
    await settle(v.page)
    await expect
      .poll(() => v.page.locator('tbody tr td:nth-child(3)').allTextContents(), { timeout: 20_000 })
      .toEqual(['Thu lại vai trò', 'Khóa tài khoản', 'Giao vai trò', 'Lập tài khoản'])
    await choose(v, 'Việc', 'Giao vai trò')
    await settle(v.page)
    expect(new URL(v.page.url()).searchParams.get('action')).toBe('grant.give')
    await expect.poll(() => v.page.locator('tbody tr').count(), { timeout: 20_000 }).toBe(1)
    expect(await v.page.locator('tbody tr').textContent()).toContain('Điều tra viên')
    await v.page.getByRole('button', { name: 'Kiểm chứng nhật ký' }).click()
    await v.page.getByText(/^Nguyên vẹn: /).waitFor()
    const [file] = await Promise.all([
      v.page.waitForEvent('download'),
      v.page.getByRole('button', { name: 'Tải điểm kiểm chứng có ký số' }).click(),
    ])
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toHaveProperty('signature')
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  }, 90_000)

  it('are not one’s own to manage', async () => {
    const v = await visit(browser, at)
    await v.signIn('quantri')
    await v.open('/administration/users')
    await v.page.getByRole('link', { name: 'Phan Quản Trị' }).click()
    await v.page.getByText('Không ai tự giao', { exact: false }).waitFor()
    expect(await v.page.getByRole('button', { name: 'Giao vai trò' }).count()).toBe(0)
    await v.close()
  })
})

describe('totals of areas', () => {
  it('are entered with a source, corrected, and pasted as a table', async () => {
    const v = await visit(browser, at)
    await v.signIn('chuyenvien')
    await v.open('/administration/areas?year=2019')
    await v.page.getByText(/Còn thiếu/).waitFor()
    await v.page.getByLabel('Tìm đơn vị').fill('hai duong')
    await v.page.getByRole('button', { name: 'Nhập: Phường Hải Dương' }).click()
    const dialog = v.page.getByRole('dialog')
    await dialog.getByLabel('Hộ', { exact: true }).fill('12345')
    await dialog.getByLabel('Nguồn').fill('Niên giám thống kê 2019, trang 12')
    await settle(v.page)
    expect(await v.axe()).toEqual([])
    await dialog.getByRole('button', { name: 'Lưu tổng số' }).click()
    await dialog.waitFor({ state: 'detached' })
    await v.page.getByRole('button', { name: 'Sửa: Phường Hải Dương' }).waitFor()
    expect(await v.page.locator('tbody tr').first().textContent()).toContain('12.345')

    await v.page.getByRole('button', { name: 'Nhập nhiều đơn vị cùng lúc' }).click()
    await v.page
      .getByLabel('Bảng mã, số hộ, số người')
      .fill('10525\t12.400\t41 000\n99999\t5\t6\n10507\tmười\t7\n10507\t900\t3.100')
    await v.page.getByText('Không có đơn vị nào mang mã này').waitFor()
    await v.page.getByText('Sửa số cũ').waitFor()
    await v.page.getByText('Không đọc được số').waitFor()
    await v.page.getByRole('region', { name: 'Nhập nhiều đơn vị' }).getByLabel('Nguồn').fill('Báo cáo thử')
    expect(await v.axe()).toEqual([])
    await v.page.getByRole('button', { name: 'Ghi 1 đơn vị' }).click()
    await v.page.getByText('Đã ghi 1 đơn vị.').waitFor()
    await v.page.getByText('12.400').first().waitFor()
    expect(v.errors).toEqual([])
    await v.close()
  })
})

describe('settings and health', () => {
  it('say what has no source, keep who set what, and show the store as it is', async () => {
    const v = await visit(browser, at)
    await v.signIn('quantri')
    await v.open('/administration/settings')
    const opinion = v.page.locator('[data-setting=opinion]')
    expect(await opinion.textContent()).toContain('Chưa có căn cứ')
    const soon = v.page.locator('[data-setting=due_soon_days]')
    await soon.getByRole('button', { name: /^Sửa/ }).click()
    await soon.getByLabel('Nguồn').fill('Quy chế thử của cơ quan')
    await soon.getByRole('button', { name: 'Lưu' }).click()
    await soon.getByText('Quy chế thử của cơ quan').waitFor()
    await soon.getByRole('button', { name: /^Đã sửa những gì/ }).click()
    await soon.getByRole('cell', { name: 'Phan Quản Trị' }).first().waitFor()
    expect(await v.axe()).toEqual([])
    const [file] = await Promise.all([
      v.page.waitForEvent('download'),
      v.page
        .getByRole('button', { name: /^Tải mẫu: / })
        .first()
        .click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.docx$/)

    await v.open('/administration/health')
    await v.page.getByText('Sẵn sàng phục vụ').waitFor()
    await v.page.getByRole('cell', { name: 'Xét hưởng', exact: true }).waitFor()
    expect(await v.axe()).toEqual([])
    await v.open('/administration')
    expect(await v.page.locator('.adm-line').count()).toBe(5)
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('are shown to others only as far as they go, in English too', async () => {
    const v = await visit(browser, at, { language: 'en', width: 390, height: 844 })
    await v.signIn('thanhtra')
    await v.open('/administration')
    expect(await v.page.locator('.adm-line').allTextContents()).toHaveLength(1)
    await v.page.getByRole('link', { name: 'Log', exact: true }).click()
    await v.page.getByRole('heading', { name: 'Log', exact: true }).waitFor()
    await settle(v.page)
    expect(await v.axe()).toEqual([])
    await v.open('/administration/health')
    await v.page.getByRole('alert').waitFor()
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })

  it('leave personal data to those who answer for them', async () => {
    const v = await visit(browser, at)
    await v.signIn('chuyenvien')
    await v.open('/administration/privacy')
    await v.page.getByLabel('Mã người').fill('khong-co-nguoi-nay')
    await v.page.getByRole('button', { name: 'Xem còn phải giữ không' }).click()
    await v.page.getByRole('alert').waitFor()
    expect(await v.axe()).toEqual([])
    expect(v.errors).toEqual([])
    await v.close()
  })
})
