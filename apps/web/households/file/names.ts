import { useFormats } from '../../kit/index.ts'
import { useLanguage } from '../../language/index.ts'
import type { HouseholdFile, Person, Value } from '../queries.ts'
import { useFileWords } from './words.ts'

export interface Names {
  /** The name of a person of the file; the identifier where there is none. */
  readonly of: (person: string) => string
  /** A sentence of an explanation, with names where it has identifiers. */
  readonly say: (text: string) => string
}

export function useNames(file: HouseholdFile | undefined): Names {
  const t = useFileWords()
  const people = [...(file?.members ?? []), ...(file?.former ?? [])]
  const names = new Map(
    people.map(p => [p.person_id, p.full_name ?? (p.state === 'erased' ? t('erased_name') : p.person_id)]),
  )
  const of = (person: string): string => names.get(person) ?? person
  return {
    of,
    say: text => [...names].reduce((said, [id, name]) => said.replaceAll(id, name), text),
  }
}

export const factOf = (person: Person, fact: string): Value | undefined =>
  person.facts.find(f => f.name === fact)?.value

/** Whole years on a day; undefined where the birthday is not known. */
export function ageOn(person: Person, on: string): number | undefined {
  const born = factOf(person, 'birth_date')
  if (typeof born === 'string') {
    const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
    return on.slice(5) < born.slice(5) ? years - 1 : years
  }
  return person.birth_year === null ? undefined : Number(on.slice(0, 4)) - person.birth_year
}

/** How long ago a day was, in words: "2 năm trước". */
export function useAgo(now: string): (day: string) => string {
  const language = useLanguage()
  const f = useFormats()
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return day => {
    const days = Math.round((Date.parse(now) - Date.parse(day.slice(0, 10))) / 86_400_000)
    if (Number.isNaN(days)) return f.day(day)
    if (days < 60) return relative.format(-days, 'day')
    return days < 730
      ? relative.format(-Math.round(days / 30.44), 'month')
      : relative.format(-Math.floor(days / 365.25), 'year')
  }
}
