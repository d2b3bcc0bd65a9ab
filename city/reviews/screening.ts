import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { ReviewContext } from './context.ts'
import { type FormAAnswers, formA, type Screening, screen } from './form-a.ts'
import { formANotAsked, formAUnknown } from './problems.ts'
import type { Case } from './row-types.ts'
import type { Settings } from './settings.ts'
import { batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isListed } from './words.ts'

/** Must the household be screened by Form A before it is surveyed? Those on the current lists are not, even if they asked. */
export const asksFormA = (settings: Settings, c: Pick<Case, 'request_id' | 'opening_standing'>): boolean =>
  settings.form_a.value === 'requests' && c.request_id !== null && !isListed(c.opening_standing ?? undefined)

/** Screens a household by Form A. @throws Problem where it is not asked, or a question does not exist */
export async function screenCase(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  on: Day,
  answers: FormAAnswers,
): Promise<Screening> {
  const batch = await batchFor(tx, 'screen', [ref])
  const [c] = batch.cases as [Case]
  if (!asksFormA(batch.settings, c)) throw formANotAsked()
  let result: Screening
  try {
    result = screen(formA(), answers)
  } catch (e) {
    if (e instanceof RangeError) throw formAUnknown(e.message)
    throw e
  }
  await takeStep(context, tx, userId, batch, 'screen', on, [
    {
      case: c,
      to: result.result === 'leaves' ? 'screened_out' : 'screened',
      content: { form: formA().id, answers, signs: result.signs, unknown: result.unknown },
    },
  ])
  return result
}
