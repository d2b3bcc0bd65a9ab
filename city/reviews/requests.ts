import { randomBytes } from 'node:crypto'
import { appendAudit } from '../../platform/audit/index.ts'
import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { householdLines, insertCase, roundForRequest } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { notActive, notInRegistry, requestPending, wrongDay } from './problems.ts'
import { hasOpenRequest, insertRequest } from './request-queries.ts'
import { returnDate } from './rounds.ts'
import type { Request } from './row-types.ts'
import { readSettings } from './setting-queries.ts'
import type { RequestForm, RequestSubject } from './words.ts'

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or copied by hand stays right. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Fifty random bits: who guesses one code a second needs a million years for one of a thousand requests. */
export function newReceiptCode(): string {
  const letters = [...randomBytes(10)].map(byte => LETTERS[byte & 31])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** A code as somebody typed it: lower case, without the dash, with O for 0 and I or L for 1. undefined where it can be none. */
export function readReceiptCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : undefined
}

export interface NewRequest {
  readonly form: RequestForm
  readonly subject: RequestSubject
  readonly householdId: string
  readonly receivedOn: Day
  readonly wayOf: 'hand' | 'post' | 'portal'
}

/**
 * Takes a request in: gives it a code and a return date, and lists the household at once where its round runs already.
 *
 * @throws Problem `review.household_unknown`, `review.household_gone`, `review.request_pending`, `review.day_out_of_order`
 */
export async function receiveRequest(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  wanted: NewRequest,
): Promise<{ request: Request; caseId: string | undefined }> {
  if (wanted.receivedOn > context.today()) throw wrongDay()
  const household = (await householdLines(tx, [wanted.householdId], wanted.receivedOn)).get(
    wanted.householdId,
  )
  if (!household) throw notInRegistry()
  if (household.state !== 'active') throw notActive()
  if (await hasOpenRequest(tx, wanted.householdId)) throw requestPending()
  const settings = await readSettings(tx)
  const round = await roundForRequest(tx, wanted.form, household.commune_code, wanted.receivedOn)
  const due = round
    ? { on: round.decided_by, latest: round.decided_latest }
    : returnDate(context.calendar, settings, wanted.form === '01' ? 'annual' : 'regular', wanted.receivedOn)
  const request = await insertRequest(tx, {
    form: wanted.form,
    subject: wanted.subject,
    household_id: household.household_id,
    commune_code: household.commune_code,
    received_on: wanted.receivedOn,
    received_by_way_of: wanted.wayOf,
    return_on: due.on,
    return_latest: due.latest,
    receipt_code: newReceiptCode(),
    recorded_by: userId,
  })
  // a household that is on the list anyway keeps its case, and the database joins the request to it
  const listed = round
    ? await insertCase(tx, {
        round_id: round.round_id,
        household_id: household.household_id,
        commune_code: household.commune_code,
        reason: 'request',
        request_id: request.request_id,
        opening_standing: household.standing,
        since: wanted.receivedOn,
        due_on: due.on,
        due_latest: due.latest,
      })
    : undefined
  await appendAudit(tx, {
    area: household.commune_code,
    action: 'review.receive_request',
    object: { kind: 'review_request', id: request.request_id },
    detail: { form: wanted.form, listed: listed !== undefined },
  })
  return { request, caseId: listed?.case_id }
}
