import type { components } from './schema.d.ts'

export type ProblemBody = components['schemas']['Problem']

/** An answer that says what is wrong and what to do, in the reader's language. */
export class Problem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.detail ?? body.title)
    this.name = 'Problem'
    this.body = body
  }
  get code(): string {
    return this.body.code
  }
  get status(): number {
    return this.body.status
  }
  /** What is wrong with the field at this pointer, such as `/name`. */
  fieldFault(pointer: string): string | undefined {
    return this.body.errors?.find(e => e.pointer === pointer)?.detail
  }
}

/** No answer came: the network is gone or the server is. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

export const isProblem = (e: unknown, code?: string): e is Problem =>
  e instanceof Problem && (code === undefined || e.code === code)
