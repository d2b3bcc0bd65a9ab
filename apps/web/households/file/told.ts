import type { Explanation, StandingExplanation } from '../../../../engine/explain/index.ts'
import type { Schemas } from '../../api/client.ts'

export type Told = Schemas['StoredExplanation']

/** The answer of the server is the engine's own explanation, as data. */
export const standingOf = (told: Told): StandingExplanation =>
  told.explanation as unknown as StandingExplanation
export const rightOf = (told: Told): Explanation => told.explanation as unknown as Explanation
