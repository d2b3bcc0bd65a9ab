import { z } from '@hono/zod-openapi'
import { currentLanguage } from './language.ts'

const KINDS: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  bigint: 'số nguyên',
  boolean: 'đúng hoặc sai (true, false)',
  array: 'danh sách',
  object: 'nhóm giá trị',
  record: 'nhóm giá trị',
  date: 'ngày',
  null: 'để trống (null)',
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'Phải là ngày dạng 2026-01-31.',
  datetime: 'Phải là ngày giờ dạng 2026-01-31T08:00:00Z.',
  time: 'Phải là giờ dạng 08:00:00.',
  email: 'Không phải địa chỉ email.',
  uuid: 'Không phải mã UUID.',
  url: 'Không phải địa chỉ URL.',
  regex: 'Không đúng dạng yêu cầu.',
}

type Issue = Parameters<NonNullable<ReturnType<typeof z.locales.vi>['localeError']>>[0]
type Size = { readonly origin: string; readonly inclusive?: boolean | undefined }

function tooSmall(issue: Size & { readonly minimum: number | bigint }): string {
  const least = issue.minimum.toLocaleString('vi-VN')
  if (issue.origin === 'string')
    return issue.minimum === 1 ? 'Không được để trống.' : `Phải có ít nhất ${least} ký tự.`
  if (issue.origin === 'array' || issue.origin === 'set') return `Phải có ít nhất ${least} mục.`
  return issue.inclusive === false ? `Phải lớn hơn ${least}.` : `Phải từ ${least} trở lên.`
}

function tooBig(issue: Size & { readonly maximum: number | bigint }): string {
  const most = issue.maximum.toLocaleString('vi-VN')
  if (issue.origin === 'string') return `Không được dài quá ${most} ký tự.`
  if (issue.origin === 'array' || issue.origin === 'set') return `Không được quá ${most} mục.`
  return issue.inclusive === false ? `Phải nhỏ hơn ${most}.` : `Phải từ ${most} trở xuống.`
}

/** The message of a validation fault as an officer reads it; undefined leaves it to the library's own Vietnamese. */
function vietnamese(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Thiếu giá trị bắt buộc.'
      return `Phải là ${KINDS[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return issue.values.length === 1
        ? `Phải là ${String(issue.values[0])}.`
        : `Phải là một trong: ${issue.values.map(String).join(', ')}.`
    case 'invalid_format':
      return FORMATS[issue.format]
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'unrecognized_keys':
      return `Không có trường này: ${issue.keys.join(', ')}.`
    default:
      return undefined
  }
}

const own = z.locales.vi().localeError

/**
 * Makes zod speak the language of the request inside a request, and nothing new outside: a law file's faults on the command line stay as they
 * were. Safe to call many times.
 */
export function teachZodTheLanguage(): void {
  z.config({
    customError: issue => {
      if (currentLanguage() !== 'vi') return undefined
      return vietnamese(issue as Issue) ?? own?.(issue as Issue)
    },
  })
}
