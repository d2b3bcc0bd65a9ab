import { api, bodyOf } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { holds } from '../shell/session.ts'
import { keepForm, keptForm } from './device.ts'
import { type KeptForm, readHousehold } from './kept-form.ts'
import type { HeldKey } from './key.ts'

/** Reads everything that a form needs: case, round, questions, the household's file. @throws Problem, Unreachable */
export async function fetchForm(caseId: string): Promise<KeptForm> {
  const found = await bodyOf(
    api.GET('/api/reviews/cases/{case_id}', { params: { path: { case_id: caseId } } }),
  )
  const { case: c } = found
  const round = { params: { path: { round_id: c.round_id } } }
  const [about, forms, page, me] = await Promise.all([
    bodyOf(api.GET('/api/reviews/rounds/{round_id}', round)),
    bodyOf(api.GET('/api/reviews/rounds/{round_id}/forms', round)),
    readPage(c.household_id),
    bodyOf(api.GET('/api/me')),
  ])
  const { household, person } = forms.form_b
  const maySeeRestricted = holds(me, 'restricted.read', c.commune_code)
  const hamlet = page.fields['hamlet']
  return {
    caseId: c.case_id,
    caseVersion: c.version,
    householdId: c.household_id,
    roundName: about.round.name,
    lawDay: about.round.law_day,
    hamlet: typeof hamlet === 'string' ? hamlet : null,
    dueOn: c.due_on,
    questions: [...household, ...person]
      .filter(q => !q.restricted || maySeeRestricted)
      .map(q => ({ entity: q.entity, fact: q.fact })),
    read: readHousehold(page),
    answers: { household: {}, persons: {} },
    state: 'prepared',
    on: today(),
    sendKey: crypto.randomUUID(),
  }
}

export const readPage = (householdId: string) =>
  bodyOf(api.GET('/api/households/{household_id}', { params: { path: { household_id: householdId } } }))

/** Takes cases along: what is begun on the device already stays as it is. Tells how many are there after each. */
export async function takeAlong(
  held: HeldKey,
  caseIds: readonly string[],
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0
  for (const id of caseIds) {
    const kept = await keptForm(held, id)
    if (kept === undefined || kept.state === 'prepared') await keepForm(held, await fetchForm(id))
    done += 1
    onProgress(done)
  }
}
