import { yearOf } from './calendar.ts'
import type { Level, Qualification } from './domains.ts'
import { type Cohort, EDUCATION } from './education.ts'
import type { MadeStanding, Person } from './facts.ts'
import type { Stream } from './random.ts'

/** How likely a child of school age is out of school, and a qualification is below its cohort's. */
const OUT: Readonly<Record<MadeStanding, number>> = {
  poor: 0.06,
  near_poor: 0.02,
  average_living: 0.01,
  not_poor: 0.003,
}
const LOWER: Readonly<Record<MadeStanding, number>> = {
  poor: 0.75,
  near_poor: 0.55,
  average_living: 0.3,
  not_poor: 0,
}

/** Level attended, qualification and what follows from them. Needs age, birth date and disability. */
export function school(person: Person, standing: MadeStanding, schoolYear: number, stream: Stream): void {
  const turned = schoolYear - yearOf(person.birth_date)
  person.attending = person.age < 2 || turned > 23 ? 'none' : levelAt(turned, person, standing, stream)
  person.qualification = qualificationOf(person, turned, standing, stream)
  person.attends_public_school =
    person.attending !== 'none' &&
    stream.chance(person.attending === 'preschool' ? 0.82 : person.attending === 'higher' ? 0.85 : 0.97)
  person.is_student =
    (person.attending === 'vocational' || person.attending === 'higher') && stream.chance(0.96)
  person.has_job_certificate =
    person.age >= 18 &&
    person.age < 75 &&
    person.attending === 'none' &&
    stream.chance(standing === 'poor' ? 0.04 : 0.1)
}

/** Level by the year of life that is completed in the year the school year began. */
function levelAt(turned: number, person: Person, standing: MadeStanding, stream: Stream): Level {
  const out = stream.chance(
    OUT[standing] + (person.disability === 'severe' || person.disability === 'very_severe' ? 0.4 : 0),
  )
  if (turned < 3) return person.age >= 2 && stream.chance(0.3) ? 'preschool' : 'none'
  if (out) return 'none'
  if (turned < 6) return 'preschool'
  if (turned < 11) return 'primary'
  if (turned < 15) return 'lower_secondary'
  if (turned < 18)
    return stream.chance(standing === 'not_poor' ? 0.93 : 0.85)
      ? 'upper_secondary'
      : stream.chance(0.55)
        ? 'vocational'
        : 'none'
  if (person.relation === 'head' || person.relation === 'spouse') return 'none'
  const studies = standing === 'poor' ? 0.12 : standing === 'not_poor' ? 0.46 : 0.25
  if (!stream.chance(turned < 22 ? studies : studies / 4)) return 'none'
  return stream.chance(0.78) ? 'higher' : 'vocational'
}

function qualificationOf(
  person: Person,
  turned: number,
  standing: MadeStanding,
  stream: Stream,
): Qualification {
  switch (person.attending) {
    case 'lower_secondary':
      return 'primary'
    case 'upper_secondary':
      return 'lower_secondary'
    case 'vocational':
      return turned < 18 ? 'lower_secondary' : 'upper_secondary'
    case 'higher':
      return 'upper_secondary'
    case 'none':
      break
    default:
      return 'none'
  }
  if (turned < 11) return 'none'
  if (turned < 15) return 'primary'
  if (turned < 18) return stream.chance(0.8) ? 'lower_secondary' : 'primary'
  if (person.disability === 'very_severe' && stream.chance(0.5)) return 'none'
  const drawn =
    EDUCATION[cohortOf(person.age)][stream.choose(CUMULATED[cohortOf(person.age)])]?.[0] ?? 'lower_secondary'
  const known = turned < 22 && (drawn === 'university' || drawn === 'college') ? 'upper_secondary' : drawn
  return stream.chance(LOWER[standing]) ? lower(known) : known
}

/** A step down: university to upper secondary, and so on. */
function lower(one: Qualification): Qualification {
  if (one === 'university' || one === 'college' || one === 'vocational') return 'upper_secondary'
  if (one === 'upper_secondary') return 'lower_secondary'
  return one === 'lower_secondary' ? 'primary' : one
}

function cohortOf(age: number): Cohort {
  if (age < 35) return 'young'
  if (age < 60) return 'middle'
  return age < 75 ? 'old' : 'oldest'
}

const CUMULATED: Readonly<Record<Cohort, readonly number[]>> = {
  young: cumulated('young'),
  middle: cumulated('middle'),
  old: cumulated('old'),
  oldest: cumulated('oldest'),
}

function cumulated(cohort: Cohort): readonly number[] {
  let sum = 0
  return EDUCATION[cohort].map(([, share]) => {
    sum += share
    return sum
  })
}
