import { birthDays } from './calendar.ts'
import { compose } from './composition.ts'
import { ETHNICITIES } from './domains.ts'
import { conclude, dwell } from './dwelling.ts'
import { Household, type MadeStanding, type Person } from './facts.ts'
import { insure, isCardAsPoor } from './insurance.ts'
import type { Part } from './places.ts'
import { ANY_CARDS } from './plan.ts'
import type { Scene } from './presets.ts'
import { cumulate, LANE, Stream } from './random.ts'
import { school } from './schooling.ts'
import { makeNearPoor, makePoor, settleCards } from './settle.ts'
import { allowances, health, work } from './work.ts'

/** What the plan says of a household. */
export interface Order {
  /** Running number from 1. */
  readonly number: number
  readonly standing: MadeStanding
  readonly size: number
  readonly cards: number
  readonly part: Part
}

/** Attempts at a household before settling by force; later ones only wait for enough cards as poor. */
const FREE_ATTEMPTS = 24
const ATTEMPTS = 5000
const MINORITIES = cumulate([22, 24, 22, 6, 14, 7, 5])

/** Makes the households of a preset one after the other; the object returned is used again for the next. */
export class HouseholdMaker {
  private readonly scene: Scene
  private readonly seed: number
  private readonly days: ReturnType<typeof birthDays>
  private readonly stream = new Stream()
  private readonly household = new Household()

  constructor(scene: Scene, seed: number) {
    this.scene = scene
    this.seed = seed
    this.days = birthDays(scene.on)
  }

  /**
   * The household of an order; the same order gives the same household in any thread.
   *
   * @throws Error if no household with the ordered number of cards as poor was found (never seen in 5,000 attempts)
   */
  make(order: Order): Household {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      this.stream.seek(this.seed, order.number, LANE.facts + attempt)
      this.draw(order)
      if (order.cards === ANY_CARDS || this.cardsFit(order.cards, attempt)) return this.finish()
    }
    throw new Error(
      `household ${order.number}: no ${order.size} persons found with ${order.cards} cards as poor`,
    )
  }

  private draw(order: Order): void {
    const { household, stream, scene } = this
    household.commune = order.part.commune
    household.territory = order.part.territory
    household.area_kind = order.part.area_kind
    household.standing = order.standing
    compose(household, order.size, order.standing, stream)
    const ethnicity = this.ethnicity(order.part)
    const residence = stream.chance(order.part.area_kind === 'urban' ? 0.05 : 0.015)
      ? 'temporary'
      : 'permanent'
    const orphaned = stream.chance(0.25)
    for (const person of household.persons) {
      const first = this.days.first[person.age] ?? 0
      person.birth_date = stream.between(first, this.days.last[person.age] ?? first)
      person.ethnicity = person.relation === 'spouse' && stream.chance(0.5) ? 'Kinh' : ethnicity
      person.residence = residence
      person.is_orphan =
        orphaned &&
        person.age < 16 &&
        person.relation === 'grandchild' &&
        !household.persons.some(one => one.relation === 'child')
      person.lives_alone_elderly = order.size === 1 && person.age >= 60
      health(person, order.standing, stream)
      school(person, order.standing, scene.school_year, stream)
      work(person, household, stream)
    }
    allowances(household, scene, stream)
    dwell(household, stream, scene.preset.median_income)
    insure(household, stream)
  }

  private cardsFit(wanted: number, attempt: number): boolean {
    const { household, stream, scene } = this
    if (attempt >= FREE_ATTEMPTS) return settleCards(household, wanted, scene.preset.assistance, stream)
    return household.persons.filter(one => isCardAsPoor(one, household)).length === wanted
  }

  private finish(): Household {
    const { household, scene, stream } = this
    if (household.standing === 'poor') makePoor(household, scene, stream)
    if (household.standing === 'near_poor') makeNearPoor(household, scene, stream)
    conclude(household, scene, stream)
    return household
  }

  private ethnicity(part: Part): Person['ethnicity'] {
    const { stream } = this
    if (part.has_san_diu && stream.chance(0.02)) return 'Sán Dìu'
    if (!stream.chance(0.004)) return 'Kinh'
    return ETHNICITIES[1 + stream.choose(MINORITIES)] ?? 'Kinh'
  }
}
