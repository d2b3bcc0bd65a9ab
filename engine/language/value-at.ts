import type { DatedValue, Parameter } from './law.ts'

/** The dated value of a parameter for a program of day `on`: the last one that began by the day it is read at. */
export function datedValueAt(parameter: Parameter, on: number, yearStart: number): DatedValue | undefined {
  const day = parameter.atReference && parameter.reference === 'year_start' ? yearStart : on
  let found: DatedValue | undefined
  for (const v of parameter.values) if (v.from <= day && (!found || v.from >= found.from)) found = v
  return found
}
