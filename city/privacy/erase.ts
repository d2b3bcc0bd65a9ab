/** Erasing a person: proposed by one, approved by another, carried out by destroying his key. */
import { appendAudit } from '../../platform/audit/index.ts'
import { type Store, type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import { draftFor, newEventId, Recording, type Registry } from '../households/index.ts'
import { householdsOfPerson, mayAt, placeOfPerson } from './copy-queries.ts'
import { dutiesOver } from './duties.ts'
import {
  closeErasure,
  decideErasure,
  destroyKeys,
  dropFromTexts,
  type Erasure,
  filesOfPerson,
  findErasure,
  type Ground,
  insertErasure,
  wordsOf,
} from './erasure-queries.ts'
import {
  alreadyErased,
  type Duty,
  dutyToKeep,
  personNotFound,
  requestDecided,
  requestNotFound,
  secondPersonNeeded,
} from './problems.ts'

export interface Privacy {
  readonly store: Store
  readonly registry: Registry
  /** The day in Vietnam, YYYY-MM-DD. */
  readonly today: () => string
}

/**
 * What keeps a person's data: asked before anybody is promised anything. Throws `privacy.person_not_found`, `access.forbidden`.
 */
export async function askDuties(privacy: Privacy, token: string, person_id: string): Promise<Duty[]> {
  await withSession(privacy.store, token, tx => mayErase(tx, person_id))
  return await withOwner(privacy.store, async tx =>
    dutiesOver(tx, await filesOfPerson(tx, person_id), privacy.today()),
  )
}

async function mayErase(tx: Tx, person_id: string): Promise<string> {
  const place = await placeOfPerson(tx, person_id)
  if (place === undefined) throw personNotFound()
  if (!(await mayAt(tx, 'privacy.erase', place.commune_code)).here) throw forbidden()
  if (place.state === 'erased') throw alreadyErased()
  return place.commune_code
}

/**
 * Proposes to erase a person. Throws `privacy.person_not_found`, `privacy.already_erased`, `privacy.already_requested`, `privacy.duty_to_keep`,
 * `access.forbidden`.
 */
export async function proposeErasure(
  privacy: Privacy,
  token: string,
  wanted: { readonly person_id: string; readonly ground: Ground; readonly reference: string },
): Promise<Erasure> {
  const duties = await askDuties(privacy, token, wanted.person_id)
  if (duties.length > 0) throw refused(duties)
  return await withSession(privacy.store, token, async tx => {
    const commune_code = await mayErase(tx, wanted.person_id)
    const made = await insertErasure(tx, { ...wanted, commune_code })
    await log(tx, made, 'propose_erasure')
    return made
  })
}

const refused = (duties: readonly Duty[]) =>
  dutyToKeep(duties).with({ members: { duties: duties.map(({ code, vi, en }) => ({ code, vi, en })) } })

/**
 * Approves, refuses or withdraws a request. The proposer may only withdraw; another one may not. What is approved is carried out at once.
 *
 * @throws Problem privacy.request_not_found, privacy.request_decided, privacy.second_person_needed, privacy.duty_to_keep
 */
export async function decide(
  privacy: Privacy,
  token: string,
  request_id: string,
  decision: 'approve' | 'refuse' | 'withdraw',
): Promise<Erasure> {
  const state = ({ approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const)[decision]
  await withSession(privacy.store, token, async tx => {
    const request = await findErasure(tx, request_id)
    if (request === undefined) throw requestNotFound()
    // approved, and something kept it from being carried out: the same person may try again
    if (request.state === 'approved' && decision === 'approve') return
    if (request.state !== 'proposed') throw requestDecided()
    if (!(await decideErasure(tx, request_id, state))) throw requestDecided()
    await log(tx, request, `${decision}_erasure`)
  })
  if (decision === 'approve') await carryOut(privacy, request_id)
  return await withSession(privacy.store, token, async tx => {
    const request = await findErasure(tx, request_id)
    if (request === undefined) throw requestNotFound()
    return request
  })
}

/**
 * Carries out what was approved. The owner of the tables does it, because keys are nobody else's to destroy; and only what lies approved in erasure_request, which the
 * database let in under the names and rights of two people. Safe to repeat.
 */
async function carryOut({ store, registry, today }: Privacy, request_id: string): Promise<void> {
  await withOwner(store, async tx => {
    const request = await findErasure(tx, request_id, { lock: true })
    if (request?.state !== 'approved' || request.decided_by === null) return
    if (request.decided_by === request.proposed_by) throw secondPersonNeeded()
    const persons = await filesOfPerson(tx, request.person_id)
    const duties = await dutiesOver(tx, persons, today())
    if (duties.length > 0) throw refused(duties)
    const event_id = newEventId()
    await dropFromTexts(tx, persons)
    const words = await wordsOf(tx, persons)
    for (const person of persons)
      await sayErased(tx, registry, { person, event_id, request_id, actor: request.decided_by })
    await destroyKeys(tx, persons, words)
    await closeErasure(tx, request_id, event_id)
    await log(tx, request, 'erase', { files: persons.length })
  })
}

/** Every chain that the person was in says that he was erased, and the tables lose what they knew. */
async function sayErased(
  tx: Tx,
  registry: Registry,
  erased: {
    readonly person: string
    readonly event_id: string
    readonly request_id: string
    readonly actor: string
  },
): Promise<void> {
  const households = await householdsOfPerson(tx, erased.person)
  const recording = await Recording.open(tx, registry, { households, actor: erased.actor })
  for (const file of [...recording.files.values()])
    recording.append(
      draftFor(file, {
        kind: 'erased',
        effective_on: recording.today,
        event_id: erased.event_id,
        payload: { person: erased.person, request: erased.request_id },
      }),
    )
  await recording.save()
}

const log = (tx: Tx, request: Erasure, action: string, detail: Record<string, number> = {}) =>
  appendAudit(tx, {
    area: request.commune_code,
    action: `privacy.${action}`,
    object: { kind: 'person', id: request.person_id },
    detail: { request: request.request_id, ground: request.ground, ...detail },
  })
