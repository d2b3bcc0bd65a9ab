import { createHash } from 'node:crypto'
import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { checkTemplate } from './check-template.ts'
import { defaultTemplate } from './default-template.ts'
import type { PaperKind } from './kinds.ts'
import { templateRefused } from './problems.ts'
import { insertTemplate, ownTemplate } from './queries.ts'

/** The template in force: the office's own, else the one that comes with the software. */
export const templateOf = async (tx: Tx, kind: PaperKind): Promise<Buffer> =>
  (await ownTemplate(tx, kind)) ?? defaultTemplate(kind)

/**
 * Puts an office's own template in force, after a look that it can be filled and harms nobody.
 *
 * @throws Problem `paper.template_refused` (422) with every fault in words
 */
export async function replaceTemplate(
  tx: Tx,
  userId: string,
  kind: PaperKind,
  content: Buffer,
): Promise<number> {
  const faults = await checkTemplate(kind, content)
  if (faults.length > 0)
    throw templateRefused(faults.length).with({
      errors: faults.map(f => ({ in: 'body' as const, pointer: '', code: f.code, detail: f.vi })),
      members: { faults: faults.map(f => ({ code: f.code, vi: f.vi, en: f.en })) },
    })
  const sha256 = createHash('sha256').update(content).digest('hex')
  const id = await insertTemplate(tx, { kind, content, sha256, by: userId })
  await appendAudit(tx, {
    area: SYSTEM,
    action: 'paper.replace_template',
    object: { kind: 'paper_template', id: String(id) },
    detail: { kind, sha256 },
  })
  return id
}

/** Goes back to the template that comes with the software. */
export async function restoreTemplate(tx: Tx, userId: string, kind: PaperKind): Promise<number> {
  const id = await insertTemplate(tx, { kind, content: undefined, sha256: undefined, by: userId })
  await appendAudit(tx, {
    area: SYSTEM,
    action: 'paper.restore_template',
    object: { kind: 'paper_template', id: String(id) },
    detail: { kind },
  })
  return id
}
