import type { Tx } from '../../platform/db/index.ts'
import { type DutyFacts, dutyFacts, type KeepSetting, keepSetting } from './duty-queries.ts'
import type { Duty } from './problems.ts'

/** Legal duties that forbid erasing these files of one person now; none: they may be erased. `today` is YYYY-MM-DD. For the owner only. */
export async function dutiesOver(tx: Tx, persons: readonly string[], today: string): Promise<Duty[]> {
  return dutiesFrom(await dutyFacts(tx, persons), await keepSetting(tx), today)
}

export function dutiesFrom(
  found: DutyFacts,
  { keep_months, source, mark }: KeepSetting,
  today: string,
): Duty[] {
  const duties: Duty[] = []
  if (found.is_member)
    duties.push({
      code: 'member',
      vi: 'Người này còn là thành viên của một hộ, dữ liệu còn cần cho quyền lợi của hộ: ghi việc rời hộ hoặc mất trước.',
      en: 'The person is still a member of a household, which needs the data: record first that the person left or died.',
    })
  if (found.is_arriving)
    duties.push({
      code: 'arriving',
      vi: 'Người này đã được báo chuyển đi và đang chờ nơi đến tiếp nhận.',
      en: 'The person is announced to another commune and not taken in yet.',
    })
  if (found.open_reviews > 0)
    duties.push({
      code: 'open_review',
      vi: 'Hộ của người này đang trong một đợt rà soát chưa kết thúc.',
      en: 'A review of the person’s household has not ended.',
    })
  if (found.open_deliveries > 0)
    duties.push({
      code: 'open_delivery',
      vi: 'Còn khoản hỗ trợ đã vào danh sách giải quyết mà chưa chi trả xong cho người này hoặc cho hộ của người này.',
      en: 'Something is being decided or paid to the person or the household and has not been delivered.',
    })
  if (found.last_right !== null && monthsBetween(found.last_right, today.slice(0, 7)) < keep_months) {
    const [year, month] = found.last_right.split('-')
    duties.push({
      code: 'recent_right',
      vi: `Tháng ${month}/${year} người này hoặc hộ của người này còn được hưởng chính sách; chứng từ phải giữ ${keep_months} tháng (${source}; mức tin cậy: ${mark}).`,
      en: `In ${found.last_right} the person or the household was still owed a benefit; papers are kept for ${keep_months} months (${source}; ${mark}).`,
    })
  }
  if (found.is_in_import)
    duties.push({
      code: 'waiting_import',
      vi: 'Một tệp nhập đang chờ có người trùng tên hoặc trùng số định danh: nhập hoặc bỏ tệp đó trước.',
      en: 'A file that waits to be taken in names such a person: take it in or discard it first.',
    })
  return duties
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
const monthsBetween = (from: string, to: string): number => monthNumber(to) - monthNumber(from)
