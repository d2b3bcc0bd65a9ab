import { type Column, EMPTY, type Table } from './columns.ts'
import { LANE, Stream } from './random.ts'

/**
 * Makes cells unknown: each cell of a fact by itself with this probability.
 *
 * The draws come from a stream of the household that nothing else uses, so the cells that stay are the same as without.
 *
 * @param part 0 for the households table, 1 for the persons table
 */
export function blank<N extends string>(
  table: Table<N>,
  columns: readonly Column<N>[],
  households: Int32Array,
  probability: number,
  seed: number,
  part: 0 | 1,
): void {
  if (probability === 0) return
  const facts = columns.filter(one => one.may_be_unknown).map(one => table.columns[one.name])
  const stream = new Stream()
  let household = 0
  for (let row = 0; row < table.rows; row++) {
    const number = households[row] as number
    if (number !== household) {
      household = number
      stream.seek(seed, household, LANE.blank + 10 * part)
    }
    for (const fact of facts) if (stream.chance(probability)) fact[row] = EMPTY
  }
}
