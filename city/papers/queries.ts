import type { Tx } from '../../platform/db/index.ts'
import type { PaperKind } from './kinds.ts'

export interface TemplateRow {
  readonly template_id: number
  readonly kind: PaperKind
  /** null: back to the template that comes with the software. */
  readonly sha256: string | null
  readonly bytes: number | null
  readonly uploaded_by: string
  readonly uploaded_at: Date
}

/** The office's own template in force of a kind; undefined where there is none. */
export async function ownTemplate(tx: Tx, kind: PaperKind): Promise<Buffer | undefined> {
  const { rows } = await tx.client.query<{ content: Buffer | null }>(
    'select content from paper_template where kind = $1 order by template_id desc limit 1',
    [kind],
  )
  return rows[0]?.content ?? undefined
}

/** Puts a template in force, or with `undefined` the shipped one. Older ones are kept. */
export async function insertTemplate(
  tx: Tx,
  t: {
    readonly kind: PaperKind
    readonly content: Buffer | undefined
    readonly sha256: string | undefined
    readonly by: string
  },
): Promise<number> {
  const { rows } = await tx.client.query<{ template_id: number }>(
    'insert into paper_template (kind, content, sha256, uploaded_by) values ($1, $2, $3, $4) returning template_id',
    [t.kind, t.content ?? null, t.sha256 ?? null, t.by],
  )
  return (rows[0] as { template_id: number }).template_id
}

/** What was put in force when and by whom, the latest first. */
export async function templateHistory(tx: Tx): Promise<TemplateRow[]> {
  const { rows } = await tx.client.query<TemplateRow>(
    'select template_id, kind, sha256, length(content) as bytes, uploaded_by, uploaded_at from paper_template order by template_id desc limit 500',
  )
  return rows
}
