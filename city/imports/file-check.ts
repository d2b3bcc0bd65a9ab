import { contentHash } from './content-hash.ts'
import type { DraftHousehold } from './draft.ts'
import { GrowingInts } from './growing-ints.ts'
import { digitsKey, type Key, KeyTable, textKey } from './key-table.ts'
import { plain } from './plain-text.ts'
import { type Problem, type ProblemCode, type Severity, severityOf } from './problems.ts'
import { type HouseholdState, type ListPlace, SeenHouseholds, worse } from './seen-households.ts'

export interface CheckedHousehold {
  readonly draft: DraftHousehold
  /** Those of the draft and those that only the file as a whole shows. */
  readonly problems: readonly Problem[]
  readonly state: HouseholdState
  readonly hash: Buffer
}

/** A household that was given as accepted or waiting, and which a later row of the file put in question. */
export interface Retraction {
  /** Running number of the household, as `add` was called. */
  readonly index: number
  readonly place: string
  readonly row: number
  readonly problem: Problem
  readonly state: HouseholdState
}

export interface FileTotals {
  households: number
  persons: number
  accepted: number
  waiting: number
  repeated: number
  rejected: number
  /** How many households have each problem. */
  readonly problems: Map<ProblemCode, number>
}

export interface CheckOptions {
  /** Communes in which the importer may write; undefined is everywhere. */
  readonly communes?: ReadonlySet<string>
  /** Whether totals of households and persons of a commune are known; without them no rate can be shown. */
  readonly hasTotals?: (commune: string) => boolean
  /** How many the file has, where that is known before: it takes less memory then. */
  readonly expected?: { readonly households: number; readonly persons: number }
  /** A store of synthetic people: identity numbers of real provinces are refused. */
  readonly syntheticOnly?: boolean
}

export interface CheckEnd {
  readonly totals: FileTotals
  readonly retractions: readonly Retraction[]
  /** Communes of the file whose totals are missing. */
  readonly communesWithoutTotals: readonly string[]
}

const STATE_OF: Partial<Record<Severity, HouseholdState>> = {
  reject: 'rejected',
  repeat: 'repeated',
  wait: 'waiting',
}

const stateOf = (problems: readonly Problem[]): HouseholdState =>
  problems.reduce<HouseholdState>(
    (state, problem) => worse(state, STATE_OF[severityOf(problem)] ?? 'accepted'),
    'accepted',
  )

/**
 * Looks at the households of one file one after another and finds what no single one shows: the same household twice, a person in two households, a
 * household on two lists. Where two contradict each other nobody knows which is right, so both are rejected; the first was given before, and
 * `end` takes it back.
 */
export class FileCheck {
  private readonly options: CheckOptions
  private households: KeyTable
  private identities: KeyTable
  private personIds: KeyTable
  private readonly seen: SeenHouseholds
  /** Of each person kept in the tables: the household and the row. */
  private owners: GrowingInts
  private ownerRows: GrowingInts
  private readonly retractions = new Map<number, Retraction>()
  private readonly communes = new Set<string>()
  readonly totals: FileTotals = {
    households: 0,
    persons: 0,
    accepted: 0,
    waiting: 0,
    repeated: 0,
    rejected: 0,
    problems: new Map(),
  }

  constructor(options: CheckOptions = {}) {
    this.options = options
    const { households = 0, persons = 0 } = options.expected ?? {}
    this.households = new KeyTable(households)
    this.identities = new KeyTable(persons)
    this.personIds = new KeyTable(persons)
    this.seen = new SeenHouseholds(households)
    this.owners = new GrowingInts(persons)
    this.ownerRows = new GrowingInts(persons)
  }

  /** Checks the next household of the file. */
  add(draft: DraftHousehold): CheckedHousehold {
    const hash = contentHash(draft)
    const index = this.seen.length
    const problems = [...draft.problems]
    if (draft.members.length === 0) problems.push({ code: 'members_missing', row: draft.row })
    this.checkArea(draft, problems)
    this.seen.add(draft, hash)
    const partner = this.checkHousehold(draft, hash, index, problems)
    if (stateOf(problems) !== 'repeated') this.checkPersons(draft, index, partner, problems)
    const state = stateOf(problems)
    this.seen.setState(index, state)
    this.count(draft, problems, state)
    return { draft, problems, state, hash }
  }

  /** What becomes of a household, as far as the rows that were read say. */
  stateAt(index: number): HouseholdState {
    return this.seen.state(index)
  }

  /** After the last household. Of the persons nothing is kept from here on; `stateAt` goes on to answer. */
  end(): CheckEnd {
    const { hasTotals } = this.options
    this.households = this.identities = this.personIds = new KeyTable()
    this.owners = this.ownerRows = new GrowingInts()
    return {
      totals: this.totals,
      retractions: [...this.retractions.values()],
      communesWithoutTotals: hasTotals ? [...this.communes].filter(code => !hasTotals(code)).sort() : [],
    }
  }

  private checkArea({ commune, row }: DraftHousehold, problems: Problem[]): void {
    const codes = 'code' in commune ? [commune.code] : 'candidates' in commune ? commune.candidates : []
    const { communes } = this.options
    if (communes && codes.length > 0 && !codes.some(code => communes.has(code)))
      problems.push({ code: 'commune_foreign', row })
    if ('code' in commune) this.communes.add(commune.code)
  }

  /** Gives the earlier entry of the same household, whose persons are no repetition then; -1 if there is none. */
  private checkHousehold(draft: DraftHousehold, hash: Buffer, index: number, problems: Problem[]): number {
    const key = householdKey(draft, hash)
    const earlier = this.households.findOrAdd(...key, index)
    if (earlier < 0) return earlier
    const { row, code } = draft
    const firstRow = this.seen.row(earlier)
    const [first, now] = [this.seen.list(earlier), this.seen.list(index)]
    if (first === now && this.seen.hasSameContent(earlier, index)) {
      problems.push({ code: 'household_repeated', row, args: { row: firstRow } })
    } else if (first.list === now.list) {
      const repeated = code === null ? 'head_repeated' : 'household_code_repeated'
      problems.push({ code: repeated, row, args: { row: firstRow } })
      this.retract(earlier, { code: repeated, row: firstRow, args: { row } })
    } else if (isStillNearPoor(first, now)) {
      problems.push({ code: 'household_listed_too', row, args: { row: firstRow } })
    } else if (isStillNearPoor(now, first)) {
      this.retract(earlier, { code: 'household_listed_too', row: firstRow, args: { row } })
      this.households.replace(...key, index)
    } else {
      problems.push({ code: 'household_contradicts', row, args: { row: firstRow } })
      this.retract(earlier, { code: 'household_contradicts', row: firstRow, args: { row } })
    }
    return earlier
  }

  private checkPersons(draft: DraftHousehold, index: number, partner: number, problems: Problem[]): void {
    for (const { row, person_id, fields } of draft.members) {
      const owner = this.owners.length
      this.owners.push(index)
      this.ownerRows.push(row)
      const number = fields.identity_number
      if (number && this.options.syntheticOnly && !number.startsWith('999'))
        problems.push({ code: 'identity_real', row })
      if (number)
        this.checkKey(
          this.identities,
          digitsKey(number),
          owner,
          index,
          partner,
          row,
          'person_repeated',
          problems,
        )
      if (person_id !== null)
        this.checkKey(
          this.personIds,
          textKey(person_id),
          owner,
          index,
          partner,
          row,
          'person_id_repeated',
          problems,
        )
    }
  }

  private checkKey(
    table: KeyTable,
    [high, low]: Key,
    owner: number,
    index: number,
    partner: number,
    row: number,
    code: 'person_repeated' | 'person_id_repeated',
    problems: Problem[],
  ): void {
    const earlier = table.findOrAdd(high, low, owner)
    if (earlier < 0) return
    const household = this.owners.at(earlier)
    const firstRow = this.ownerRows.at(earlier)
    if (household === index) {
      const inside = code === 'person_repeated' ? 'person_repeated_inside' : code
      problems.push({ code: inside, row, args: { row: firstRow } })
    } else if (household !== partner) {
      problems.push({ code, row, args: { row: firstRow } })
      this.retract(household, { code, row: firstRow, args: { row } })
    }
  }

  private retract(index: number, problem: Problem): void {
    const before = this.seen.state(index)
    const state = worse(before, STATE_OF[severityOf(problem)] ?? 'accepted')
    this.countProblems([problem])
    if (state === before) return
    this.totals[before]--
    this.totals[state]++
    this.seen.setState(index, state)
    const { place, row } = { place: this.seen.place(index), row: this.seen.row(index) }
    this.retractions.set(index, { index, place, row, problem, state })
  }

  private count({ members }: DraftHousehold, problems: readonly Problem[], state: HouseholdState): void {
    this.totals.households++
    this.totals.persons += members.length
    this.totals[state]++
    this.countProblems(problems)
  }

  private countProblems(problems: readonly Problem[]): void {
    for (const code of new Set(problems.map(one => one.code)))
      this.totals.problems.set(code, (this.totals.problems.get(code) ?? 0) + 1)
  }
}

/** From poor to near-poor is no escape: such a household stands on two lists, and that of the near-poor counts. */
const isStillNearPoor = (one: ListPlace, other: ListPlace): boolean =>
  one.list === 'listed' && one.standing === 'near_poor' && other.list === 'escaped_poor'

/**
 * By what a household is recognised within a file: its code and commune; without a code its head's identity number; else the head's name and birth with
 * the commune and hamlet. A name alone recognises nobody: then only the same content is the same household.
 */
function householdKey({ code, commune, members, fields }: DraftHousehold, hash: Buffer): Key {
  const place = 'code' in commune ? commune.code : 'from' in commune ? commune.from.code : ''
  if (code !== null) return textKey(`${place}/${code}`)
  const head = members[0]
  if (head?.fields.identity_number) return digitsKey(head.fields.identity_number)
  const birth = head?.facts['birth_date'] ?? head?.fields.birth_year
  const name = plain(head?.fields.full_name ?? '')
  if (name === '' || birth === undefined || birth === null)
    return [hash.readUInt32LE(0), hash.readUInt32LE(4)]
  return textKey(`${place}|${plain(fields.hamlet ?? '')}|${name}|${birth}`)
}
