import type { FactBook } from '../../engine/language/index.ts'
import { CommuneFrame } from './commune-frame.ts'

const idle = new Map<FactBook, CommuneFrame[]>()
/** Frames kept for later, for as many communes as are decided at once. */
const KEPT = 4

/** Lends a frame for one commune; afterwards it waits, compiled, for the next. */
export async function withFrame<T>(facts: FactBook, work: (frame: CommuneFrame) => Promise<T>): Promise<T> {
  const waiting = idle.get(facts) ?? []
  const frame = waiting.pop() ?? new CommuneFrame(facts)
  frame.clear()
  const result = await work(frame)
  // not after a failure: what is in it then is anybody's guess
  if (!idle.has(facts)) {
    idle.clear()
    idle.set(facts, waiting)
  }
  if (waiting.length < KEPT) waiting.push(frame)
  return result
}
