/** What is said about a time before the household moved, where the file that it brought along to the next commune still says what was known before. */
import { fold } from './fold.ts'
import type { OpenFile } from './recording.ts'
import type { Draft } from './sealed-action.ts'
import type { HouseholdContent, Origin, PersonContent, Reading } from './types.ts'

interface Readings {
  readonly facts: ReadonlyMap<string, Reading<unknown>>
  readonly fields: ReadonlyMap<string, Reading<unknown>>
}

/**
 * The same statement for each later commune of the household, from the first day there: only the values that the file brought along and that were not learned
 * for a later day than the statement's. Values that the place decides, and what was said there, stay. `origin` is where the values come from.
 */
export function carriedOn(file: OpenFile, said: Draft, origin: Omit<Origin, 'names'>): Draft[] {
  return file.state.periods
    .filter(period => period.from_on > said.effective_on)
    .flatMap(({ from_on, commune_code }) => {
      const there = fold(file.actions, { on: from_on })
      if (there === undefined) return []
      const household = reaching(said.household, there, origin)
      const persons = [...said.persons].flatMap(([id, content]): [string, PersonContent][] => {
        const person = there.members.get(id)
        const part = person === undefined ? undefined : reaching(content, person, origin)
        return part === undefined ? [] : [[id, part]]
      })
      if (household === undefined && persons.length === 0) return []
      return [
        {
          ...said,
          kind: 'corrected' as const,
          effective_on: from_on,
          commune_code,
          household: household ?? {},
          persons: new Map(persons),
        },
      ]
    })
}

function reaching<C extends HouseholdContent | PersonContent>(
  content: C,
  there: Readings,
  origin: Omit<Origin, 'names'>,
): C | undefined {
  const isOlder = (reading: Reading<unknown> | undefined): boolean =>
    reading === undefined || (reading.source.seq === 0 && reading.source.effective_on <= origin.effective_on)
  const pick = (said: object = {}, known: Readings['facts']) =>
    Object.fromEntries(
      Object.entries(said).filter(([name, value]) => value !== undefined && isOlder(known.get(name))),
    )
  const facts = pick(content.facts, there.facts)
  const fields = pick(content.fields, there.fields)
  const names = [...Object.keys(facts), ...Object.keys(fields)].sort()
  return names.length === 0 ? undefined : ({ facts, fields, origins: [{ ...origin, names }] } as unknown as C)
}
