import type { Comparison } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { two } from './text.ts'

const OPPOSITE: Record<Comparison, Comparison> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const MIRROR: Record<Comparison, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** The comparison that holds when this one does not. */
export const opposite = (op: Comparison): Comparison => OPPOSITE[op]
/** The same comparison read from the right. */
export const mirror = (op: Comparison): Comparison => MIRROR[op]

/** How something stands to a bound: `từ 60 trở lên`, `60 or more`. */
export function relation(op: Comparison, bound: Text2): Text2 {
  switch (op) {
    case '>=':
      return two(`từ ${bound.vi} trở lên`, `${bound.en} or more`)
    case '>':
      return two(`trên ${bound.vi}`, `above ${bound.en}`)
    case '<=':
      return two(`không quá ${bound.vi}`, `at most ${bound.en}`)
    case '<':
      return two(`dưới ${bound.vi}`, `below ${bound.en}`)
    case '==':
      return two(`bằng ${bound.vi}`, `equal to ${bound.en}`)
    case '!=':
      return two(`khác ${bound.vi}`, `other than ${bound.en}`)
  }
}

/** The same for ages: `từ 60 tuổi trở lên`, `60 or older`. */
export function ageRelation(op: Comparison, bound: Text2): Text2 {
  switch (op) {
    case '>=':
      return two(`từ ${bound.vi} tuổi trở lên`, `${bound.en} or older`)
    case '>':
      return two(`trên ${bound.vi} tuổi`, `over ${bound.en}`)
    case '<=':
      return two(`không quá ${bound.vi} tuổi`, `not over ${bound.en}`)
    case '<':
      return two(`dưới ${bound.vi} tuổi`, `under ${bound.en}`)
    case '==':
      return two(`vừa đúng ${bound.vi} tuổi`, `exactly ${bound.en}`)
    case '!=':
      return two(`không đúng ${bound.vi} tuổi`, `not exactly ${bound.en}`)
  }
}

/** The same for days. */
export function dayRelation(op: Comparison, bound: Text2): Text2 {
  switch (op) {
    case '>=':
      return two(`từ ${bound.vi} trở đi`, `on or after ${bound.en}`)
    case '>':
      return two(`sau ${bound.vi}`, `after ${bound.en}`)
    case '<=':
      return two(`không sau ${bound.vi}`, `on or before ${bound.en}`)
    case '<':
      return two(`trước ${bound.vi}`, `before ${bound.en}`)
    case '==':
      return two(`đúng ${bound.vi}`, `on ${bound.en}`)
    case '!=':
      return two(`khác ${bound.vi}`, `not on ${bound.en}`)
  }
}

/** The relation in the words of what is compared. */
export function relationOf(op: Comparison, bound: Text2, kind: 'age' | 'date' | 'number'): Text2 {
  return kind === 'age'
    ? ageRelation(op, bound)
    : kind === 'date'
      ? dayRelation(op, bound)
      : relation(op, bound)
}
