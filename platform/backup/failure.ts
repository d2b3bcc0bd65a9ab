import { Failure } from '../failure/index.ts'

/** Why a backup or a restore was refused; stable, for tests and scripts. */
export type BackupFault =
  | 'exists'
  | 'weak_passphrase'
  | 'no_passphrase'
  | 'no_file'
  | 'no_backup'
  | 'newer_format'
  | 'wrong_passphrase'
  | 'damaged'
  | 'truncated'
  | 'not_empty'
  | 'other_version'
  | 'not_equal'

/** Ends a backup or a restore with words for the person who runs it: Vietnamese first, English below. */
export class BackupFailure extends Failure {
  readonly fault: BackupFault

  constructor(fault: BackupFault, vi: string, en: string) {
    super(`${vi}\n${en}`)
    this.fault = fault
  }
}

/** The file is not what was written: something altered or lost bytes of it. */
export const damaged = (where: string): BackupFailure =>
  new BackupFailure(
    'damaged',
    `Tệp sao lưu bị hỏng (${where}); không khôi phục được từ tệp này. Hãy dùng một bản sao khác.`,
    `The backup file is damaged (${where}) and nothing was restored from it. Take another copy.`,
  )

/** The file ends before its end mark. */
export const truncated = (): BackupFailure =>
  new BackupFailure(
    'truncated',
    'Tệp sao lưu bị cắt cụt: thiếu phần cuối. Hãy chép lại tệp từ nơi lưu, hoặc dùng một bản sao khác.',
    'The backup file is cut off: its end is missing. Copy it again from where it is kept, or take another copy.',
  )
