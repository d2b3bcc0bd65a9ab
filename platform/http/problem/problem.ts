/** The same sentence for the officer and for whoever reads English. */
export interface Said {
  readonly vi: string
  readonly en: string
}

/** One fault of a request: where it lies and what is wrong there. */
export interface FieldFault {
  /** Part of the request; `pointer` is counted from its root. */
  readonly in: 'body' | 'query' | 'path' | 'header' | 'cookie'
  /** JSON pointer (RFC 6901), '' for the whole part. */
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

interface Extras {
  readonly errors?: readonly FieldFault[]
  readonly headers?: Readonly<Record<string, string>>
  /** Further members of the JSON body. Never personal data: problems are logged, forwarded, photographed. */
  readonly members?: Readonly<Record<string, unknown>>
}

/** What a catalogue says of a kind of problem. */
export interface ProblemSpec<Data extends readonly unknown[]> {
  /** HTTP status, 400 to 599. */
  readonly status: number
  readonly title: Said
  /** What happened this time and what to do. It must not repeat names, numbers or texts of persons. */
  readonly detail?: (...data: Data) => Said
  /** Seconds after which trying again makes sense; sent as Retry-After. */
  readonly retryAfter?: number
  /** Names of database constraints whose violation is this problem. */
  readonly constraints?: readonly string[]
}

/** A kind of problem: call it to make one, and throw that. */
export interface ProblemKind<Data extends readonly unknown[] = readonly never[]> {
  (...data: Data): Problem
  readonly code: string
  readonly status: number
  readonly title: Said
  readonly constraints: readonly string[]
}

/** An expected failure with a stable code. Thrown by services and routes, written as RFC 9457 problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number
  readonly title: Said
  readonly detail: Said | undefined
  readonly extras: Extras

  constructor(
    said: { code: string; status: number; title: Said; detail?: Said | undefined },
    extras: Extras = {},
  ) {
    super(`${said.title.vi}${said.detail ? ` ${said.detail.vi}` : ''}`)
    this.code = said.code
    this.status = said.status
    this.title = said.title
    this.detail = said.detail
    this.extras = extras
  }

  /** The same problem with faults, headers or members added. */
  with(extras: Extras): Problem {
    return new Problem(this, {
      errors: [...(this.extras.errors ?? []), ...(extras.errors ?? [])],
      headers: { ...this.extras.headers, ...extras.headers },
      members: { ...this.extras.members, ...extras.members },
    })
  }
}
