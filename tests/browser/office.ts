import { inject } from 'vitest'
import '../../platform/db/testing.ts'
import type { Office } from './visit.ts'

/** The office of this run; whoever asks first waits until it has opened. */
export async function office(): Promise<Office> {
  const answer = await fetch(`${inject('testServer')}/office`)
  if (!answer.ok) throw new Error(`the office did not open: ${await answer.text()}`)
  return (await answer.json()) as Office
}
