import type { Source } from '../../engine/language/index.ts'
import { appendAudit, CITY } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { forbidden, notFound } from '../../platform/http/problem/index.ts'
import { nameKey } from '../../platform/text/index.ts'
import { checkAside } from './check-aside.ts'
import type { CheckedOverlay } from './check-overlay.ts'
import type { StoredOverlay } from './overlay.ts'
import { faulty, overlayDecided } from './problems.ts'
import {
  decideOverlay,
  endOverlay,
  findOverlay,
  insertOverlay,
  mayWorkOnLaw,
  overlaysMeeting,
} from './queries.ts'

export interface OverlayProposal {
  readonly yaml: string
  /** The act or paper it rests on; left out: what the text says. */
  readonly citation?: string | undefined
  readonly valid_from: string
  readonly valid_to?: string | null | undefined
  /** Name of the file it came from; left out: made from its name. */
  readonly file_name?: string | undefined
}

const sourceOf = (o: Pick<StoredOverlay, 'file_name' | 'yaml'>): Source => ({
  path: o.file_name,
  text: o.yaml,
})

/**
 * What is wrong with a text, together with the approved overlays that would apply beside it. Writes nothing. It costs seconds of a processor, so
 * it is for those who make the law: 403 for others.
 */
export async function tryOverlay(
  tx: Tx,
  proposal: OverlayProposal,
): Promise<CheckedOverlay & { file_name: string }> {
  if (!(await mayWorkOnLaw(tx))) throw forbidden()
  const others = await overlaysMeeting(tx, proposal.valid_from, proposal.valid_to ?? null)
  const file_name = proposal.file_name ?? fileNameOf(proposal.yaml)
  const checked = await checkAside({ path: file_name, text: proposal.yaml }, others.map(sourceOf))
  return { ...checked, file_name }
}

/** Puts an overlay up for approval. Throws `overlay.faulty` with every finding, `overlay.twin`, 403 without the right to propose. */
export async function proposeOverlay(tx: Tx, proposal: OverlayProposal): Promise<StoredOverlay> {
  const { findings, hash, name, citation, file_name } = await tryOverlay(tx, proposal)
  if (findings.length > 0) throw faulty(findings)
  const made = await insertOverlay(tx, {
    name,
    citation: proposal.citation ?? citation,
    file_name,
    yaml: proposal.yaml,
    hash,
    valid_from: proposal.valid_from,
    valid_to: proposal.valid_to ?? null,
  })
  await note(tx, 'overlay.propose', made)
  return made
}

/**
 * Approves or refuses the proposal of another person. What was right when it was proposed may not fit what was approved since, so it is checked
 * again. Throws `overlay.own_proposal`, `overlay.decided`, `overlay.faulty`, 403 and 404.
 */
export async function decideProposal(
  tx: Tx,
  id: string,
  decision: 'approved' | 'refused',
  reason: string | null,
): Promise<StoredOverlay> {
  const proposal = await mustFind(tx, id)
  if (proposal.state !== 'proposed') throw overlayDecided()
  if (decision === 'approved') {
    const others = await overlaysMeeting(tx, proposal.valid_from, proposal.valid_to)
    const { findings } = await checkAside(sourceOf(proposal), others.map(sourceOf))
    if (findings.length > 0) throw faulty(findings)
  }
  const decided = await decideOverlay(tx, id, decision, reason)
  if (decided === undefined) throw forbidden()
  await note(tx, decision === 'approved' ? 'overlay.approve' : 'overlay.refuse', decided)
  return decided
}

/** Takes back one's own proposal. */
export async function withdrawProposal(tx: Tx, id: string): Promise<StoredOverlay> {
  const proposal = await mustFind(tx, id)
  if (proposal.state !== 'proposed') throw overlayDecided()
  const withdrawn = await decideOverlay(tx, id, 'withdrawn', null)
  if (withdrawn === undefined) throw forbidden()
  await note(tx, 'overlay.withdraw', withdrawn)
  return withdrawn
}

/** Sets the last decision day of an approved overlay. Runs that applied it stay as they are. */
export async function setLastDay(tx: Tx, id: string, validTo: string | null): Promise<StoredOverlay> {
  const approved = await mustFind(tx, id)
  if (approved.state !== 'approved') throw overlayDecided()
  const ended = await endOverlay(tx, id, validTo)
  if (ended === undefined) throw forbidden()
  await note(tx, 'overlay.end', ended)
  return ended
}

async function mustFind(tx: Tx, id: string): Promise<StoredOverlay> {
  const found = await findOverlay(tx, id)
  if (found === undefined) throw notFound()
  return found
}

const note = (tx: Tx, action: string, { id, hash, valid_from, valid_to }: StoredOverlay): Promise<void> =>
  appendAudit(tx, {
    area: CITY,
    action,
    object: { kind: 'law_overlay', id },
    detail: { hash, valid_from, valid_to },
  })

/** `name: Mức hỗ trợ 2026` → `muc-ho-tro-2026.yaml`; the name of a file goes into the hash of an overlay. */
function fileNameOf(yaml: string): string {
  const name = /^name:\s*["']?(.*?)["']?\s*$/m.exec(yaml)?.[1] ?? ''
  const slug = nameKey(name)
    .trim()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return `${slug === '' ? 'overlay' : slug}.yaml`
}
