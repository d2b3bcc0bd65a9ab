import { type Store, type Tx, withOwner } from '../../platform/db/index.ts'
import { judgePairs } from './judge-queries.ts'
import { dropGone, type Kept, keepPairs, keepSearchedUntil, takeSearch } from './keep-queries.ts'
import { collectPairs, type LeftOut } from './pair-queries.ts'
import { collectFresh, collectTraits, type Fresh } from './trait-queries.ts'

export interface SearchOptions {
  /**
   * Whom to compare with everybody. Left out: those of whom something was recorded since the last search. 'all': everybody. A list: these people, whatever was
   * recorded.
   */
  readonly of?: 'all' | { readonly persons: readonly string[] }
  /** Called at each step. */
  readonly onStep?: (step: SearchStep) => void
}

export type SearchStep = 'collecting' | 'pairing' | 'judging' | 'keeping'

export interface SearchResult extends Kept {
  /** People who were compared with everybody. */
  readonly compared: number
  /** Groups of people with the same key that were too large to be compared, even within one commune: a number or a phone that stands for "unknown". */
  readonly leftOut: readonly LeftOut[]
}

/**
 * What a transaction that was open when the last search began may have recorded before it. Events take moments and imports some seconds for each of their transactions;
 * none lasts so long.
 */
const OVERLAP = '10 minutes'
/** From this share of the city on, comparing everybody is not dearer. */
const MOST = 0.2

/**
 * Looks through the registry for files that may be one person's and keeps the pairs for the communes to decide. Only one search runs at a time; a second one
 * waits. What was decided stays decided.
 */
export function findDuplicates(store: Store, options: SearchOptions = {}): Promise<SearchResult> {
  const say = options.onStep ?? (() => undefined)
  return withOwner(store, async tx => {
    const search = await takeSearch(tx)
    say('collecting')
    const dropped = await dropGone(tx)
    const fresh = await collectFresh(tx, freshOf(options.of, search.searchedUntil), {
      overlap: OVERLAP,
      most: MOST,
    })
    const { leftOut, ...kept } = fresh.people === 0 ? NOTHING : await compare(tx, fresh.everybody, say)
    if (options.of === undefined || options.of === 'all') await keepSearchedUntil(tx, search.now)
    return { compared: fresh.people, leftOut, ...kept, gone: kept.gone + dropped }
  })
}

const NOTHING = { leftOut: [], found: 0, reopened: 0, gone: 0 }

async function compare(
  tx: Tx,
  everybody: boolean,
  say: (step: SearchStep) => void,
): Promise<Kept & { readonly leftOut: readonly LeftOut[] }> {
  await collectTraits(tx, everybody)
  say('pairing')
  const leftOut = await collectPairs(tx)
  say('judging')
  await judgePairs(tx)
  say('keeping')
  return { leftOut, ...(await keepPairs(tx, everybody)) }
}

const freshOf = (of: SearchOptions['of'], searchedUntil: string): Fresh =>
  of ?? (searchedUntil === '-infinity' ? 'all' : { since: searchedUntil })
