import type { Tx } from '../../platform/db/index.ts'

/** The text of an act, kept under the hash of its content. */
export interface StoredText {
  readonly sha256: string
  readonly name: string
  readonly content_type: string
  readonly bytes: number
  readonly added_by: string
  readonly added_at: Date
}

const COLUMNS = 'sha256, name, content_type, bytes, added_by, added_at'

/** Keeps a text; what is there already stays as it is. */
export async function keepText(
  tx: Tx,
  text: Pick<StoredText, 'sha256' | 'name' | 'content_type'>,
  content: Uint8Array,
): Promise<void> {
  await tx.client.query(
    `insert into law_text (sha256, name, content_type, bytes, content, added_by) values ($1, $2, $3, $4, $5, session_user_id())
     on conflict (sha256) do nothing`,
    [text.sha256, text.name, text.content_type, content.length, content],
  )
}

/** All kept texts, newest first; without their content. */
export async function listTexts(tx: Tx): Promise<StoredText[]> {
  const { rows } = await tx.client.query<StoredText>(
    `select ${COLUMNS} from law_text order by added_at desc, sha256 limit 500`,
  )
  return rows
}

/** One kept text without its content. */
export async function findText(tx: Tx, sha256: string): Promise<StoredText | undefined> {
  const { rows } = await tx.client.query<StoredText>(`select ${COLUMNS} from law_text where sha256 = $1`, [
    sha256,
  ])
  return rows[0]
}

/** The content of a kept text. */
export async function contentOfText(tx: Tx, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { rows } = await tx.client.query<{ content: Buffer<ArrayBuffer> }>(
    'select content from law_text where sha256 = $1',
    [sha256],
  )
  return rows[0] && new Uint8Array(rows[0].content)
}

/** May the session's user put a text of an act beside a proposal? */
export async function mayKeepTexts(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(`select may_everywhere('law.propose') as may`)
  return rows[0]?.may === true
}
