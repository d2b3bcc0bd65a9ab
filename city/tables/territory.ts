import type { Fact, FactBook } from '../../engine/language/index.ts'
import { UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'
import { findUnit } from '../areas/index.ts'
import type { RawTable } from './fill-table.ts'
import type { BadCells } from './problems.ts'
import { roomFor, type SharedColumn } from './shared-column.ts'

/**
 * Checks the codes of communes, fills empty territories from them and reports contradictions. Gives the territory column, which is
 * made when the file has none.
 */
export function settleTerritory(table: RawTable, facts: FactBook, bad: BadCells): SharedColumn | undefined {
  const fact = facts.household.get('territory')
  const codes = table.columns.get('commune_code')?.values
  const given = table.columns.get('territory')
  if (!fact || !codes) return given
  const words = fact.type.t === 'category' ? (facts.categories.get(fact.type.of)?.words ?? []) : []
  const dictionary = table.dictionaries.get('commune_code') ?? []
  const territories = dictionary.map(code => {
    const unit = findUnit(code)
    return unit ? words.indexOf(unit.territory) : -1
  })
  const column = given ?? newColumn(fact, table.rows)
  const { values } = column
  const { file } = table.open.input
  for (let row = 0; values && row < table.rows; row++) {
    const code = codes[row] ?? UNKNOWN
    if (code < 0) continue
    const territory = territories[code] ?? -1
    if (territory < 0) {
      bad.add({
        file,
        row: table.lineOf(row),
        column: 'commune_code',
        value: dictionary[code] ?? '',
        expected: 'the five-digit code of a commune, ward or special zone since 2025-07-01',
      })
    } else if (values[row] === UNKNOWN_BYTE) values[row] = territory
    else if (values[row] !== territory) {
      const right = words[territory] ?? ''
      bad.add({
        file,
        row: table.lineOf(row),
        column: 'territory',
        value: words[values[row] ?? 0] ?? '',
        expected: `${right}, where the commune ${dictionary[code]} lies, or an empty cell`,
      })
    }
  }
  return column
}

function newColumn(fact: Fact, rows: number): SharedColumn {
  const values = roomFor(fact, rows)
  values.fill(UNKNOWN_BYTE)
  return { name: fact.name, place: -1, role: { role: 'fact', fact }, values }
}
