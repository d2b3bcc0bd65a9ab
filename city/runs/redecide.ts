import type { Tx } from '../../platform/db/index.ts'
import { notFound } from '../../platform/http/problem/index.ts'
import { engineVersion } from '../determinations/index.ts'
import { overlaysById, overlaysInForce } from '../law-overlays/index.ts'
import { partsOfRun, runById } from './part-queries.ts'
import { lawOfThenGone, runNotRedecidable } from './problems.ts'
import { insertRun } from './start-queries.ts'
import { benefitRows, communesOf, usable } from './start-run.ts'

export interface RedecisionRequest {
  /** The run of a month that is decided again. */
  readonly run: number
  /** then: the law files and overlays of that run; now: those of today that hold on its day. */
  readonly law: 'then' | 'now'
  /** then: exactly what that run rested on; now: what is known today about its day. */
  readonly facts: 'then' | 'now'
  /** Default those of that run. */
  readonly communes?: readonly string[] | undefined
}

/**
 * Starts deciding a past month once more. Its differences are arrears and overpayments; nothing is owed or taken back by it. Gives the number of the
 * new run. Throws 404 and `run.not_redecidable`, `run.law_of_then_gone`, `run.law_unusable`, `run.commune_unknown`.
 */
export async function startRedecision(tx: Tx, request: RedecisionRequest): Promise<number> {
  const before = await runById(tx, request.run)
  if (before === undefined) throw notFound()
  if (before.kind !== 'month')
    throw runNotRedecidable({
      vi: 'Đây đã là một lần xét lại; hãy chọn lần xét của tháng.',
      en: 'It is a redecision itself; choose the run of the month.',
    })
  const parts = await partsOfRun(tx, before.run_id)
  const communes =
    request.communes === undefined ? parts.map(p => p.commune_code) : communesOf(request.communes)
  const done = new Set(parts.filter(p => p.state === 'done').map(p => p.commune_code))
  const open = communes.filter(code => !done.has(code))
  if (open.length > 0)
    throw runNotRedecidable({
      vi: `Còn ${open.length} xã, phường, đặc khu chưa được lần xét đó xét xong: ${open.slice(0, 5).join(', ')}.`,
      en: `${open.length} communes have not been decided by that run: ${open.slice(0, 5).join(', ')}.`,
    })
  const overlays =
    request.law === 'then'
      ? await overlaysById(
          tx,
          before.overlays.map(o => o.id),
        )
      : await overlaysInForce(tx, before.decided_on)
  const { program, overlays: pinned } = usable(overlays, before.decided_on)
  if (request.law === 'then' && program.law.hash !== before.law_hash)
    throw lawOfThenGone(before.law_hash, program.law.hash)
  return await insertRun(
    tx,
    {
      kind: 'redecision',
      month: before.month,
      decided_on: before.decided_on,
      facts: request.facts === 'then' ? 'then' : 'as_of',
      known_at: null,
      redecides: before.run_id,
      law_of: request.law,
      law_hash: program.law.hash,
      overlays: pinned,
      engine_version: engineVersion(),
    },
    benefitRows(program),
    communes,
  )
}
