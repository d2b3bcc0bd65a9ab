/**
 * Files that may be one person's: finding them over the whole city, and what the communes decide about them. Merging is an event on the chains of
 * both households (city/households) and can be undone.
 */

export { findDuplicates, type SearchOptions, type SearchResult, type SearchStep } from './find.ts'
export { askForSearch, DUPLICATE_QUEUE, keepFindingDuplicates, workOnDuplicates } from './job.ts'
export type { LeftOut } from './pair-queries.ts'
export { SIGNS, type Sign } from './signs.ts'
