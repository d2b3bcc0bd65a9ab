import type { Tx } from '../../platform/db/index.ts'
import { Problem as Refusal } from '../../platform/http/problem/index.ts'
import { type Imported, type IncomingHousehold, importMany, type Registry } from '../households/index.ts'
import type { Problem } from './problems.ts'
import {
  attempt,
  householdsByCode,
  householdsById,
  type KnownHousehold,
  type KnownPerson,
  membersByIdentity,
} from './take-in-queries.ts'

/** A household that was found good and is to go into the registry. */
export interface ToTake {
  /** Running number in the file. */
  readonly row_no: number
  /** Sheet or file, and row, for a person to look at. */
  readonly place: string
  readonly file_row: number
  readonly incoming: IncomingHousehold
}

export type TakenState = 'registered' | 'changed' | 'unchanged' | 'refused'

export interface Taken {
  readonly row_no: number
  readonly state: TakenState
  readonly household_id: string | null
  /** What to tell beside what the file's check told. */
  readonly problems: readonly Problem[]
}

export interface TakeInOptions {
  /** In a transaction of the owner only: who acts. */
  readonly actor?: string
  readonly import_id: string
}

/**
 * Takes households into the registry: new ones get a file, known ones what is new about them, and the same content changes nothing. What the registry refuses
 * is told and leaves the others alone; a right that is missing, or anything unexpected, is thrown, and nothing is written.
 */
export async function takeIn(
  tx: Tx,
  registry: Registry,
  batch: readonly ToTake[],
  options: TakeInOptions,
): Promise<Taken[]> {
  if (batch.length === 0) return []
  const problems = await personsElsewhere(tx, batch)
  const taken: Taken[] = []
  const good: ToTake[] = []
  for (const one of batch) {
    const problem = problems.get(one.row_no)
    if (problem) taken.push(refused(one, [problem]))
    else good.push(one)
  }
  return [...taken, ...(await importSome(tx, registry, good, options))]
}

const refused = ({ row_no }: ToTake, problems: readonly Problem[]): Taken => ({
  row_no,
  state: 'refused',
  household_id: null,
  problems,
})

/** Imports a batch; where the registry refuses it, halves are tried until the household that it refuses is alone. */
async function importSome(
  tx: Tx,
  registry: Registry,
  batch: readonly ToTake[],
  options: TakeInOptions,
): Promise<Taken[]> {
  const [first] = batch
  if (first === undefined) return []
  try {
    const imported = await attempt(tx, () =>
      importMany(
        tx,
        registry,
        batch.map(one => one.incoming),
        {
          ...(options.actor === undefined ? {} : { actor: options.actor }),
          payload: { import: options.import_id },
        },
      ),
    )
    return batch.map((one, i) => takenOf(one, imported[i]))
  } catch (e) {
    // without the right there is no point in going on with the other rows
    if (!(e instanceof Refusal) || e.status === 403) throw e
    if (batch.length === 1) return [refused(first, problemsOf(e, first.file_row))]
    const middle = Math.ceil(batch.length / 2)
    const left = await importSome(tx, registry, batch.slice(0, middle), options)
    return [...left, ...(await importSome(tx, registry, batch.slice(middle), options))]
  }
}

function takenOf(one: ToTake, imported: Imported | undefined): Taken {
  const { row_no, file_row: row } = one
  if (imported === undefined) throw new Error('the registry answers for every household of a batch')
  if (imported.outcome === 'refused')
    return refused(one, [REFUSALS[imported.problem]?.(row) ?? otherRefusal(imported.problem, row)])
  const { outcome: state, household_id, absent } = imported
  const problems: Problem[] =
    absent.length === 0 ? [] : [{ code: 'member_not_listed', row, args: { count: absent.length } }]
  return { row_no, state, household_id, problems }
}

const REFUSALS: Readonly<Record<string, (row: number) => Problem>> = {
  'household.before_file': row => ({ code: 'data_older', row }),
  'household.not_active': row => ({ code: 'household_closed', row }),
}

const otherRefusal = (reason: string, row: number, pointer = ''): Problem => ({
  code: 'content_refused',
  row,
  args: { pointer, reason },
})

function problemsOf(e: Refusal, row: number): Problem[] {
  const known = REFUSALS[e.code]
  if (known) return [known(row)]
  const faults = e.extras.errors ?? []
  if (faults.length === 0) return [otherRefusal(e.code, row)]
  return faults.map(({ pointer, code }) => otherRefusal(code, row, pointer.replace(/^\/0\//, '')))
}

/** A person is in one household at a time: households with somebody who is a member of another one. */
async function personsElsewhere(tx: Tx, batch: readonly ToTake[]): Promise<Map<number, Problem>> {
  const members = batch.flatMap(({ incoming }) => incoming.members)
  const numbers = members.flatMap(({ fields }) => (fields.identity_number ? [fields.identity_number] : []))
  const persons = new Map(
    (await membersByIdentity(tx, numbers)).map(person => [person.identity_number, person]),
  )
  const found = new Map<number, Problem>()
  if (persons.size === 0) return found
  const codes = batch.flatMap(({ incoming }) => (incoming.code === null ? [] : [incoming.code]))
  const coded = new Map(
    (await householdsByCode(tx, codes)).map(one => [`${one.commune_code}/${one.source_code}`, one]),
  )
  const owners = await householdsById(tx, [
    ...new Set([...persons.values()].map(person => person.household_id)),
  ])
  const byId = new Map(owners.map(one => [one.household_id, one]))
  for (const { row_no, file_row: row, incoming } of batch) {
    const own = ownHousehold(incoming, coded, persons, byId)
    const elsewhere = incoming.members
      .map(({ fields }) => persons.get(fields.identity_number ?? ''))
      .find(person => person !== undefined && person.household_id !== own?.household_id)
    if (elsewhere)
      found.set(row_no, { code: 'person_elsewhere', row, args: { household: elsewhere.household_id } })
  }
  return found
}

/** The household of the registry that the registry will take the incoming one for. */
function ownHousehold(
  { code, commune_code, members }: IncomingHousehold,
  coded: ReadonlyMap<string, KnownHousehold>,
  persons: ReadonlyMap<string, KnownPerson>,
  byId: ReadonlyMap<string, KnownHousehold>,
): KnownHousehold | undefined {
  if (code !== null) return coded.get(`${commune_code}/${code}`)
  const head = members.find(member => member.facts['relation_to_head'] === 'head')
  const household = byId.get(persons.get(head?.fields.identity_number ?? '')?.household_id ?? '')
  return household?.commune_code === commune_code ? household : undefined
}
