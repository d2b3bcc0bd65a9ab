import { ruleKey } from '../language/in-force.ts'
import { Block } from './block.ts'
import { emit } from './emit.ts'
import { asMask, CannotCompile, type EmittedWhole, wordMask } from './emitted.ts'
import type { Stage } from './plan.ts'
import { type Place, type Stored, type Unit, useArray } from './unit.ts'

/**
 * The body of `function stage(from, to, base)`: computes the rules of a stage for the households of a chunk (or their members) and stores them in columns of
 * `households` or `persons` rows. Registers the columns as stored. Returns 0 where every bool and category of the chunk came out decided.
 */
export function stageCode(
  stage: Stage,
  unit: Unit,
  stored: Map<string, Stored>,
  capacity: { households: number; persons: number },
): string {
  const isPerson = stage.entity === 'person'
  const head = new Block()
  const body = new Block(head)
  const block = isPerson ? body : new Block(head)
  const row = isPerson ? 'p - base' : 'h - from'
  const perRow: Unit = isPerson
    ? { ...unit, householdBlock: head }
    : { ...unit, fused: { head, body, row: 'm', stored: new Map(stored), answers: new Map() } }
  const rows = isPerson ? capacity.persons : capacity.households
  for (const rule of stage.rules) {
    const place: Place = {
      file: rule.file,
      version: rule.version,
      self: isPerson ? 'p' : undefined,
      member: undefined,
    }
    // through `emit` of a rule node the value is kept in the block, so later rules of this stage find it
    const value = emit(
      { kind: 'rule', type: rule.type, owner: isPerson ? 'self' : 'household', name: rule.name, start: 0 },
      place,
      block,
      perRow,
    )
    const key = ruleKey(rule.entity, rule.name)
    const name = `S_${rule.entity}_${rule.name}`
    if (value.t === 'bool' || value.t === 'word') {
      const array = useArray(unit, name, new Int32Array(rows))
      const set = value.t === 'bool' ? asMask(value) : wordMask(value)
      // a set of two or more leaves a bit when its lowest is taken away
      const mask = value.known ? set : block.atom(set)
      block.add(`${array}[${row}] = ${mask};${value.known ? '' : ` undecided |= ${mask} & (${mask} - 1);`}`)
      stored.set(key, { entity: rule.entity, known: value.known, t: value.t, lo: array, hi: undefined })
    } else if (value.t === 'whole')
      stored.set(key, storeWhole(value, name, rows, row, rule.entity, block, unit))
    else throw new CannotCompile(`rule ${rule.name} of type ${rule.type.t} cannot be stored`)
  }
  const variable = isPerson ? 'p' : 'm'
  const loop =
    body.lines.length === 0
      ? ''
      : `for (let ${variable} = F[h], last = F[h + 1]; ${variable} < last; ${variable}++) {\n${body.text()}\n}`
  return `let undecided = 0;\nfor (let h = from; h < to; h++) {\n${head.text()}\n${loop}\n${isPerson ? '' : block.text()}\n}\nreturn undecided;`
}

function storeWhole(
  value: EmittedWhole,
  name: string,
  rows: number,
  row: string,
  entity: 'household' | 'person',
  block: Block,
  unit: Unit,
): Stored {
  const lo = useArray(unit, name, new Float64Array(rows))
  block.add(`${lo}[${row}] = ${value.lo};`)
  if (value.known) return { entity, known: true, t: 'whole', lo, hi: undefined }
  const hi = useArray(unit, `${name}_hi`, new Float64Array(rows))
  block.add(`${hi}[${row}] = ${value.hi};`)
  return { entity, known: false, t: 'whole', lo, hi }
}
