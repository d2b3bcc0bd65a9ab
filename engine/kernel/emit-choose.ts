import { type Block, freshName } from './block.ts'
import { setOf } from './emit-compare.ts'
import {
  asMask,
  bool,
  boolMask,
  CannotCompile,
  type Emitted,
  type EmittedBool,
  type EmittedRate,
  type EmittedWhole,
} from './emitted.ts'

/** The value of a choice after its branches have been emitted: only those that can be taken are computed, and an undecided condition joins what both allow. */
export function joinBranches(
  c: EmittedBool,
  yes: readonly [Block, Emitted],
  no: readonly [Block, Emitted],
  known: boolean,
  block: Block,
): Emitted {
  const [left, a] = yes
  const [right, b] = no
  const test = c.known ? c.js : block.atom(c.js)
  const open = c.known
    ? [`if (${test}) {`, '} else {', '}']
    : [`if (${test} & 2) {`, `}\nif (${test} & 1) {`, '}']
  const both = (first: string, second: string): string =>
    `${open[0]}\n${left.text()}\n${first}\n${open[1]}\n${right.text()}\n${second}\n${open[2]}`
  if (a.t === 'bool' && b.t === 'bool') {
    const v = freshName('m')
    block.add(
      `let ${v} = ${known ? 'false' : '0'};\n${known ? both(`${v} = ${a.js};`, `${v} = ${b.js};`) : both(`${v} |= ${asMask(a)};`, `${v} |= ${asMask(b)};`)}`,
    )
    return known ? bool(v) : boolMask(v)
  }
  if (a.t === 'word' && b.t === 'word') {
    const v = freshName('w')
    block.add(`let ${v} = 0;\n${both(`${v} |= ${setOf(a)};`, `${v} |= ${setOf(b)};`)}`)
    return { t: 'word', known, form: 'mask', js: v }
  }
  if ((a.t === 'whole' && b.t === 'whole') || (a.t === 'rate' && b.t === 'rate')) {
    const lo = freshName('lo')
    if (known) {
      block.add(`let ${lo} = 0;\n${both(`${lo} = ${a.lo};`, `${lo} = ${b.lo};`)}`)
      return { ...a, known: true, lo, hi: lo }
    }
    const hi = freshName('hi')
    const widen = (x: EmittedWhole | EmittedRate): string =>
      c.known
        ? `${lo} = ${x.lo}; ${hi} = ${x.hi};`
        : `if (${x.lo} < ${lo}) ${lo} = ${x.lo}; if (${x.hi} > ${hi}) ${hi} = ${x.hi};`
    block.add(`let ${lo} = Infinity, ${hi} = -Infinity;\n${both(widen(a), widen(b))}`)
    return { ...a, known: false, lo, hi }
  }
  throw new CannotCompile('a choice between two types')
}
