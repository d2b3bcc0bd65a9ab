/**
 * One event being recorded: files are opened and locked, actions are added to them, and everything is written at the end, the tables from the
 * states before and after. Until `save` nothing is written, so a preview is a recording that is not saved.
 */
import type { Tx } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import type { SealedAction } from './chain.ts'
import { askWho, type Who } from './chain-queries.ts'
import { dayAt } from './days.ts'
import { fold } from './fold.ts'
import { type HouseholdFile, openFiles } from './household-file.ts'
import { futureDay, versionConflict } from './problems.ts'
import type { Registry } from './registry.ts'
import { saveRecording } from './save-recording.ts'
import { type Draft, type OpenedAction, type Salts, type SubjectSalts, sealAction } from './sealed-action.ts'
import { aspectsOf, newSalt, partOf } from './sealing.ts'
import type { HouseholdState } from './types.ts'

export interface RecordingOptions {
  /** Existing households that the event touches. */
  readonly households: readonly string[]
  /** The version that was read, by household: another one is `household.version_conflict`. */
  readonly expected?: Readonly<Record<string, number | undefined>>
  /** Who acts, in a transaction of the owner; in a session it is the session's user. */
  readonly actor?: string
}

export interface HandOver {
  readonly household_id: string
  readonly from: string
  readonly to: string
}

/** A household's file in the course of a recording. */
export interface OpenFile {
  readonly household_id: string
  /** Before the event; undefined for a household that it founds. */
  readonly before: HouseholdState | undefined
  state: HouseholdState
  actions: readonly OpenedAction[]
  readonly salts: Map<string, SubjectSalts>
  hash: Uint8Array
  version: number
  recorded_at: string
}

export class Recording {
  readonly tx: Tx
  readonly registry: Registry
  readonly who: Who
  readonly actor: string
  /** The day on which this is recorded. */
  readonly today: string
  readonly files = new Map<string, OpenFile>()
  readonly actions: SealedAction[] = []
  /** Salts of subjects that had none before. */
  readonly newSalts = new Map<string, Uint8Array>()
  /** What is done when the actions are written and the tables are not yet. */
  readonly first: (() => Promise<void>)[] = []
  /** A household whose rows go over to another commune at the end. */
  handOver: HandOver | undefined = undefined

  private constructor(tx: Tx, registry: Registry, who: Who, actor: string) {
    this.tx = tx
    this.registry = registry
    this.who = who
    this.actor = actor
    this.today = dayAt(who.now)
  }

  /**
   * Opens and locks the files. Throws `household.not_found`, `access.forbidden`, `household.version_conflict`.
   */
  static async open(tx: Tx, registry: Registry, options: RecordingOptions): Promise<Recording> {
    const who = await askWho(tx)
    const actor = who.isOwner ? options.actor : who.userId
    if (actor === undefined) throw forbidden()
    const recording = new Recording(tx, registry, who, actor)
    for (const file of await openFiles(tx, registry, who, options.households, { lock: true })) {
      const expected = options.expected?.[file.household_id]
      if (expected !== undefined && expected !== file.version) throw versionConflict(file.version)
      recording.files.set(file.household_id, opened(file))
    }
    return recording
  }

  /** The file of a household of this recording. */
  file(household_id: string): OpenFile {
    const file = this.files.get(household_id)
    if (file === undefined) throw new Error(`the household ${household_id} was not opened for this recording`)
    return file
  }

  /**
   * Adds an action to a chain, or begins one, whose people bring the keys that they have. Throws `household.future_day` (422), and `access.forbidden`
   * (403) when it says something about a part that the writer may not read.
   */
  append(draft: Draft, brought: Salts = new Map()): void {
    if (draft.effective_on > this.today) throw futureDay(this.today)
    const file = this.files.get(draft.household_id)
    const salts = file?.salts ?? new Map<string, SubjectSalts>()
    for (const id of draft.persons.keys()) {
      const own = salts.get(id) ?? brought.get(id)
      if (own !== undefined) salts.set(id, own)
    }
    this.giveSalts(draft, salts)
    const recorded_at =
      file !== undefined && file.recorded_at > this.who.now ? file.recorded_at : this.who.now
    const place = {
      seq: (file?.version ?? 0) + 1,
      prev_hash: file?.hash ?? null,
      recorded_at,
      actor: this.actor,
    }
    const sealed = this.seal(draft, place, salts)
    const action: OpenedAction = { ...draft, ...place, erased: new Set(), hidden: new Set() }
    const actions = [...(file?.actions ?? []), action]
    const state = fold(actions)
    if (state === undefined) throw new Error('a chain with actions has a state')
    this.actions.push(sealed)
    const next = { state, actions, hash: sealed.hash, version: place.seq, recorded_at }
    if (file !== undefined) Object.assign(file, next)
    else
      this.files.set(draft.household_id, {
        household_id: draft.household_id,
        before: undefined,
        salts,
        ...next,
      })
  }

  /** Drops what was added to one file: the rest of the event stands without it. */
  forget(household_id: string): void {
    const { before } = this.file(household_id)
    if (before === undefined) throw new Error('a household that the event founds cannot be left out of it')
    const kept = this.actions.filter(action => action.household_id !== household_id)
    this.actions.splice(0, this.actions.length, ...kept)
    this.files.delete(household_id)
    const written = new Set(this.actions.flatMap(action => action.subjects.map(name => partOf(name).subject)))
    for (const subject of this.newSalts.keys()) if (!written.has(subject)) this.newSalts.delete(subject)
  }

  /** Writes actions, keys and tables. */
  async save(): Promise<void> {
    await saveRecording(this)
  }

  private seal(
    draft: Draft,
    place: Parameters<typeof sealAction>[2],
    salts: Map<string, SubjectSalts>,
  ): SealedAction {
    try {
      return sealAction(this.registry, draft, place, salts)
    } catch (e) {
      if (e instanceof Error && e.message.startsWith('no key for ')) throw forbidden()
      throw e
    }
  }

  /** Subjects that nobody wrote about yet get a salt of their own. People who come from another chain bring theirs: see `bring`. */
  private giveSalts(draft: Draft, salts: Map<string, SubjectSalts>): void {
    for (const subject of [draft.household_id, ...draft.persons.keys()]) {
      if (salts.has(subject)) continue
      const salt = newSalt()
      this.newSalts.set(subject, salt)
      salts.set(subject, aspectsOf(salt))
    }
  }

  /** Lets a chain write about a person under the key that the person has already. */
  bring(person_id: string, salts: SubjectSalts, household_id: string): void {
    this.file(household_id).salts.set(person_id, salts)
  }
}

function opened(file: HouseholdFile): OpenFile {
  return {
    household_id: file.household_id,
    before: file.state,
    state: file.state,
    actions: file.actions,
    salts: new Map(file.salts),
    hash: file.hash,
    version: file.version,
    recorded_at: file.recorded_at,
  }
}
