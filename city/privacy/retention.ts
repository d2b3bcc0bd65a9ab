import { quoted, type Store, type Tx } from '../../platform/db/index.ts'
import { IDEMPOTENCY_DAYS, sweepIdempotencyKeys, sweepUploads } from '../../platform/http/index.ts'
import { sweepImports } from '../imports/index.ts'
import {
  deleteEndedSessions,
  deleteImportRows,
  deleteSignInTraces,
  discardForgottenImports,
} from './sweep-queries.ts'

/** What a sweep works on. */
export interface SweepPlace {
  readonly store: Store
  readonly tx: Tx
  /** Folder of uploaded files. */
  readonly uploads: string
  /** Data folder of the store. */
  readonly data: string
}

export interface RetentionRule {
  readonly id: string
  readonly what: { readonly vi: string; readonly en: string }
  /** Days it is kept after it has served. */
  readonly days: number
  sweep(place: SweepPlace, days: number): Promise<number>
}

const authOf = (store: Store): string => quoted(store.names.auth)

/**
 * What is deleted by itself, and when. What has served a decision about people is not here: how long files, decisions and the audit log must be
 * kept is for the archives' rules, see docs/privacy.md.
 */
export const RETENTION: readonly RetentionRule[] = [
  {
    id: 'ended_sessions',
    what: { vi: 'phiên đăng nhập đã kết thúc', en: 'sessions that ended' },
    days: 30,
    sweep: ({ store, tx }, days) => deleteEndedSessions(tx, authOf(store), days),
  },
  {
    id: 'sign_in_traces',
    what: { vi: 'dấu vết đăng nhập dở dang', en: 'second steps, waits and counts of sign-in' },
    days: 2,
    sweep: ({ store, tx }, days) => deleteSignInTraces(tx, authOf(store), days),
  },
  {
    id: 'idempotency_keys',
    what: { vi: 'câu trả lời giữ để gửi lại an toàn', en: 'answers kept for safe repetition' },
    days: IDEMPOTENCY_DAYS,
    sweep: ({ store }, days) => sweepIdempotencyKeys(store, days),
  },
  {
    id: 'uploads',
    what: { vi: 'tệp tải lên bỏ lại', en: 'uploaded files left behind' },
    days: 1,
    sweep: ({ uploads }, days) => sweepUploads(uploads, days * 86_400_000),
  },
  {
    id: 'forgotten_imports',
    what: { vi: 'tệp nhập đã kiểm tra mà không dùng', en: 'imports checked and never taken in' },
    days: 30,
    sweep: ({ tx }, days) => discardForgottenImports(tx, days),
  },
  {
    id: 'import_files',
    what: { vi: 'tệp của các lần nhập', en: 'files of imports' },
    days: 30,
    sweep: ({ data }, days) => sweepImports(data, days),
  },
  {
    id: 'import_rows',
    what: { vi: 'dòng của các lần nhập đã xong', en: 'rows of imports that ended' },
    days: 90,
    sweep: ({ tx }, days) => deleteImportRows(tx, days),
  },
]
