import { type Emitted, isAtom } from './emitted.ts'

let counter = 0
/** Starts numbering again, so that the same law gives the same text. */
export function restartNames(): void {
  counter = 0
}

export const freshName = (prefix: string): string => `${prefix}${++counter}`

/** A block of generated statements. What it has computed can be used again in it and in the blocks inside it. */
export class Block {
  readonly lines: string[] = []
  readonly parent: Block | undefined
  private readonly values = new Map<string, Emitted>()

  constructor(parent?: Block) {
    this.parent = parent
  }

  add(line: string): void {
    this.lines.push(line)
  }

  /** A value computed here or further out. */
  find(key: string): Emitted | undefined {
    return this.values.get(key) ?? this.parent?.find(key)
  }

  keep<T extends Emitted>(key: string, value: T): T {
    this.values.set(key, value)
    return value
  }

  /** A name or number for an expression, so that it is computed once. */
  atom(js: string, prefix = 'v'): string {
    if (isAtom(js)) return js
    const name = freshName(prefix)
    this.add(`const ${name} = ${js};`)
    return name
  }

  /** The text of the block's statements, for putting it into another block. */
  text(): string {
    return this.lines.join('\n')
  }
}

/** Puts a value into a name, so that its use does not compute it again. */
export function settle<T extends Emitted>(value: T, block: Block): T {
  if (value.t === 'bool' || value.t === 'word' || value.t === 'text')
    return { ...value, js: block.atom(value.js) }
  const lo = block.atom(value.lo)
  return { ...value, lo, hi: value.hi === value.lo ? lo : block.atom(value.hi) }
}
