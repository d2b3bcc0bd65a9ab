import type { Tx } from '../../platform/db/index.ts'
import type { SealedAction } from './chain.ts'
import { projectionColumns } from './projection.ts'
import { factNames, registeredRows } from './registered-rows.ts'
import type { Registry } from './registry.ts'
import { RowBatch } from './row-batch-queries.ts'
import { type Draft, type Place, type SubjectSalts, sealAction } from './sealed-action.ts'
import { aspectsOf, newSalt } from './sealing.ts'
import { insertActions, insertSalts } from './write-rows-queries.ts'

/** All that is written when households are registered: keys, actions, rows. Each household is made into what is stored of it as soon as it comes. */
export class RegisteredBatch {
  private readonly registry: Registry
  private readonly place: Place
  private readonly names: ReturnType<typeof factNames>
  private readonly salts = new Map<string, Uint8Array>()
  private readonly actions: SealedAction[] = []
  private readonly households: RowBatch
  private readonly persons: RowBatch
  private readonly identities: RowBatch
  private readonly restricted: RowBatch

  constructor(registry: Registry, by: Pick<Place, 'recorded_at' | 'actor'>) {
    const columns = projectionColumns(registry)
    this.registry = registry
    this.place = { seq: 1, prev_hash: null, ...by }
    this.names = factNames(registry)
    this.households = new RowBatch('household', columns.household)
    this.persons = new RowBatch('person', columns.person)
    this.identities = new RowBatch('person_identity', columns.person_identity)
    this.restricted = new RowBatch('person_restricted', columns.person_restricted)
  }

  add(draft: Draft): void {
    const salts = new Map<string, SubjectSalts>()
    for (const subject of [draft.household_id, ...draft.persons.keys()]) {
      const salt = newSalt()
      this.salts.set(subject, salt)
      salts.set(subject, aspectsOf(salt))
    }
    this.actions.push(sealAction(this.registry, draft, this.place, salts))
    const rows = registeredRows(this.names, draft)
    this.households.add(rows.household)
    for (const row of rows.persons) this.persons.add(row)
    for (const row of rows.identities) this.identities.add(row)
    for (const row of rows.restricted) this.restricted.add(row)
  }

  /** Throws what the policies and constraints of the tables say. */
  async insert(tx: Tx): Promise<void> {
    await insertSalts(tx, this.salts)
    await insertActions(tx, this.actions)
    await this.households.insert(tx)
    await this.persons.insert(tx)
    await this.identities.insert(tx)
    await this.restricted.insert(tx)
  }
}
