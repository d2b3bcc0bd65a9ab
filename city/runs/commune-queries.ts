/** The facts of a commune as the registry has them now, read as quickly as the database gives them. */
import type { Fact, FactBook } from '../../engine/language/index.ts'
import { copyOut, type Tx } from '../../platform/db/index.ts'
import { factSql } from './fact-cells.ts'

/** The commune is part of the text, as COPY takes no parameters. */
function literal(commune: string): string {
  if (!/^\d{5}$/.test(commune)) throw new Error('a commune has five digits')
  return `'${commune}'`
}

/** Facts of a household that have a column of their own; the commune is that of the whole query. */
export const householdFacts = (facts: FactBook): Fact[] =>
  [...facts.household.values()].filter(fact => fact.name !== 'commune_code')

/** Rows of household_id, version and the facts, sorted by household. */
export function householdRows(tx: Tx, commune: string, facts: FactBook): AsyncIterable<Buffer> {
  const columns = ['h.household_id', 'h.version', ...householdFacts(facts).map(fact => factSql(fact, 'h'))]
  return copyOut(
    tx,
    `select ${columns.join(', ')} from household h
     where h.commune_code = ${literal(commune)} and h.state = 'active' order by h.household_id`,
    'format binary',
  )
}

/** Rows of household_id, person_id and the facts, restricted ones included, sorted by household and person. */
export function personRows(tx: Tx, commune: string, facts: FactBook): AsyncIterable<Buffer> {
  const columns = [...facts.person.values()].map(fact => factSql(fact, fact.restricted ? 'r' : 'p'))
  return copyOut(
    tx,
    `select ${['p.household_id', 'p.person_id', ...columns].join(', ')}
     from person p left join person_restricted r on r.person_id = p.person_id and r.commune_code = p.commune_code and r.commune_code = ${literal(commune)}
     where p.commune_code = ${literal(commune)} and p.state = 'member' order by p.household_id, p.person_id`,
    'format binary',
  )
}
