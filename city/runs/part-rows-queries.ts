/** The rows of a part: taken away and written anew, by COPY. */
import { copyLines, insertFew, type Tx } from '../../platform/db/index.ts'
import type { DecidedPart } from './decide-commune.ts'

const TABLES = [
  'outcome',
  'outcome_restricted',
  'standing_outcome',
  'standing_restricted',
  'determination_total',
  'determination_missing',
  'outcome_difference',
] as const

/** Takes away what an earlier try may have left. */
export async function clearPart(tx: Tx, run: number, commune: string): Promise<void> {
  for (const table of TABLES)
    await tx.client.query(`delete from ${table} where run_id = $1 and commune_code = $2`, [run, commune])
}

/** Writes all rows of a part. */
export async function writePart(
  tx: Tx,
  run: number,
  commune: string,
  part: DecidedPart,
  sectorOf: (benefit: string) => string,
): Promise<void> {
  const household = ['run_id', 'commune_code', 'household_id']
  const subject = [...household, 'person_id', 'benefit', 'sector']
  await copyLines(tx, 'standing_outcome', [...household, ...STANDING], part.standings)
  await copyLines(
    tx,
    'standing_restricted',
    [...household, 'deprivation_count', 'missing'],
    part.standingsRestricted,
  )
  await copyLines(tx, 'outcome', [...subject, ...OUTCOME], part.outcomes)
  await copyLines(tx, 'outcome_restricted', [...subject, 'group', 'missing'], part.outcomesRestricted)
  await insertFew(
    tx,
    'determination_total',
    ['run_id', 'commune_code', 'benefit', 'sector', ...TOTAL],
    part.totals.map(t => [
      run,
      commune,
      t.benefit,
      sectorOf(t.benefit),
      t.group,
      t.outcome,
      t.payer,
      t.per,
      t.households,
      t.persons,
      t.amount,
      t.zeroAmounts,
      t.openAmounts,
      t.waitingForLaw,
    ]),
  )
  await insertFew(
    tx,
    'determination_missing',
    ['run_id', 'commune_code', 'benefit', 'sector', 'missing', 'households', 'rows'],
    part.missing.map(m => [run, commune, m.benefit, sectorOf(m.benefit), m.missing, m.households, m.rows]),
  )
}

const STANDING = [
  'version',
  'standing',
  'standing_basis',
  'computed_standing',
  'newly_escaped',
  'deprivation_count',
  'missing',
  'restricted',
]
const OUTCOME = ['outcome', 'group', 'share', 'amount', 'amount_open', 'missing', 'restricted']
const TOTAL = [
  'group',
  'outcome',
  'payer',
  'per',
  'households',
  'persons',
  'amount',
  'zero_amounts',
  'open_amounts',
  'waiting_for_law',
]
