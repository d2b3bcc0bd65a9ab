import type { Finding } from '../../engine/language/index.ts'
import { type Problem, type ProblemKind, problem } from '../../platform/http/problem/index.ts'

export const overlayFaulty = problem('overlay.faulty', {
  status: 422,
  title: {
    vi: 'Văn bản điều chỉnh có lỗi nên chưa dùng được.',
    en: 'The overlay has faults and cannot be used.',
  },
  detail: (count: number) => ({
    vi: `Có ${count} lỗi; xem mục errors để biết từng dòng.`,
    en: `${count} findings; see errors for each line.`,
  }),
})
export const overlayTwin = problem('overlay.twin', {
  status: 409,
  title: {
    vi: 'Đúng văn bản điều chỉnh này đã được đề xuất hoặc phê duyệt.',
    en: 'The very same overlay is proposed or approved already.',
  },
  constraints: ['law_overlay_in_force'],
})
export const overlayOwn = problem('overlay.own_proposal', {
  status: 403,
  title: {
    vi: 'Người đề xuất không được tự phê duyệt; cần một người khác.',
    en: 'Whoever proposed it cannot decide about it; another person must.',
  },
  constraints: ['overlay_needs_two_people'],
})
export const overlayDecided = problem('overlay.decided', {
  status: 409,
  title: { vi: 'Đề xuất này đã được quyết định.', en: 'This proposal has been decided already.' },
})
export const overlayEndsEarlier = problem('overlay.ends_too_early', {
  status: 422,
  title: {
    vi: 'Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.',
    en: 'The last day cannot be before the first.',
  },
  constraints: ['overlay_ends_after_it_begins'],
})

/** The problem with every finding at its line. */
export function faulty(findings: readonly Finding[]): Problem {
  const kind: ProblemKind<[count: number]> = overlayFaulty
  return kind(findings.length).with({
    errors: findings.map(f => ({
      in: 'body' as const,
      pointer: '/yaml',
      code: f.rule,
      detail: `${f.file}:${f.line}:${f.column} ${f.message}. ${f.mend}`,
    })),
  })
}
