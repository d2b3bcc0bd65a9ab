import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const Form = z.strictObject({
  id: z.string(),
  source: z.string(),
  mark: z.enum(['confirmed', 'reported', 'unconfirmed', 'missing']),
  questions: z.array(z.strictObject({ id: z.string(), vi: z.string(), en: z.string() })).min(1),
})

/** Form A: signs after which a household need not be surveyed. */
export type FormA = z.infer<typeof Form>

let read: FormA | undefined

/** The questions that come with the software. */
export function formA(): FormA {
  read ??= Form.parse(parse(readFileSync(path.join(import.meta.dirname, 'form-a.yaml'), 'utf8')))
  return read
}

/** Yes, no, or not known. */
export type FormAAnswers = Readonly<Record<string, boolean | null>>

export interface Screening {
  /** `leaves`: at least one clear sign. Everything else goes on to Form B, unknown answers too: nobody leaves for what is not known. */
  readonly result: 'continues' | 'leaves'
  readonly signs: readonly string[]
  readonly unknown: readonly string[]
}

/** What Form A says. @throws RangeError for an answer to a question that the form does not have */
export function screen(form: FormA, answers: FormAAnswers): Screening {
  const known = new Set(form.questions.map(q => q.id))
  for (const id of Object.keys(answers))
    if (!known.has(id)) throw new RangeError(`Form A has no question ${id}: ${[...known].join(', ')}`)
  const signs = form.questions.filter(q => answers[q.id] === true).map(q => q.id)
  return {
    result: signs.length > 0 ? 'leaves' : 'continues',
    signs,
    unknown: form.questions.filter(q => (answers[q.id] ?? null) === null).map(q => q.id),
  }
}
