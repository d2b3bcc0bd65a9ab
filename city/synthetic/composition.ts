import type { Relation, Sex } from './domains.ts'
import type { Household, MadeStanding, Person } from './facts.ts'
import { Person as NewPerson } from './facts.ts'
import { cumulate, type Stream } from './random.ts'

/** Persons of earlier households, used again: making 4.5 million objects would keep the collector busy. */
const pool: Person[] = []

/** Who lives together: fills `household.persons` with `size` persons that have relation, sex and age, nothing else. */
export function compose(household: Household, size: number, standing: MadeStanding, stream: Stream): void {
  household.persons.length = 0
  const family = new Family(household.persons, stream)
  if (standing === 'poor' || (standing === 'near_poor' && stream.chance(0.55))) family.hardship(size)
  else family.ordinary(size)
}

const COUPLE_AGES = cumulate([10, 19, 22, 20, 16, 13])

class Family {
  private readonly persons: Person[]
  private readonly stream: Stream
  private readonly size: () => number

  constructor(persons: Person[], stream: Stream) {
    this.persons = persons
    this.stream = stream
    this.size = () => persons.length
  }

  /** Families of the city at large: couples with children, three generations, and the old on their own. */
  ordinary(size: number): void {
    const s = this.stream
    const kind = s.unit()
    if (size === 1) {
      if (kind < 0.6) this.elder(58, 90)
      else this.add('head', s.chance(0.5) ? 'male' : 'female', s.between(22, 60))
    } else if (size === 2) {
      if (kind < 0.42) this.oldCouple()
      else if (kind < 0.68) this.couple(s.between(24, 58))
      else if (kind < 0.92) this.lonelyParent(1)
      else this.elderWithGrandchild(2)
    } else if (kind < 0.62 || (size === 3 && kind < 0.8)) {
      const parents = size >= 6 ? 2 : size === 5 && s.chance(0.6) ? 1 : 0
      this.nuclear(size - 2 - parents, parents)
    } else if (size === 3) {
      if (kind < 0.9) this.lonelyParent(2)
      else this.threeGenerations(size)
    } else if (kind < 0.78) this.nuclear(size - 3, 1)
    else this.threeGenerations(size)
  }

  /** Families in which hardship is most common: the old on their own, one parent, one who cannot work. */
  hardship(size: number): void {
    const s = this.stream
    const kind = s.unit()
    if (size === 1) {
      if (kind < 0.84) this.elder(60, 94)
      else this.add('head', s.chance(0.55) ? 'male' : 'female', s.between(38, 59))
    } else if (size === 2) {
      if (kind < 0.34) this.oldCouple()
      else if (kind < 0.54) this.elderWithGrandchild(2)
      else if (kind < 0.82) this.lonelyParent(1)
      else this.elderWithAdult()
    } else if (kind < 0.4) this.lonelyParent(size - 1)
    else if (kind < 0.75) this.nuclear(size - 2, 0)
    else if (size === 3) this.elderWithGrandchild(3)
    else this.nuclear(size - 3, 1)
  }

  private add(relation: Relation, sex: Sex, age: number): Person {
    const at = this.size()
    pool[at] ??= new NewPerson()
    const person = pool[at] as Person
    person.relation = relation
    person.sex = sex
    person.age = Math.max(0, Math.min(104, age))
    this.persons.push(person)
    return person
  }

  private elder(low: number, high: number): void {
    const age = Math.round(low + (high - low) * this.stream.unit() ** 1.15)
    this.add('head', this.stream.chance(0.72) ? 'female' : 'male', age)
  }

  private couple(age: number): void {
    const headIsMan = this.stream.chance(0.75)
    const difference = this.stream.between(-2, 6)
    this.add('head', headIsMan ? 'male' : 'female', age)
    this.add(
      'spouse',
      headIsMan ? 'female' : 'male',
      Math.max(20, headIsMan ? age - difference : age + difference),
    )
  }

  private oldCouple(): void {
    this.couple(56 + Math.floor(27 * this.stream.unit() ** 1.5))
  }

  /** A couple with `children` and `parents` of the head. */
  private nuclear(children: number, parents: number): void {
    const band = this.stream.choose(COUPLE_AGES)
    this.couple(band === 0 ? this.stream.between(21, 31) : 26 + band * 6 + this.stream.between(0, 5))
    const [head, spouse] = this.persons
    const mother = Math.min(head?.age ?? 40, spouse?.age ?? 40)
    this.childrenOf(mother, children, 'child')
    for (let i = 0; i < parents; i++) {
      this.add(
        'parent',
        i === 0 && this.stream.chance(0.75) ? 'female' : i === 0 ? 'male' : this.other('parent'),
        (head?.age ?? 40) + this.stream.between(21, 33),
      )
    }
  }

  private lonelyParent(children: number): void {
    const age = this.stream.between(27, 57)
    this.add('head', this.stream.chance(0.8) ? 'female' : 'male', age)
    this.childrenOf(age, children, 'child')
  }

  private elderWithGrandchild(size: number): void {
    const age = this.stream.between(58, 78)
    this.add('head', this.stream.chance(0.75) ? 'female' : 'male', age)
    if (size > 2)
      this.add('child', this.stream.chance(0.5) ? 'male' : 'female', age - this.stream.between(22, 34))
    this.add('grandchild', this.sex(), Math.min(age - 44, this.stream.between(2, 17)))
  }

  private elderWithAdult(): void {
    const age = this.stream.between(64, 86)
    this.add('head', this.stream.chance(0.75) ? 'female' : 'male', age)
    this.add('child', this.stream.chance(0.6) ? 'male' : 'female', age - this.stream.between(22, 38))
  }

  /** Old head (and spouse), a child with wife or husband, grandchildren. */
  private threeGenerations(size: number): void {
    const s = this.stream
    const age = 53 + Math.floor(26 * s.unit() ** 1.4)
    if (size >= 5) this.couple(age)
    else this.add('head', s.chance(0.7) ? 'female' : 'male', age)
    const child = this.add('child', s.chance(0.75) ? 'male' : 'female', age - s.between(22, 31))
    let mother = child.age
    if (this.size() + 1 < size) {
      const inLaw = this.add(
        'other',
        child.sex === 'male' ? 'female' : 'male',
        Math.max(20, child.age - (child.sex === 'male' ? s.between(-1, 5) : s.between(-5, 1))),
      )
      mother = Math.min(mother, inLaw.age)
    }
    this.childrenOf(mother, size - this.size(), 'grandchild')
  }

  /** Children of a mother of this age: born when she was 18 to 38, more often early; those over 32 are gone from home. */
  private childrenOf(mother: number, number: number, relation: 'child' | 'grandchild'): void {
    const low = Math.max(18, mother - 32)
    const high = Math.min(38, mother)
    for (let i = 0; i < number; i++) {
      const birth = low + Math.floor((high - low + 1) * this.stream.unit() ** 1.3)
      this.add(relation, this.sex(), mother - Math.max(birth, low))
    }
  }

  private sex(): Sex {
    return this.stream.chance(0.525) ? 'male' : 'female'
  }

  /** The sex that the last person of the relation does not have. */
  private other(relation: Relation): Sex {
    return this.persons.findLast(one => one.relation === relation)?.sex === 'male' ? 'female' : 'male'
  }
}
