import type { FactBook } from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Assessment, RegistryFacts } from './assess.ts'

/** A household with the declared facts of its members, as far as the session may see them. */
export interface FactsOfHousehold {
  readonly facts: RegistryFacts
  readonly members: readonly { readonly id: string; readonly facts: RegistryFacts }[]
}

/**
 * The declared facts of a household and of its members on the registry's current tables. Restricted facts are read only where the session may see them; for others
 * they are unknown.
 */
export async function factsOf(
  tx: Tx,
  book: FactBook,
  householdId: string,
): Promise<FactsOfHousehold | undefined> {
  const columns = (entity: 'household' | 'person', restricted: boolean, alias: string): string =>
    [...book[entity].values()]
      .filter(f => f.restricted === restricted && f.name !== 'commune_code')
      .map(f => `${alias}."${f.name}"`)
      .join(', ')
  const household = await tx.client.query<RegistryFacts>(
    `select h.commune_code, ${columns('household', false, 'h')} from household h where h.household_id = $1`,
    [householdId],
  )
  const facts = household.rows[0]
  if (!facts) return undefined
  const restricted = columns('person', true, 'r')
  const persons = await tx.client.query<RegistryFacts & { person_id: string }>(
    `select p.person_id, ${columns('person', false, 'p')}${restricted === '' ? '' : `, ${restricted}`}
     from person p left join person_restricted r on r.person_id = p.person_id
     where p.household_id = $1 and p.state = 'member' order by p.person_id`,
    [householdId],
  )
  return { facts, members: persons.rows.map(({ person_id, ...rest }) => ({ id: person_id, facts: rest })) }
}

/** Keeps what a survey found; what restricted facts tell lies apart. */
export async function insertSurvey(
  tx: Tx,
  s: {
    readonly caseId: string
    readonly seq: number
    readonly householdId: string
    readonly commune: string
    readonly actionSeq: number
    readonly assessment: Assessment
  },
): Promise<void> {
  const a = s.assessment
  const restricted = a.tainted.length > 0
  const indicators = Object.fromEntries(Object.entries(a.indicators).map(([name, v]) => [name, v ?? null]))
  await tx.client.query(
    `insert into review_survey (case_id, seq, household_id, commune_code, standard_from, computed, possible, action_seq, warnings, restricted, deprivations, indicators, missing)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      s.caseId,
      s.seq,
      s.householdId,
      s.commune,
      a.standard,
      a.computed,
      a.possible,
      s.actionSeq,
      a.warnings,
      restricted,
      restricted ? null : (a.deprivations ?? null),
      restricted ? null : JSON.stringify(indicators),
      restricted ? null : a.missing,
    ],
  )
  if (!restricted) return
  await tx.client.query(
    `insert into review_survey_restricted (case_id, seq, household_id, commune_code, deprivations, indicators, missing, tainted)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      s.caseId,
      s.seq,
      s.householdId,
      s.commune,
      a.deprivations ?? null,
      JSON.stringify(indicators),
      a.missing,
      a.tainted,
    ],
  )
}

export interface SurveyRow {
  readonly seq: number
  readonly standard_from: string
  readonly computed: string
  readonly possible: string[]
  readonly action_seq: number
  readonly warnings: string[]
  readonly restricted: boolean
  /** Null also where it rests on a restricted fact and the session may not see those. */
  readonly deprivations: number | null
  readonly indicators: Readonly<Record<string, boolean | null>> | null
  readonly missing: string[] | null
  readonly tainted: string[] | null
}

/** Surveys of a case, the latest first. */
export async function surveysOf(tx: Tx, caseId: string): Promise<SurveyRow[]> {
  const { rows } = await tx.client.query<SurveyRow>(
    `select s.seq, s.standard_from, s.computed, s.possible, s.action_seq, s.warnings, s.restricted,
       coalesce(s.deprivations, r.deprivations) as deprivations, coalesce(s.indicators, r.indicators) as indicators,
       coalesce(s.missing, r.missing) as missing, r.tainted
     from review_survey s left join review_survey_restricted r on r.case_id = s.case_id and r.seq = s.seq
     where s.case_id = $1 order by s.seq desc`,
    [caseId],
  )
  return rows
}
