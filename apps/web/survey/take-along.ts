import { api, bodyOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { today } from '../kit/index.ts'
import { holds, type Me } from '../shell/session.ts'
import { keepForm, keptForm } from './device.ts'
import { type KeptForm, readHousehold } from './kept-form.ts'
import type { HeldKey } from './key.ts'

type Shared = readonly [about: AboutRound, forms: RoundForms, me: Me]
type AboutRound = Awaited<ReturnType<typeof readRound>>
type RoundForms = Awaited<ReturnType<typeof readForms>>

const readRound = (id: string) =>
  bodyOf(api.GET('/api/reviews/rounds/{round_id}', { params: { path: { round_id: id } } }))
const readForms = (id: string) =>
  bodyOf(api.GET('/api/reviews/rounds/{round_id}/forms', { params: { path: { round_id: id } } }))
const readMe = () => bodyOf(api.GET('/api/me'))

/** What the forms of one round have in common, asked for once. */
const sharedOf = (rounds: Map<string, Promise<Shared>>, id: string): Promise<Shared> => {
  const known = rounds.get(id) ?? Promise.all([readRound(id), readForms(id), readMe()])
  rounds.set(id, known)
  return known
}

/**
 * Reads everything that a form needs: case, round, questions, the household's file. `rounds` keeps what the forms of a round share.
 *
 * @throws Problem, Unreachable
 */
export async function fetchForm(
  caseId: string,
  rounds: Map<string, Promise<Shared>> = new Map(),
): Promise<KeptForm> {
  const found = await bodyOf(
    api.GET('/api/reviews/cases/{case_id}', { params: { path: { case_id: caseId } } }),
  )
  const { case: c } = found
  const [[about, forms, me], page] = await Promise.all([
    sharedOf(rounds, c.round_id),
    readPage(c.household_id),
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
  const rounds = new Map<string, Promise<Shared>>()
  for (const id of caseIds) {
    const kept = await keptForm(held, id)
    if (kept === undefined || kept.state === 'prepared')
      await keepForm(held, await patiently(() => fetchForm(id, rounds)))
    done += 1
    onProgress(done)
  }
}

/** Waits where the server asks to slow down; a hundred forms are more than a person clicks. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await read()
    } catch (e) {
      if (!(isProblem(e) && e.status === 429) || tries === 10) throw e
      await new Promise(resolve => setTimeout(resolve, 2_000))
    }
}
