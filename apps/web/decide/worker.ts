import './no-eval.ts'
import { assess, survey } from './assess.ts'
import { factsOf, type Published, programOfDay } from './law-of-day.ts'
import type { Answers, Posted, Reply, Request } from './messages.ts'
import { tell } from './tell.ts'

/** The engine in the browser: fetches the law once, decides here, sends nothing. */

let law: Promise<Published> | undefined

class NoLaw extends Error {}

/** The law, fetched at the first need; later questions need no network. */
function published(): Promise<Published> {
  law ??= fetch('/api/law/source').then(
    async answer => {
      if (!answer.ok) throw new NoLaw(String(answer.status))
      return (await answer.json()) as Published
    },
    () => {
      throw new NoLaw('no answer')
    },
  )
  law.catch(() => {
    // asked for again at the next need
    law = undefined
  })
  return law
}

async function answer(request: Request): Promise<Answers[keyof Answers]> {
  const source = await published()
  const program = programOfDay(source, request.day)
  switch (request.kind) {
    case 'load':
      return { law: source.hash, facts: factsOf(program) }
    case 'survey':
      return survey(program, request.household)
    case 'assess':
      return assess(program, request.household)
    case 'tell':
      return tell(program, request.household)
  }
}

const post = (reply: Reply): void => self.postMessage(reply)

self.addEventListener('message', (event: MessageEvent<Posted>) => {
  const { id } = event.data
  answer(event.data).then(
    value => post({ id, value }),
    (e: unknown) =>
      post({
        id,
        fault: e instanceof NoLaw ? 'unreachable' : 'law',
        said: e instanceof Error ? e.message : '',
      }),
  )
})
