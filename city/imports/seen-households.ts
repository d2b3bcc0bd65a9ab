import type { DraftHousehold } from './draft.ts'
import { GrowingInts } from './growing-ints.ts'
import type { SheetKind } from './national-layout.ts'
import type { ListedClass } from './words.ts'

/** What becomes of a household of a file, the gravest last. */
export const HOUSEHOLD_STATES = ['accepted', 'waiting', 'repeated', 'rejected'] as const
export type HouseholdState = (typeof HOUSEHOLD_STATES)[number]

/** The gravest of two states. */
export const worse = (a: HouseholdState, b: HouseholdState): HouseholdState =>
  HOUSEHOLD_STATES.indexOf(b) > HOUSEHOLD_STATES.indexOf(a) ? b : a

/** On which list a household stands and as what. Equal places are the same object. */
export interface ListPlace {
  readonly list: SheetKind | null
  readonly standing: ListedClass | null
}

/** What is kept of the households of a file for later rows to be compared with: about 30 bytes each. */
export class SeenHouseholds {
  private readonly places: string[] = []
  private readonly lists: ListPlace[] = []
  private readonly placeOf: GrowingInts
  private readonly listOf: GrowingInts
  private readonly rows: GrowingInts
  private readonly states: GrowingInts
  private readonly hashes: readonly GrowingInts[]

  constructor(expected = 0) {
    const ints = () => new GrowingInts(expected)
    this.placeOf = ints()
    this.listOf = ints()
    this.rows = ints()
    this.states = ints()
    this.hashes = [ints(), ints(), ints()]
  }

  get length(): number {
    return this.rows.length
  }

  add({ place, row, list, standing }: DraftHousehold, hash: Buffer): void {
    this.rows.push(row)
    this.states.push(0)
    this.placeOf.push(indexIn(this.places, one => one === place, place))
    this.listOf.push(
      indexIn(this.lists, one => one.list === list && one.standing === standing, { list, standing }),
    )
    for (const [i, ints] of this.hashes.entries()) ints.push(hash.readInt32LE(i * 4))
  }

  place(index: number): string {
    return this.places[this.placeOf.at(index)] ?? ''
  }

  row(index: number): number {
    return this.rows.at(index)
  }

  list(index: number): ListPlace {
    return this.lists[this.listOf.at(index)] ?? { list: null, standing: null }
  }

  state(index: number): HouseholdState {
    return HOUSEHOLD_STATES[this.states.at(index)] ?? 'accepted'
  }

  setState(index: number, state: HouseholdState): void {
    this.states.set(index, HOUSEHOLD_STATES.indexOf(state))
  }

  hasSameContent(a: number, b: number): boolean {
    return this.hashes.every(ints => ints.at(a) === ints.at(b))
  }
}

function indexIn<T>(known: T[], fits: (one: T) => boolean, value: T): number {
  const at = known.findIndex(fits)
  return at >= 0 ? at : known.push(value) - 1
}
