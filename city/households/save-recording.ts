/** Writes what a recording holds: keys, actions, and of the tables only what the event changed. */
import type { Tx } from '../../platform/db/index.ts'
import { handOverHousehold } from './event-queries.ts'
import { alreadyMember } from './problems.ts'
import {
  type Projection,
  type ProjectionColumns,
  projectionColumns,
  projectionOf,
  type Row,
  sameRow,
} from './projection.ts'
import type { OpenFile, Recording } from './recording.ts'
import {
  deleteAside,
  deletePersons,
  followPersons,
  insertActions,
  insertRows,
  insertSalts,
  releasePersons,
  replacePeriods,
  replaceStays,
  updateRows,
} from './write-rows-queries.ts'

/** See `Recording.save`. */
export async function saveRecording(recording: Recording): Promise<void> {
  const { tx, registry, handOver } = recording
  const columns = projectionColumns(registry)
  const last = handOver === undefined || recording.who.isOwner ? undefined : recording.actions.at(-1)
  await insertSalts(tx, recording.newSalts)
  await insertActions(
    tx,
    recording.actions.filter(action => action !== last),
  )
  for (const step of recording.first) await step()
  // whoever leaves one household for another leaves first: a person is in one at a time
  const files = leaversFirst(recording.files)
  for (const file of files) {
    const before = file.before === undefined ? undefined : projectionOf(registry, file.before)
    const after = projectionOf(registry, file.state)
    await saveFile(
      tx,
      columns,
      before,
      last === undefined ? after : stillIn(after, handOver?.from ?? ''),
      recording,
    )
  }
  if (last !== undefined && handOver !== undefined) await handOverHousehold(tx, handOver.to, last)
}

/** Rows before they are handed over: those who write them may write in the old commune only. Who left earlier stays where he was. */
function stillIn(after: Projection, commune_code: string): Projection {
  const isMember = (id: string): boolean => after.persons.get(id)?.['state'] === 'member'
  const here = (rows: ReadonlyMap<string, Row>): Map<string, Row> =>
    new Map([...rows].map(([id, row]) => [id, isMember(id) ? { ...row, commune_code } : row]))
  return {
    ...after,
    household: { ...after.household, commune_code },
    persons: here(after.persons),
    identities: here(after.identities),
    restricted: here(after.restricted),
  }
}

const leaversFirst = (files: ReadonlyMap<string, OpenFile>): OpenFile[] =>
  [...files.values()].sort((a, b) => gain(a) - gain(b))

const gain = ({ before, state }: OpenFile): number => state.members.size - (before?.members.size ?? 0)

async function saveFile(
  tx: Tx,
  columns: ProjectionColumns,
  before: Projection | undefined,
  after: Projection,
  recording: Recording,
): Promise<void> {
  if (before === undefined) await insertRows(tx, 'household', columns.household, [after.household])
  else if (!sameRow(before.household, after.household))
    await updateRows(tx, 'household', { key: 'household_id', columns: columns.household }, [after.household])
  const household = String(after.household['household_id'])
  await savePersons(tx, columns, before, after, recording)
  const gone = [...(before?.persons.keys() ?? [])].filter(id => !after.persons.has(id))
  const elsewhere = new Set([...recording.files.values()].flatMap(f => [...f.state.members.keys()]))
  await releasePersons(
    tx,
    household,
    gone.filter(id => elsewhere.has(id)),
  )
  await deletePersons(
    tx,
    household,
    gone.filter(id => !elsewhere.has(id)),
  )
  if (!sameRows(before?.stays, after.stays))
    await replaceStays(tx, household, columns.membership_past, after.stays)
  if (!sameRows(before?.periods, after.periods))
    await replacePeriods(tx, household, columns.household_period, after.periods)
}

/** A row of a person belongs to the household that the person entered last: an older household's action about him leaves it alone. */
const OWN = `t.household_id = r.household_id or (t.state <> 'member' and r.state = 'member')`
const BESIDE =
  'exists (select 1 from person p where p.person_id = t.person_id and p.household_id = r.household_id)'

async function savePersons(
  tx: Tx,
  columns: ProjectionColumns,
  before: Projection | undefined,
  after: Projection,
  recording: Recording,
): Promise<void> {
  const isNew = (id: string): boolean => recording.newSalts.has(id)
  const changed = (of: 'persons' | 'identities' | 'restricted'): [string, Row][] =>
    [...after[of]].filter(([id, row]) => !sameRow(before?.[of].get(id), row))
  const persons = changed('persons')
  const fresh = persons.filter(([id]) => isNew(id)).map(([, row]) => row)
  const known = persons.filter(([id]) => !isNew(id)).map(([, row]) => row)
  await insertRows(tx, 'person', columns.person, fresh)
  const arriving = known.filter(
    row => row['state'] === 'member' && before?.persons.get(String(row['person_id']))?.['state'] !== 'member',
  )
  const updated = await updateRows(
    tx,
    'person',
    { key: 'person_id', columns: columns.person, where: OWN },
    arriving,
  )
  if (updated < arriving.length) throw alreadyMember()
  await followPersons(
    tx,
    arriving.map(row => String(row['person_id'])),
  )
  await updateRows(
    tx,
    'person',
    { key: 'person_id', columns: columns.person, where: OWN },
    known.filter(row => !arriving.includes(row)),
  )
  for (const [of, table] of [
    ['identities', 'person_identity'],
    ['restricted', 'person_restricted'],
  ] as const) {
    const rows = changed(of)
    await insertRows(
      tx,
      table,
      columns[table],
      rows.filter(([id]) => isNew(id)).map(([, row]) => row),
    )
    const present = rows.filter(([id]) => !isNew(id)).map(([, row]) => row)
    await updateRows(tx, table, { key: 'person_id', columns: columns[table], where: BESIDE }, present)
  }
  await deleteAside(
    tx,
    [...(before?.identities.keys() ?? [])].filter(id => after.persons.has(id) && !after.identities.has(id)),
  )
}

const sameRows = (a: readonly Row[] | undefined, b: readonly Row[]): boolean =>
  (a?.length ?? 0) === b.length && b.every((row, i) => sameRow(a?.[i], row))
