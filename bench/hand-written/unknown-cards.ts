import { UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'
import type { Columns, Outputs } from './columns.ts'
import { giveShare, REFUSED, STATE_GROUP, STATE_TENTHS, UNDETERMINED } from './grants.ts'
import { bornBy, premium } from './law-of-the-day.ts'
import { aged, cellsIn, EITHER, FALSE, positive, set, TRUE, told, within } from './possible.ts'
import { AT_SCHOOL, type People } from './unknown-people.ts'
import { CARD, RESIDENCE, TERRITORY, WORK } from './words.ts'

const CONTRACT = cellsIn(WORK.wageContract)
const PERMANENT = cellsIn(RESIDENCE.permanent)
const STATE_SET = set(...[...STATE_GROUP.keys()].filter(card => STATE_GROUP[card] !== -1))
const EAST_SET = set(CARD.nearPoor, CARD.student, CARD.averageFarm, CARD.family)
/** Groups that the old city supports whatever else the person is. */
const EAST_ALWAYS = set(CARD.nearPoor, CARD.averageFarm)
const WEST_SET = set(CARD.student, CARD.averageFarm, CARD.family)
/** What the state leaves to the city, in tenths, where the card group is one; else unknown. */
const restOf = (groups: number): number =>
  groups === 1 << CARD.family
    ? 10
    : groups === 1 << CARD.student
      ? 5
      : groups === 1 << CARD.averageFarm
        ? 7
        : UNKNOWN

/** What of its household a person's card depends on; truth values. */
export interface CardHousehold {
  poor: number
  nearPoor: number
  farm: number
  escaped: number
  hasEscaped: number
  half: number
}

/** Health insurance: the card group, the state's part and the city's. */
export function unknownCards(
  columns: Columns,
  out: Outputs,
  people: People,
): (p: number, row: number, household: CardHousehold) => void {
  const [BIRTH, WORKS, ASSISTANCE, ALLOWANCE, PENSIONED] = [
    columns.person('birth_date'),
    columns.person('employment'),
    columns.person('social_assistance_amount'),
    columns.person('social_pension_amount'),
    columns.person('has_pension'),
  ]
  const [ATTENDING, CARD_GROUP, STUDENT, RESIDENT] = [
    columns.person('attending'),
    columns.person('health_card_group'),
    columns.person('is_student'),
    columns.person('residence'),
  ]
  const [HIV, BLIND, BADGE, COLLECTOR] = [
    columns.person('has_hiv'),
    columns.person('is_blind_association_member'),
    columns.person('has_party_badge_40'),
    columns.person('is_waste_collector'),
  ]
  const [card, cityCard] = [out.benefit('vn/health-insurance'), out.benefit('hai-phong/health-insurance')]
  const [BORN_6, BORN_60, BORN_65, BORN_77, BORN_80] = [
    bornBy(6),
    bornBy(60),
    bornBy(65),
    bornBy(77),
    bornBy(80),
  ]

  /** The card groups that are possible. */
  const cardGroups = (
    p: number,
    birth: number,
    received: number,
    level: number,
    poor: number,
    nearPoor: number,
    farm: number,
  ): number => {
    const held = CARD_GROUP[p] as number
    const open = held === UNKNOWN_BYTE ? EITHER : FALSE
    let groups = 0
    let c = (CONTRACT[WORKS[p] as number] as number) | (held === CARD.employee ? TRUE : open)
    if (c !== FALSE) {
      if (c === TRUE) return groups | (1 << CARD.employee)
      groups |= 1 << CARD.employee
    }
    c = told(PENSIONED[p] as number) | (held === CARD.pensioner ? TRUE : open)
    if (c !== FALSE) {
      if (c === TRUE) return groups | (1 << CARD.pensioner)
      groups |= 1 << CARD.pensioner
    }
    if (held === CARD.other || held === CARD.merit) return groups | (1 << held)
    if (open) groups |= (1 << CARD.other) | (1 << CARD.merit)
    if (birth > BORN_6) return groups | (1 << CARD.childUnder6)
    if (birth === UNKNOWN) groups |= 1 << CARD.childUnder6
    c = received | positive(ALLOWANCE[p] as number) | (held === CARD.socialAssistance ? TRUE : open)
    if (c !== FALSE) {
      if (c === TRUE) return groups | (1 << CARD.socialAssistance)
      groups |= 1 << CARD.socialAssistance
    }
    c = aged(birth, BORN_80) | (held === CARD.elderly ? TRUE : open)
    if (c !== FALSE) {
      if (c === TRUE) return groups | (1 << CARD.elderly)
      groups |= 1 << CARD.elderly
    }
    if (poor !== FALSE) {
      if (poor === TRUE) return groups | (1 << CARD.poor)
      groups |= 1 << CARD.poor
    }
    if (nearPoor !== FALSE) {
      if (nearPoor === TRUE) return groups | (1 << CARD.nearPoor)
      groups |= 1 << CARD.nearPoor
    }
    c = (AT_SCHOOL[level] as number) | told(STUDENT[p] as number) | (held === CARD.student ? TRUE : open)
    if (c !== FALSE) {
      if (c === TRUE) return groups | (1 << CARD.student)
      groups |= 1 << CARD.student
    }
    return (
      groups |
      (farm === TRUE
        ? 1 << CARD.averageFarm
        : farm === FALSE
          ? 1 << CARD.family
          : (1 << CARD.averageFarm) | (1 << CARD.family))
    )
  }

  /** The scope; where it is certain, the first group that is not out of the question decides, and is undecided where it is open. */
  const eastCard = (p: number, row: number, groups: number, escaped: number, birth: number): number => {
    const old = aged(birth, BORN_60)
    const [blind, hiv] = [told(BLIND[p] as number), told(HIV[p] as number)]
    const scope = within(groups, EAST_SET) & (within(groups, EAST_ALWAYS) | escaped | old | blind | hiv)
    if (scope !== TRUE) return scope
    cityCard.version[row] = 0
    const nearPoor = within(groups, 1 << CARD.nearPoor)
    const farm = within(groups, 1 << CARD.averageFarm)
    const elderly = old & people.hasNoMoney(p)
    let before = nearPoor
    let group = 0
    if (before === FALSE) {
      before = escaped
      group = 1
      if (before === FALSE) {
        before = elderly
        group = 2
        if (before === FALSE) {
          before = blind
          group = 3
          if (before === FALSE) {
            before = farm
            group = 4
            if (before === FALSE) {
              before = hiv
              group = 5
            }
          }
        }
      }
    }
    if (before === FALSE) cityCard.outcome[row] = REFUSED
    else if (before === EITHER) cityCard.outcome[row] = UNDETERMINED
    else {
      const tenths = group === 0 ? 3 : group === 4 ? UNKNOWN : restOf(groups)
      giveShare(cityCard, row, group, tenths === UNKNOWN ? UNKNOWN : premium(tenths), tenths)
    }
    return TRUE
  }

  const westCard = (p: number, row: number, groups: number, hasEscaped: number, birth: number): number => {
    const [badge, collects] = [told(BADGE[p] as number), told(COLLECTOR[p] as number)]
    const scope = within(groups, WEST_SET) & (hasEscaped | aged(birth, BORN_65) | badge | collects)
    if (scope !== TRUE) return scope
    cityCard.version[row] = 1
    const stays = PERMANENT[RESIDENT[p] as number] as number
    let before = hasEscaped
    let group = 0
    if (before === FALSE) {
      before = aged(birth, BORN_77) & stays
      group = 1
      if (before === FALSE) {
        before = badge
        group = 2
        if (before === FALSE) {
          before = aged(birth, BORN_65) & stays
          group = 3
          if (before === FALSE) {
            before = collects
            group = 4
          }
        }
      }
    }
    if (before === FALSE) cityCard.outcome[row] = REFUSED
    else if (before === EITHER) cityCard.outcome[row] = UNDETERMINED
    else {
      const tenths = group === 3 ? 7 : group === 4 ? UNKNOWN : restOf(groups)
      giveShare(cityCard, row, group, tenths === UNKNOWN ? UNKNOWN : premium(tenths), tenths)
    }
    return TRUE
  }

  /** Where the half of the city is unknown, one of the two may pay if its scope is possible. */
  const anyCard = (
    p: number,
    row: number,
    groups: number,
    escaped: number,
    hasEscaped: number,
    birth: number,
  ): void => {
    if (
      (groups & EAST_ALWAYS) !== 0 ||
      (escaped | aged(birth, BORN_60) | told(BLIND[p] as number) | told(HIV[p] as number)) !== FALSE
    ) {
      cityCard.outcome[row] = UNDETERMINED
      cityCard.version[row] = 0
    } else if (
      (groups & WEST_SET) !== 0 &&
      (hasEscaped | aged(birth, BORN_65) | told(BADGE[p] as number) | told(COLLECTOR[p] as number)) !== FALSE
    ) {
      cityCard.outcome[row] = UNDETERMINED
      cityCard.version[row] = 1
    }
  }

  return (p, row, { poor, nearPoor, farm, escaped, hasEscaped, half }) => {
    const birth = BIRTH[p] as number
    const groups = cardGroups(
      p,
      birth,
      positive(ASSISTANCE[p] as number),
      ATTENDING[p] as number,
      poor,
      nearPoor,
      farm,
    )
    if ((groups & STATE_SET) !== 0) {
      if ((groups & (groups - 1)) !== 0) card.outcome[row] = UNDETERMINED
      else {
        const group = 31 - Math.clz32(groups)
        const tenths = STATE_TENTHS[group] as number
        giveShare(card, row, STATE_GROUP[group] as number, premium(tenths), tenths)
      }
    }
    if ((groups & EAST_SET) === 0) return
    if (half === TERRITORY.east) {
      if (eastCard(p, row, groups, escaped, birth) !== EITHER) return
      cityCard.outcome[row] = UNDETERMINED
      cityCard.version[row] = 0
    } else if (half === TERRITORY.west) {
      if ((groups & WEST_SET) === 0 || westCard(p, row, groups, hasEscaped, birth) !== EITHER) return
      cityCard.outcome[row] = UNDETERMINED
      cityCard.version[row] = 1
    } else anyCard(p, row, groups, escaped, hasEscaped, birth)
  }
}
