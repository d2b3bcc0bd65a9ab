import type { Store } from '../../platform/db/index.ts'
import type { Cursors } from '../../platform/http/index.ts'
import { malformedCursor, type SortKey } from '../../platform/http/index.ts'
import type { ReviewContext } from './context.ts'

/** What the routes of reviews are made of. */
export interface ReviewServices {
  readonly store: Store
  readonly cursors: Cursors
  readonly context: ReviewContext
}

/** A place in a list that is sorted by a day (or a text) and an id. @throws Problem `cursor.malformed` */
export function placeOf(key: SortKey | undefined): readonly [string, string] | undefined {
  if (key === undefined) return undefined
  const [first, id] = key
  if (typeof first !== 'string' || typeof id !== 'string') throw malformedCursor()
  return [first, id]
}
