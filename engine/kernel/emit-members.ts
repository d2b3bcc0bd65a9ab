import { type Block, freshName } from './block.ts'
import { paren } from './emit-arithmetic.ts'
import { bool, boolMask, type Emitted, type EmittedBool, type EmittedWhole, whole } from './emitted.ts'

export type Asking = 'exists' | 'all' | 'count' | 'sum'

/** How an answer begins, what one member does to it, and what it is after the loop. */
export function ask(
  kind: Asking,
  value: Emitted,
  inner: Block,
  mayEnd: boolean,
): { init: string; step: string; answer: Emitted } {
  if (kind === 'sum') {
    const v = value as EmittedWhole
    const [lo, hi] = [freshName('lo'), freshName('hi')]
    if (v.known) return { init: `let ${lo} = 0;`, step: `${lo} += ${v.lo};`, answer: whole(lo) }
    return {
      init: `let ${lo} = 0, ${hi} = 0;`,
      step: `${lo} += ${v.lo}; ${hi} += ${v.hi};`,
      answer: { t: 'whole', known: false, lo, hi },
    }
  }
  const b = value as EmittedBool
  const js = b.known ? b.js : inner.atom(b.js)
  if (kind === 'count') {
    const [lo, hi] = [freshName('lo'), freshName('hi')]
    if (b.known) return { init: `let ${lo} = 0;`, step: `if (${js}) ${lo}++;`, answer: whole(lo) }
    return {
      init: `let ${lo} = 0, ${hi} = 0;`,
      step: `if (${js} === 2) ${lo}++;\nif (${js} & 2) ${hi}++;`,
      answer: { t: 'whole', known: false, lo, hi },
    }
  }
  const v = freshName('q')
  if (b.known) {
    const [start, test] = kind === 'exists' ? ['false', js] : ['true', `!${paren(js)}`]
    const found = kind === 'exists' ? 'true' : 'false'
    const step = mayEnd ? `if (${test}) { ${v} = ${found}; break; }` : `if (${test}) ${v} = ${found};`
    return { init: `let ${v} = ${start};`, step, answer: bool(v) }
  }
  if (kind === 'exists') {
    const step = `${v} = ((${v} | ${js}) & 2) | (${v} & ${js} & 1);`
    return {
      init: `let ${v} = 1;`,
      step: mayEnd ? `${step}\nif (${v} === 2) break;` : step,
      answer: boolMask(v),
    }
  }
  const step = `${v} = (${v} & ${js} & 2) | ((${v} | ${js}) & 1);`
  return {
    init: `let ${v} = 2;`,
    step: mayEnd ? `${step}\nif (${v} === 1) break;` : step,
    answer: boolMask(v),
  }
}
