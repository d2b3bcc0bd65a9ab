import { bytesOf, cellOf } from '../determinations/index.ts'
import type { Affected, Move, SimulationResult, SimulationRow } from './result.ts'

const HEADER = [
  'dimension',
  'value',
  'name',
  'benefit',
  'kind',
  'payer',
  'per',
  'granted_before',
  'granted_after',
  'undetermined_before',
  'undetermined_after',
  'unknown_amounts_before',
  'unknown_amounts_after',
  'amount_before',
  'amount_after',
  'difference',
  'households_gain',
  'households_lose',
  'households_unknown',
  'persons_gain',
  'persons_lose',
  'persons_unknown',
  'households',
  'persons',
] as const

/** simulation.csv as bytes: for every part of the population the sum of monthly cash and premiums (`all`), then each benefit. */
export function simulationCsv({ cells }: SimulationResult): Uint8Array {
  const lines = cells.flatMap(({ households, persons, rows }) =>
    rows.map(row => line([...rowCells(row), households, persons])),
  )
  return bytesOf([HEADER.join(','), ...lines, ''].join('\n'))
}

type Value = string | number | bigint | undefined

const line = (cells: readonly Value[]): string =>
  cells.map(c => cellOf(c === undefined ? '' : String(c))).join(',')

function rowCells({
  cell,
  pair,
  granted,
  undetermined,
  unknownAmounts,
  amount,
  difference,
  households,
  persons,
}: SimulationRow): Value[] {
  const file = pair?.file
  const affected = (a: Affected | undefined): Value[] => [a?.gain, a?.lose, a?.unknown]
  return [
    cell.dimension,
    cell.value,
    cell.name,
    pair?.id ?? 'all',
    file?.kind,
    file?.payer,
    file?.per ?? 'month',
    ...granted,
    ...undetermined,
    ...unknownAmounts,
    ...amount,
    difference,
    ...affected(households),
    ...affected(persons),
  ]
}

/** standings.csv as bytes: households and persons by standing under the base law and with the reform. */
export function standingsCsv(moves: readonly Move[]): Uint8Array {
  const lines = moves.map(m => line([m.before.value, m.after.value, m.households, m.persons]))
  return bytesOf(['before,after,households,persons', ...lines, ''].join('\n'))
}
