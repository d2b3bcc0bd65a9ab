import { Case, type Outcome } from '../../engine/evaluate/index.ts'
import {
  type Explanation,
  explainOutcome,
  explainStanding,
  type StandingExplanation,
} from '../../engine/explain/index.ts'
import { formatFraction, type Program, parseDay } from '../../engine/language/index.ts'
import type { Household, Person } from '../../engine/population/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { notFound } from '../../platform/http/problem/index.ts'
import { territoryOf } from '../areas/index.ts'
import { engineHousehold, householdAsOf, type Registry } from '../households/index.ts'
import { overlaysById } from '../law-overlays/index.ts'
import {
  maySeeRestricted,
  type OutcomeKey,
  type StoredOutcome,
  standingReceipt,
  storedOutcome,
} from './explain-queries.ts'
import { asOfRun } from './fill-frame.ts'
import { runById } from './part-queries.ts'
import { lawOfThenGone, reasonsProtected, receiptDiffers } from './problems.ts'
import { lawWith, programOfRun } from './run-law.ts'
import type { RunRow } from './tables.ts'

/**
 * Why a stored outcome is as it is: made again by the reference from the receipt (the household's file up to the action that was decided, the law files and
 * overlays of the run) and compared with what is stored. What the reader sees is what the database gives him: a tainted outcome is explained to
 * those who may read restricted facts, to others it is shown without reasons. `changes: false` leaves out what would change it, the search for
 * which takes longer than all the rest.
 *
 * @throws Problem 404; `run.law_of_then_gone` where other law files are installed; `run.reasons_protected` for a tainted outcome; `run.receipt_differs`
 * where what was read then can no longer be read (a person was erased since)
 */
export async function explainStored(
  tx: Tx,
  registry: Registry,
  key: OutcomeKey,
  options: { readonly changes?: boolean } = {},
): Promise<Explanation> {
  const { run, receipt, program } = await receiptOf(tx, key.run, key.household)
  const stored = await storedOutcome(tx, key, receipt.commune_code)
  if (stored === undefined) throw notFound()
  const showRestricted = await maySeeRestricted(tx, receipt.commune_code)
  if (stored.restricted && !showRestricted) throw reasonsProtected()
  const benefit = program.benefits.find(b => b.file.id === key.benefit)
  const household = await householdOf(tx, registry, run, key.household, receipt.version, program)
  const person = household.members.find(m => m.id === key.person)
  if (benefit === undefined || (key.person !== '') !== (person !== undefined)) throw receiptDiffers()
  const decided = new Case(program, household)
  if (!isAsStored(decided.decide(benefit, person), stored)) throw receiptDiffers()
  return explainOutcome(decided, benefit, person, { ...options, showRestricted })
}

/** Why a household stands where a run says. Throws as `explainStored`. */
export async function explainStoredStanding(
  tx: Tx,
  registry: Registry,
  runId: number,
  householdId: string,
): Promise<StandingExplanation> {
  const { run, receipt, program } = await receiptOf(tx, runId, householdId)
  const showRestricted = await maySeeRestricted(tx, receipt.commune_code)
  const household = await householdOf(tx, registry, run, householdId, receipt.version, program)
  const told = explainStanding(new Case(program, household), { showRestricted })
  // where restricted facts decide and the reader has no right to them, his reading of the file cannot lead to the standing
  if (told.restricted && !showRestricted) throw reasonsProtected()
  if ((told.standing ?? 'undetermined') !== receipt.standing && !isCovered(told, receipt.standing))
    throw receiptDiffers()
  return told
}

/** A word that covers several possible ones is stored where the reference leaves it open. */
const isCovered = (told: StandingExplanation, stored: string): boolean =>
  told.standing === null && stored !== 'undetermined'

async function receiptOf(tx: Tx, runId: number, household: string) {
  const run = await runById(tx, runId)
  const receipt = run === undefined ? undefined : await standingReceipt(tx, runId, household)
  if (run === undefined || receipt === undefined) throw notFound()
  return { run, receipt, program: await programThen(tx, run) }
}

async function programThen(tx: Tx, run: RunRow): Promise<Program> {
  const overlays = await overlaysById(
    tx,
    run.overlays.map(o => o.id),
  )
  try {
    return programOfRun(run, overlays)
  } catch (e) {
    if (e instanceof Failure) throw lawOfThenGone(run.law_hash, lawWith(overlays).hash)
    throw e
  }
}

/** The household as the run saw it. */
async function householdOf(
  tx: Tx,
  registry: Registry,
  run: RunRow,
  id: string,
  version: number,
  program: Program,
): Promise<Household> {
  const dated = run.facts === 'then' && run.redecides !== null ? await runById(tx, run.redecides) : run
  const state = await householdAsOf(tx, registry, id, { ...asOfRun(dated ?? run), until: version })
  if (state === undefined) throw receiptDiffers()
  const { facts, members } = engineHousehold(registry, state)
  const on = parseDay(run.decided_on) ?? 0
  const born = members.filter(
    m => !(typeof m.facts.get('birth_date') === 'number' && Number(m.facts.get('birth_date')) > on),
  )
  const fact = program.law.facts.household.get('territory')
  const words =
    fact?.type.t === 'category' ? (program.law.facts.categories.get(fact.type.of)?.words ?? []) : []
  return {
    id,
    facts: new Map(facts).set('territory', words.indexOf(territoryOf(state.commune_code))),
    members: [...born].sort((a: Person, b: Person) => (a.id < b.id ? -1 : 1)),
  }
}

function isAsStored(now: Outcome, stored: StoredOutcome): boolean {
  const own = now.group?.id ?? ''
  return (
    now.outcome === stored.outcome &&
    now.restricted === stored.restricted &&
    (now.amount === undefined ? stored.amount === null : Number(now.amount) === stored.amount) &&
    (now.share === undefined ? stored.share === null : formatFraction(now.share) === stored.share) &&
    (now.outcome !== 'granted' || (own === '' ? null : own) === stored.group) &&
    (now.outcome === 'refused' || now.missing.join(';') === (stored.missing ?? []).join(';'))
  )
}
