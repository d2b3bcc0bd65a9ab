/** The demo: a synthetic Hải Phòng of the end of 2025 in a store of its own, decided, with somebody for every role. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { loadLaw } from '../../city/determinations/index.ts'
import {
  type IncomingHousehold,
  importMany,
  openRegistry,
  type Registry,
} from '../../city/households/index.ts'
import { type CheckedHousehold, contractFolder, FileCheck, readContract } from '../../city/imports/index.ts'
import { reviewContext } from '../../city/reviews/index.ts'
import { decideRun, startMonth } from '../../city/runs/index.ts'
import { makeCity } from '../../city/synthetic/index.ts'
import { createDemoUsers, type DemoUser } from '../../city/users/index.ts'
import type { Law } from '../../engine/language/index.ts'
import { type Store, withOwner } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { beginReviews, type Listed, listedHouseholds, recognition } from './demo-year.ts'
import { signInOf, today } from './parts.ts'
import type { Services } from './services.ts'

export interface DemoOptions {
  readonly households?: number
  /** The annual review of this year is under way in the demo's communes. */
  readonly reviewing?: boolean
}

/** Shows how far a step is. */
export type OnStep = (step: DemoStep, done: number, all: number) => void
export type DemoStep = 'making' | 'loading' | 'deciding'

/** Day of the synthetic city. */
const ON = '2025-12-31'
/** All poor, near-poor, escaped and average-living households of the published totals, and as many others as make a start within a minute. */
const HOUSEHOLDS = 24_000
/** Households in one transaction. */
const BATCH = 500
/** Transactions at once: while the database writes one, the other is sealed here. */
const AT_ONCE = 2
/** Ward and commune whose officers are among the demo's people: one of the former Hải Phòng, one of the former Hải Dương. */
export const DEMO_COMMUNES = ['11311', '10525'] as const

/**
 * Makes what is not there yet: people, decisions, users. What a kill left half done is taken up again. Gives the sign-ins, which are kept beside the store
 * because a demo has nothing to protect.
 */
export async function prepareDemo(
  services: Services,
  onStep: OnStep = () => undefined,
  { households = HOUSEHOLDS, reviewing = true }: DemoOptions = {},
): Promise<readonly DemoUser[]> {
  const { store } = services
  const kept = path.join(services.data, 'demo-sign-ins.json')
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as DemoUser[]
  const law = loadLaw()
  const { facts } = law
  const registry = openRegistry({ facts, masterKey: services.secrets.masterKey, syntheticOnly: true })
  await loadCity(services, registry, law, onStep, households)
  await analyze(store, ['household', 'person', 'person_identity', 'person_restricted'])
  const months = ['2025-12', today().slice(0, 7)]
  for (const [i, month] of months.entries()) {
    const run = await withOwner(store, tx => startMonth(tx, { month, facts: 'current' }))
    await decideRun({ store, registry }, run, {
      onPart: (done, all) => onStep('deciding', i * all + done, months.length * all),
    })
  }
  if (reviewing)
    await beginReviews(store, reviewContext(registry, law), DEMO_COMMUNES, Number(today().slice(0, 4)))
  await analyze(store, ['outcome', 'outcome_restricted', 'standing_outcome', 'household_standing'])
  const users = await createDemoUsers(
    signInOf(store, services.secrets, { secure: services.secure }),
    DEMO_COMMUNES,
  )
  writeFileSync(`${kept}.part`, JSON.stringify(users, null, 2), { mode: 0o600 })
  renameSync(`${kept}.part`, kept)
  return users
}

/** Tells the planner what large tables hold before the database gets round to looking by itself. */
const analyze = (store: Store, tables: readonly string[]): Promise<unknown> =>
  withOwner(store, tx => tx.client.query(`analyze ${tables.join(', ')}`))

async function loadCity(
  services: Services,
  registry: Registry,
  law: Law,
  onStep: OnStep,
  households: number,
): Promise<void> {
  const { store, data } = services
  const folder = path.join(data, 'demo-city')
  if (!existsSync(path.join(folder, 'city.json')))
    await makeCity({
      preset: 'city-2025',
      households,
      out: folder,
      format: 'csv',
      onProgress: (done, all) => onStep('making', done, all),
    })
  const reading = await readContract(
    contractFolder(folder),
    law.facts,
    { effective_on: ON, today: today() },
    path.join(data, 'demo-city'),
  )
  const listed = await listedHouseholds(folder, law, ON)
  const check = new FileCheck({ syntheticOnly: true })
  async function* batches(): AsyncGenerator<IncomingHousehold[]> {
    let batch: IncomingHousehold[] = []
    for await (const draft of reading.drafts)
      if (batch.push(incomingOf(check.add(draft), listed.get(draft.code ?? ''))) === BATCH) {
        yield batch
        batch = []
      }
    if (batch.length > 0) yield batch
  }
  let done = 0
  await Readable.from(batches()).forEach(
    async (batch: IncomingHousehold[]) => {
      const taken = await withOwner(store, tx => importMany(tx, registry, batch, { actor: 'demo' }))
      const refused = taken.find(t => t.outcome === 'refused')
      if (refused) throw doesNotFit(JSON.stringify(refused))
      done += batch.length
      onStep('loading', done, reading.households)
    },
    { concurrency: AT_ONCE },
  )
}

function incomingOf(checked: CheckedHousehold, standing: Listed | undefined): IncomingHousehold {
  const { draft, problems, state, hash } = checked
  const year = standing === undefined ? { facts: {}, fields: {} } : recognition(standing)
  if (state !== 'accepted' || !('code' in draft.commune)) throw doesNotFit(JSON.stringify(problems))
  return {
    code: draft.code,
    commune_code: draft.commune.code,
    effective_on: ON,
    facts: { ...draft.facts, ...year.facts },
    fields: { ...draft.fields, ...year.fields },
    content_hash: hash,
    members: draft.members.map(({ person_id, facts, fields }) => ({
      ...(person_id === null ? {} : { person_id }),
      facts,
      fields,
    })),
  }
}

const doesNotFit = (why: string): Failure =>
  new Failure(`the synthetic city does not pass its own import: ${why}`)
