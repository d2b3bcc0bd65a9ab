/** What communes decide about two files: one person or two. */
import { appendAudit } from '../../platform/audit/index.ts'
import { type Store, type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import type { Registry } from '../households/index.ts'
import {
  closePair,
  dropVerdict,
  findPair,
  keepVerdict,
  lockPair,
  mayIn,
  type Pair,
  type SideName,
  type Verdict,
  verdictsOn,
} from './candidate-queries.ts'
import { checkLosing, mergePersons, undoMerge } from './merge.ts'
import { alreadyDecided, bothSidesNeeded, notMerged, pairNotFound } from './problems.ts'

export interface Duplicates {
  readonly store: Store
  readonly registry: Registry
}

/** The word of an officer. */
export interface Word extends Pick<Verdict, 'verdict' | 'keep' | 'fill_gaps' | 'relations' | 'dissolves'> {
  /** First day of a merge; left out: today. Only who may write on both sides chooses it. */
  readonly effective_on?: string | undefined
}

const personOn = (pair: Pair, side: SideName): string => (side === 'a' ? pair.person_a : pair.person_b)
const otherSide = (side: SideName): SideName => (side === 'a' ? 'b' : 'a')

/**
 * Says of an open pair that it is one person or two. Whoever may write in both communes decides by it. In one of them only it is the word of that side: when the
 * other side says the same, both having agreed whose file stays, it is carried out.
 *
 * @throws Problem duplicate.*, household.*, access.forbidden
 */
export async function say(
  duplicates: Duplicates,
  token: string,
  candidate_id: string,
  word: Word,
): Promise<void> {
  const { store, registry } = duplicates
  const isDecided = await withSession(store, token, async tx => {
    const pair = await findPair(tx, candidate_id)
    if (pair === undefined) throw pairNotFound()
    if (pair.state !== 'open') throw alreadyDecided()
    const sides = await sidesToSpeakFor(tx, pair)
    const [side, other] = sides
    if (side === undefined) throw forbidden()
    if (other !== undefined) {
      await decide(tx, registry, pair, word)
      return true
    }
    await speak(tx, registry, pair, side, word)
    return false
  })
  if (!isDecided) await settle(duplicates, candidate_id)
}

async function sidesToSpeakFor(tx: Tx, pair: Pair): Promise<SideName[]> {
  const may = await mayIn(tx, 'household.write', [pair.commune_a, pair.commune_b])
  return (['a', 'b'] as const).filter(side => may.has(side === 'a' ? pair.commune_a : pair.commune_b))
}

async function decide(tx: Tx, registry: Registry, found: Pair, word: Word): Promise<void> {
  const pair = await lockPair(tx, found.candidate_id)
  if (pair?.state !== 'open') throw alreadyDecided()
  const { rows } = await tx.client.query<{ me: string }>('select session_user_id() as me')
  const event_id =
    word.keep === null ? null : await mergePersons(tx, registry, mergeOf(pair, word, word.keep))
  await closePair(tx, pair.candidate_id, {
    state: event_id === null ? 'dismissed' : 'merged',
    by: rows[0]?.me ?? '',
    event_id,
  })
  await log(tx, pair, event_id === null ? 'dismiss' : 'merge', { strength: pair.strength })
}

const mergeOf = (pair: Pair, word: Omit<Word, 'keep'>, keep: SideName) => ({
  candidate_id: pair.candidate_id,
  keep: personOn(pair, keep),
  drop: personOn(pair, otherSide(keep)),
  effective_on: word.effective_on,
  fill_gaps: word.fill_gaps,
  relations: word.relations,
  dissolves: word.dissolves,
})

async function speak(tx: Tx, registry: Registry, pair: Pair, side: SideName, word: Word): Promise<void> {
  const loses = word.keep === otherSide(side)
  // the side that loses a member knows what becomes of its household; the other one would only learn that it does not work
  if (loses) await checkLosing(tx, registry, { ...word, drop: personOn(pair, side) })
  await keepVerdict(tx, pair, {
    side,
    verdict: word.verdict,
    keep: word.keep,
    fill_gaps: word.fill_gaps,
    relations: loses ? word.relations : {},
    dissolves: loses && word.dissolves,
  })
  await appendAudit(tx, {
    area: side === 'a' ? pair.commune_a : pair.commune_b,
    action: 'duplicate.say',
    object: { kind: 'duplicate', id: pair.candidate_id },
    detail: { verdict: word.verdict, keep: word.keep },
  })
}

/**
 * Carries out what both sides have said. Neither side may write in the other's commune, so the owner of the tables does it, and only what lies in duplicate_verdict: the
 * database let each word in under the name and the right of who said it. The second to say it stands in the chains as the one who acted. Safe to repeat.
 */
async function settle({ store, registry }: Duplicates, candidate_id: string): Promise<void> {
  await withOwner(store, async tx => {
    const pair = await lockPair(tx, candidate_id)
    const [a, b] = (await verdictsOn(tx, [candidate_id])).get(candidate_id) ?? []
    if (pair?.state !== 'open' || a === undefined || b === undefined) return
    if (a.verdict !== b.verdict || a.keep !== b.keep) return
    const by = (a.said_at > b.said_at ? a : b).said_by
    const { keep } = a
    const losing = keep === 'a' ? b : a
    const event_id =
      keep === null
        ? null
        : await mergePersons(tx, registry, {
            ...mergeOf(pair, { ...losing, fill_gaps: a.fill_gaps && b.fill_gaps }, keep),
            actor: by,
          })
    await closePair(tx, candidate_id, {
      state: event_id === null ? 'dismissed' : 'merged',
      by,
      event_id,
    })
    await log(tx, pair, event_id === null ? 'dismiss' : 'merge', {
      strength: pair.strength,
      agreed: [a.said_by, b.said_by],
    })
  })
}

/** Takes back what the own side said, while the pair is open. */
export function takeBack(duplicates: Duplicates, token: string, candidate_id: string): Promise<void> {
  return withSession(duplicates.store, token, async tx => {
    const pair = await findPair(tx, candidate_id)
    if (pair === undefined) throw pairNotFound()
    if (pair.state !== 'open') throw alreadyDecided()
    for (const side of await sidesToSpeakFor(tx, pair))
      if (await dropVerdict(tx, candidate_id, side))
        await appendAudit(tx, {
          area: side === 'a' ? pair.commune_a : pair.commune_b,
          action: 'duplicate.take_back',
          object: { kind: 'duplicate', id: candidate_id },
        })
  })
}

/** Undoes a merge: the pair is open again. Only for who may write in both communes. Throws as `undoMerge`. */
export async function undo(tx: Tx, registry: Registry, candidate_id: string, today: string): Promise<void> {
  const found = await findPair(tx, candidate_id)
  if (found === undefined) throw pairNotFound()
  if ((await sidesToSpeakFor(tx, found)).length < 2) throw bothSidesNeeded()
  const pair = await lockPair(tx, candidate_id)
  if (pair?.state !== 'merged') throw notMerged()
  // the chain opens the pair again: duplicate_merge_undone() in migrations/0012-duplicates.sql
  await undoMerge(tx, registry, pair.event_id, today)
  await log(tx, pair, 'undo_merge', {})
}

async function log(
  tx: Tx,
  pair: Pair,
  action: 'merge' | 'dismiss' | 'undo_merge',
  detail: Record<string, string | number | readonly string[]>,
): Promise<void> {
  for (const area of new Set([pair.commune_a, pair.commune_b]))
    await appendAudit(tx, {
      area,
      action: `duplicate.${action}`,
      object: { kind: 'duplicate', id: pair.candidate_id },
      detail,
    })
}
