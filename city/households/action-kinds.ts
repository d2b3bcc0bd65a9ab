import type { Text2 } from '../../engine/language/index.ts'
import type { ActionKind } from './types.ts'

interface KindWords extends Text2 {
  /** It says everything anew: what was before it in the chain does not reach beyond it. */
  readonly snapshot?: true
}

/** What can happen to a household, in the words of an officer. */
export const ACTION_KINDS: Readonly<Record<ActionKind, KindWords>> = {
  registered: { vi: 'lập hồ sơ', en: 'registered', snapshot: true },
  surveyed: { vi: 'khảo sát', en: 'surveyed' },
  imported: { vi: 'cập nhật từ tệp', en: 'updated from a file' },
  corrected: { vi: 'đính chính', en: 'corrected' },
  recognised: { vi: 'công nhận theo quyết định', en: 'recognised by decision' },
  area_chosen: { vi: 'xác định địa bàn', en: 'area chosen' },
  moved: { vi: 'chuyển chỗ ở trong xã', en: 'moved within the commune' },
  moved_out: { vi: 'chuyển đi', en: 'moved out' },
  moved_in: { vi: 'chuyển đến', en: 'moved in', snapshot: true },
  split_into: { vi: 'tách hộ', en: 'split off a household' },
  split_from: { vi: 'lập hộ do tách hộ', en: 'split from a household', snapshot: true },
  merged_into: { vi: 'nhập vào hộ khác', en: 'merged into another household' },
  merged_from: { vi: 'nhận hộ nhập vào', en: 'took in another household' },
  member_joined: { vi: 'thêm thành viên', en: 'member joined' },
  member_left: { vi: 'thành viên rời hộ', en: 'member left' },
  born: { vi: 'sinh con', en: 'birth' },
  died: { vi: 'thành viên mất', en: 'death' },
  married_in: { vi: 'kết hôn, về hộ', en: 'married in' },
  married_out: { vi: 'kết hôn, rời hộ', en: 'married out' },
  person_merged: { vi: 'gộp hồ sơ trùng', en: 'duplicate files merged' },
  person_merge_undone: { vi: 'hủy gộp hồ sơ', en: 'merge of files undone' },
  dissolved: { vi: 'chấm dứt hộ', en: 'dissolved' },
  erased: { vi: 'xóa dữ liệu cá nhân', en: 'personal data erased' },
}

/** Actions that say everything anew. */
export const isSnapshot = (kind: ActionKind): boolean => ACTION_KINDS[kind].snapshot === true

/** Parts of a payload that the fold reads. Everything else in it is for people. */
export interface FoldPayload {
  /** Members of a snapshot with the day each of them joined. */
  readonly members?: Readonly<Record<string, string>>
  readonly joined?: readonly string[]
  readonly left?: readonly string[]
  /** Where a household moved to: a commune's code, or `outside` the city. */
  readonly to?: string
  /** The event that this action makes as if it never happened. */
  readonly undoes?: string
  /** The person whose content was erased. */
  readonly person?: string
}
