import { api, bodyOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { dropForm, keepForm, keptForms } from './device.ts'
import { type KeptForm, readHousehold } from './kept-form.ts'
import type { HeldKey } from './key.ts'
import { readPage } from './take-along.ts'

/** Somebody else has written meanwhile: the file, or the case. */
const MEANWHILE = new Set([
  'household.version_conflict',
  'household.changed_meanwhile',
  'review.case_changed',
])

export type Sent =
  | { readonly kind: 'sent'; readonly standing: string; readonly computed: string }
  /** Shown side by side; a person decides. */
  | { readonly kind: 'conflict'; readonly form: KeptForm }
  | { readonly kind: 'refused'; readonly form: KeptForm }

/**
 * Sends a finished form. It leaves the device only when the server has it. Nothing is overwritten: the version that was read goes along.
 *
 * @throws Unreachable, Problem 401: it waits on
 */
export async function sendForm(held: HeldKey, form: KeptForm): Promise<Sent> {
  try {
    const answer = await bodyOf(
      api.POST('/api/reviews/cases/{case_id}/survey', {
        params: {
          path: { case_id: form.caseId },
          header: { 'If-Match': `"${form.caseVersion}"`, 'Idempotency-Key': form.sendKey },
        },
        body: {
          on: form.on,
          answers: {
            household: { ...form.answers.household },
            persons: Object.fromEntries(
              Object.entries(form.answers.persons).map(([id, facts]) => [id, { ...facts }]),
            ),
          },
          household_version: form.read.version,
        },
      }),
    )
    await dropForm(held, form.caseId)
    return { kind: 'sent', standing: answer.standing, computed: answer.computed }
  } catch (e) {
    if (!isProblem(e) || e.status === 401 || e.status === 429 || e.status >= 500) throw e
    if (MEANWHILE.has(e.code)) return await keepConflict(held, form)
    const refused: KeptForm = {
      ...form,
      state: 'refused',
      said: [e.body.title, e.body.detail, ...(e.body.errors ?? []).map(f => f.detail)]
        .filter(Boolean)
        .join(' '),
      sendKey: crypto.randomUUID(),
    }
    await keepForm(held, refused)
    return { kind: 'refused', form: refused }
  }
}

async function keepConflict(held: HeldKey, form: KeptForm): Promise<Sent> {
  const [page, found] = await Promise.all([
    readPage(form.householdId),
    bodyOf(api.GET('/api/reviews/cases/{case_id}', { params: { path: { case_id: form.caseId } } })),
  ])
  const conflict: KeptForm = {
    ...form,
    state: 'conflict',
    theirs: readHousehold(page),
    theirCaseVersion: found.case.version,
    sendKey: crypto.randomUUID(),
  }
  await keepForm(held, conflict)
  return { kind: 'conflict', form: conflict }
}

let running: Promise<void> | undefined

/** Sends everything that is finished, one after another. A second call waits for the first. */
export function sendFinished(held: HeldKey): Promise<void> {
  running ??= (async () => {
    for (const form of await keptForms(held)) if (form.state === 'finished') await sendForm(held, form)
  })().finally(() => {
    running = undefined
  })
  return running
}
