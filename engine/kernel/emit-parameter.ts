import { type Fraction, lcm } from '../language/fraction.ts'
import type { Parameter, ParameterValue } from '../language/law.ts'
import { defaultBounds, type Type } from '../language/types.ts'
import { datedValueAt } from '../language/value-at.ts'
import type { Block } from './block.ts'
import { bool, boolMask, CannotCompile, type Emitted, type EmittedWord, whole, wordMask } from './emitted.ts'
import { type Unit, useArray } from './unit.ts'

/** A value written in the law, as a constant of the code. */
export function emitLiteral(type: Type, value: ParameterValue): Emitted {
  if (type.t === 'bool') return bool(String(value))
  if (type.t === 'category') return { t: 'word', known: true, form: 'index', js: String(value) }
  if (type.t === 'rate')
    return {
      t: 'rate',
      known: true,
      lo: String((value as Fraction).n),
      hi: String((value as Fraction).n),
      base: (value as Fraction).d,
    }
  if (type.t === 'text') return { t: 'text', known: true, js: JSON.stringify(value), dictionary: [] }
  return whole(String(value))
}

/** Everything that a type allows: a value the law has and nobody here knows. */
export function openValue(type: Type, unit: Unit): Emitted {
  switch (type.t) {
    case 'bool':
      return boolMask('3')
    case 'category':
      return {
        t: 'word',
        known: false,
        form: 'mask',
        js: String((1 << (unit.facts.categories.get(type.of)?.words.length ?? 1)) - 1),
      }
    case 'rate':
      return { t: 'rate', known: false, lo: '0', hi: '1', base: 1n }
    case 'text':
      throw new CannotCompile('a missing text')
    default: {
      const b = defaultBounds(type)
      return { t: 'whole', known: false, lo: String(b.lo), hi: String(b.hi) }
    }
  }
}

/** A parameter on the day of the program: a constant, or the cell of a table. */
export function emitParameter(
  parameter: Parameter,
  key: EmittedWord | undefined,
  block: Block,
  unit: Unit,
): Emitted {
  const dated = datedValueAt(parameter, unit.program.on, unit.program.yearStart)
  const { type } = parameter
  const constant = (cell: ParameterValue): Emitted =>
    cell === undefined ? openValue(type, unit) : emitLiteral(type, cell)
  if (!dated) return openValue(type, unit)
  if (!key) return constant(dated.cells[0])
  const cells = dated.cells.map(constant)
  const words = key.form === 'mask' ? block.atom(key.js) : key.js
  const known = key.known && key.form === 'index' && cells.every(c => c.known)
  const table = (suffix: string, numbers: readonly number[]): string =>
    useArray(
      unit,
      `T_${parameter.name}_${parameter.position.line}${suffix}`,
      memo(unit, `${parameter.position.file}:${parameter.position.line}:${parameter.name}${suffix}`, numbers),
    )
  if (type.t === 'bool' || type.t === 'category') {
    const masks = cells.map(c =>
      c.t === 'bool' ? (!c.known ? 3 : c.js === 'true' ? 2 : 1) : c.t === 'word' ? Number(wordMask(c)) : 0,
    )
    const array = table('', masks)
    const js = key.form === 'index' ? `${array}[${words}]` : `R.union(${words}, ${array})`
    if (type.t === 'bool') return known ? bool(`${array}[${words}] === 2`) : boolMask(js)
    return { t: 'word', known, form: 'mask', js }
  }
  let base = 1n
  for (const c of cells) if (c.t === 'rate') base = lcm(base, c.base)
  const end = (c: Emitted, which: 'lo' | 'hi'): number => {
    if (c.t === 'rate') return Number(BigInt(c[which]) * (base / c.base))
    return c.t === 'whole' ? Number(c[which]) : 0
  }
  const lows = cells.map(c => end(c, 'lo'))
  const highs = cells.map(c => end(c, 'hi'))
  const shape = type.t === 'rate' ? ({ t: 'rate', base } as const) : ({ t: 'whole' } as const)
  if (known) {
    const js = `${table('', lows)}[${words}]`
    return { ...shape, known: true, lo: js, hi: js }
  }
  if (key.form === 'index')
    return {
      ...shape,
      known: false,
      lo: `${table('_lo', lows)}[${words}]`,
      hi: `${table('_hi', highs)}[${words}]`,
    }
  return {
    ...shape,
    known: false,
    lo: `R.lowest(${words}, ${table('_lo', lows)})`,
    hi: `R.highest(${words}, ${table('_hi', highs)})`,
  }
}

/** One array for one table, however often it is used. */
const tables = new WeakMap<Unit['arrays'], Map<string, readonly number[]>>()
function memo(unit: Unit, key: string, numbers: readonly number[]): readonly number[] {
  const mine = tables.get(unit.arrays) ?? new Map<string, readonly number[]>()
  tables.set(unit.arrays, mine)
  const known = mine.get(key)
  if (known) return known
  mine.set(key, numbers)
  return numbers
}
