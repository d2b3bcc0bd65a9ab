import { Unreachable } from '../api/problem.ts'
import type { Answers, Posted, Reply, Request } from './messages.ts'

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

const pending = new Map<number, Pending>()
let worker: Worker | undefined
let last = 0

/** One worker for the tab; it starts at the first question and keeps the law. */
function started(): Worker {
  if (worker !== undefined) return worker
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', (event: MessageEvent<Reply>) => {
    const reply = event.data
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if ('value' in reply) waiting?.resolve(reply.value as never)
    else waiting?.reject(reply.fault === 'unreachable' ? new Unreachable() : new Error(reply.said))
  })
  worker.addEventListener('error', () => {
    // the script could not be fetched: another try makes another worker
    worker = undefined
    for (const { reject } of pending.values()) reject(new Unreachable())
    pending.clear()
  })
  return worker
}

/** Asks the engine in the browser. Nothing leaves the device. @throws Unreachable where the law could not be fetched */
export function ask<K extends Request['kind']>(request: Extract<Request, { kind: K }>): Promise<Answers[K]> {
  const id = ++last
  return new Promise<Answers[K]>((resolve, reject) => {
    pending.set(id, { resolve, reject })
    const posted: Posted = { ...request, id }
    started().postMessage(posted)
  })
}
