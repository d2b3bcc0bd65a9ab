/** The file of a household as a person reads it: every value with its source, and what is not known with who can tell it. */
import type { Tx } from '../../platform/db/index.ts'
import { ACTION_KINDS } from './action-kinds.ts'
import { askWho } from './chain-queries.ts'
import type { FactColumn } from './fact-columns.ts'
import { type AsOf, fold, headOf } from './fold.ts'
import { readFiles } from './household-file.ts'
import { maskIdentity } from './mask.ts'
import type { Registry } from './registry.ts'
import type { OpenedAction } from './sealed-action.ts'
import type { FactValue, HouseholdState, PersonState, Provenance, Reading } from './types.ts'

/** One value of the file. `known` false: nobody has told it; `supplier` says who can. */
export interface ShownValue {
  readonly name: string
  readonly label: { readonly vi: string; readonly en: string }
  readonly value: FactValue | readonly string[]
  readonly known: boolean
  readonly supplier: { readonly vi: string; readonly en: string } | null
  readonly source: Provenance | null
}

export interface ShownPerson {
  readonly person_id: string
  readonly state: PersonState['state']
  readonly joined_on: string
  readonly left_on: string | null
  readonly full_name: string | null
  readonly birth_year: number | null
  /** Masked unless the reader asked for the number and may see it. */
  readonly identity_number: string | null
  readonly phone: string | null
  readonly account: string | null
  readonly facts: readonly ShownValue[]
}

export interface ShownAction {
  readonly seq: number
  readonly kind: string
  readonly label: { readonly vi: string; readonly en: string }
  readonly effective_on: string
  readonly recorded_at: string
  readonly actor: string
  readonly commune_code: string
  readonly event_id: string | null
  /** Names of facts and fields that it said, of the household and of each person. */
  readonly said: Readonly<Record<string, readonly string[]>>
}

export interface HouseholdPage {
  readonly household_id: string
  readonly commune_code: string
  readonly status: string
  readonly version: number
  readonly registered_on: string
  readonly head_id: string | null
  readonly facts: readonly ShownValue[]
  readonly fields: Readonly<Record<string, string | null | readonly string[]>>
  readonly members: readonly ShownPerson[]
  readonly former: readonly ShownPerson[]
  readonly periods: HouseholdState['periods']
  readonly timeline: readonly ShownAction[]
  /** Parts of the file exist that the reader may not see. */
  readonly has_hidden: boolean
}

export interface PageOptions extends AsOf {
  /** Show identity numbers whole to those who may see them. */
  readonly unmask?: boolean | undefined
}

/** The file of a household as of two dates, as far as the caller may read it; undefined when there is none for him. */
export async function readPage(
  tx: Tx,
  registry: Registry,
  household_id: string,
  { unmask = false, ...at }: PageOptions,
): Promise<HouseholdPage | undefined> {
  const files = await readFiles(tx, registry, await askWho(tx), [household_id])
  const file = files.get(household_id)
  const state = file === undefined ? undefined : fold(file.actions, at)
  if (file === undefined || state === undefined) return undefined
  const hidden = new Set(file.actions.flatMap(a => [...a.hidden]))
  const person = (p: PersonState) => shownPerson(registry, p, { unmask, hidden })
  return {
    household_id,
    commune_code: state.commune_code,
    status: state.status,
    version: file.version,
    registered_on: state.registered_on,
    head_id: headOf(state)?.person_id ?? null,
    facts: shownFacts([...registry.facts.household.values()], state.facts),
    fields: Object.fromEntries(
      [...state.fields].filter(([name]) => name !== 'source_hash').map(([name, { value }]) => [name, value]),
    ),
    members: [...state.members.values()].map(person),
    former: [...state.former.values()].map(person),
    periods: state.periods,
    timeline: file.actions.map(shownAction).reverse(),
    has_hidden: hidden.size > 0,
  }
}

function shownPerson(
  registry: Registry,
  p: PersonState,
  { unmask, hidden }: { unmask: boolean; hidden: ReadonlySet<string> },
): ShownPerson {
  const field = (name: Parameters<typeof p.fields.get>[0]): string | null => {
    const value = p.fields.get(name)?.value
    return value === undefined || value === null ? null : String(value)
  }
  const year = p.fields.get('birth_year')?.value
  const columns = [...registry.facts.person.values()].filter(
    column => !(column.restricted && hidden.has(`${p.person_id}/restricted`)),
  )
  return {
    person_id: p.person_id,
    state: p.state,
    joined_on: p.joined_on,
    left_on: p.left_on,
    full_name: field('full_name'),
    birth_year: typeof year === 'number' ? year : null,
    identity_number: unmask ? field('identity_number') : maskIdentity(field('identity_number')),
    phone: field('phone'),
    account: field('account'),
    facts: p.state === 'erased' ? [] : shownFacts(columns, p.facts),
  }
}

const shownFacts = (
  columns: readonly FactColumn[],
  readings: ReadonlyMap<string, Reading<FactValue>>,
): ShownValue[] =>
  columns.map(({ name, label, optional, supplier }) => {
    const reading = readings.get(name)
    const value = reading?.value ?? null
    return {
      name,
      label: { vi: label.vi, en: label.en },
      value,
      known: value !== null || (optional && reading !== undefined),
      supplier: supplier === undefined ? null : { vi: supplier.vi, en: supplier.en },
      source: reading?.source ?? null,
    }
  })

function shownAction({
  seq,
  kind,
  effective_on,
  recorded_at,
  actor,
  commune_code,
  event_id,
  ...said
}: OpenedAction): ShownAction {
  const names = (content: { readonly facts?: object; readonly fields?: object } | undefined): string[] =>
    [...Object.keys(content?.facts ?? {}), ...Object.keys(content?.fields ?? {})].filter(
      n => n !== 'source_hash',
    )
  return {
    seq,
    kind,
    label: { vi: ACTION_KINDS[kind].vi, en: ACTION_KINDS[kind].en },
    effective_on,
    recorded_at,
    actor,
    commune_code,
    event_id,
    said: Object.fromEntries(
      [
        ['household', names(said.household)] as const,
        ...[...said.persons].map(([id, c]) => [id, names(c)] as const),
      ].filter(([, list]) => list.length > 0),
    ),
  }
}
