/** The law of this installation as anybody may read it. */
export { type PublishedLaw, publishedLaw } from './published.ts'
