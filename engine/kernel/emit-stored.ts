import type { Block } from './block.ts'
import { bool, boolMask, type Emitted } from './emitted.ts'
import type { Stored } from './unit.ts'

/** Reads what a stage has stored of a rule. Rows of a chunk count from its first household or person. */
export function readStored(stored: Stored, row: string, block: Block): Emitted {
  const at = `[${row} - ${stored.entity === 'household' ? 'from' : 'base'}]`
  const lo = `${stored.lo}${at}`
  if (stored.t === 'bool')
    return stored.known ? bool(block.atom(`${lo} === 2`, 's')) : boolMask(block.atom(lo, 's'))
  if (stored.t === 'word') return { t: 'word', known: stored.known, form: 'mask', js: block.atom(lo, 's') }
  const low = block.atom(lo, 's')
  return {
    t: 'whole',
    known: stored.known,
    lo: low,
    hi: stored.hi === undefined ? low : block.atom(`${stored.hi}${at}`, 's'),
  }
}
