/** Facts in fewer bytes: as differences from what is typical. */
import { jsonOf } from './canonical.ts'
import type { Facts, FactValue } from './types.ts'
import { TYPICAL } from './typical.ts'

interface Packed {
  /** Number of the typical facts. */
  readonly t: number
  /** What differs from them, or is not among them. */
  readonly f: Record<string, FactValue>
  /** Typical facts of which nothing is said. */
  readonly a?: readonly string[]
}

/** Writes facts of certain names: a file says the same of everybody, so what follows from the names is found out once. */
export class FactsWriter {
  readonly names: ReadonlySet<string>
  private readonly cells: readonly Cell[]
  /** Of the typical facts: `"a":[…],` and `,"t":1`; undefined where the facts are written as they are. */
  private readonly ends: { readonly absent: string; readonly typical: string } | undefined

  constructor(names: readonly string[]) {
    const best = typicalFor(names)
    const typical = TYPICAL[best]
    this.names = new Set(names)
    this.cells = [...names].sort().map(name => ({
      name,
      key: `${JSON.stringify(name)}:`,
      usual: typical !== undefined && Object.hasOwn(typical, name) ? typical[name] : undefined,
    }))
    if (typical === undefined) return
    const absent = Object.keys(typical).filter(name => !this.names.has(name))
    this.ends = {
      absent: absent.length === 0 ? '' : `"a":${JSON.stringify(absent)},`,
      typical: `,"t":${best}`,
    }
  }

  /** Canonical JSON of a content with these facts. `rest` is what else it says, as members with a comma before each. */
  content(facts: Facts, rest: string): string {
    let text = ''
    for (const { name, key, usual } of this.cells) {
      const value = facts[name] ?? null
      if (value !== usual) text += (text === '' ? key : `,${key}`) + jsonOf(value)
    }
    const { ends } = this
    if (ends === undefined) return `{"facts":{${text}}${rest}}`
    return `{${ends.absent}"f":{${text}}${rest}${ends.typical}}`
  }
}

interface Cell {
  readonly name: string
  /** As it stands in JSON, colon included. */
  readonly key: string
  /** Value that need not be written. */
  readonly usual: FactValue | undefined
}

/** Number of the typical facts that share most names with these; -1 where too much would be absent. */
function typicalFor(names: readonly string[]): number {
  let best = -1
  let shared = names.length / 2
  TYPICAL.forEach((typical, i) => {
    const count = names.filter(name => Object.hasOwn(typical, name)).length
    // nearly whole, otherwise what is absent would take more room than what is said
    if (count >= shared && count * 3 >= Object.keys(typical).length * 2) {
      best = i
      shared = count
    }
  })
  return best
}

/** A content as it was before it was written. Throws Error when the typical facts it refers to are not known here. */
export function unpack(packed: object): object {
  if (!('t' in packed)) return packed
  const { t, f, a = [], ...rest } = packed as Packed
  const typical = TYPICAL[t]
  if (typical === undefined)
    throw new Error(`a content refers to typical facts ${t}, which this program does not know`)
  const facts: Record<string, FactValue> = { ...typical, ...f }
  for (const name of a) delete facts[name]
  return { facts, ...rest }
}
