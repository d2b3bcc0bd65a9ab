/** What a year of work has left in the demo: recognitions of the last annual review, and the annual review of this year under way. */
import { determinePopulation, programOf } from '../../city/determinations/index.ts'
import { openRound, type ReviewContext } from '../../city/reviews/index.ts'
import { readDataFolder } from '../../city/tables/index.ts'
import { type Law, parseDay, wordOf } from '../../engine/language/index.ts'
import { nameAt } from '../../engine/population/index.ts'
import { type Store, withOwner } from '../../platform/db/index.ts'

export type Listed = 'poor' | 'near_poor'

/** Households of the folder that the review of that day would put on a list, by their code. */
export async function listedHouseholds(
  folder: string,
  law: Law,
  day: string,
): Promise<ReadonlyMap<string, Listed>> {
  const on = parseDay(day)
  if (on === undefined) throw new Error(`${day} is no day`)
  const { population } = await readDataFolder(folder, { facts: law.facts, on })
  const category = law.facts.categories.get('standing')
  if (category === undefined) throw new Error('the law declares no standing')
  const listed = new Map<string, Listed>()
  determinePopulation(population, programOf(law, on), {
    onChunk(chunk) {
      const sets = chunk.standing.get('standing')
      for (let row = chunk.from; row < chunk.to; row++) {
        const word = wordOf(category, sets?.[row - chunk.from] ?? 0)
        if (word === 'poor' || word === 'near_poor') listed.set(nameAt(population.householdNames, row), word)
      }
    },
  })
  return listed
}

/** What the decision of the last annual review wrote into the file of a household that it recognised. */
export const recognition = (standing: Listed) => ({
  facts: { recognised_standing: standing, recognised_on: '2026-01-01', recognised_until: '2026-12-31' },
  fields: { decision_number: '1207/QĐ-UBND', decision_on: '2025-12-15' },
})

/** Opens the annual review of this year in the demo's communes, unless its first day has not come. */
export async function beginReviews(
  store: Store,
  reviews: ReviewContext,
  communes: readonly string[],
  year: number,
): Promise<void> {
  for (const area of communes)
    await withOwner(store, tx => openRound(reviews, tx, 'demo', { kind: 'annual', area, year }))
}
