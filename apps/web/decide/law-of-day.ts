import { buildLaw } from '../../../engine/check/index.ts'
import { inForce, type Program, parseDay, type Source, yearStart } from '../../../engine/language/index.ts'
import type { FactInfo } from './messages.ts'

/** The law as `GET /api/law/source` gives it. */
export interface Published {
  readonly hash: string
  readonly files: readonly Source[]
  readonly overlays: readonly (Source & { readonly valid_from: string; readonly valid_to: string | null })[]
}

const programs = new Map<string, Program>()

/**
 * The program of a day: the files with the overlays that hold on that day on top, as the server does it. Built once a day.
 *
 * @throws Error where the law does not build, or has no poverty standard on that day
 */
export function programOfDay(law: Published, day: string): Program {
  const key = `${law.hash} ${day}`
  const known = programs.get(key)
  if (known !== undefined) return known
  const on = parseDay(day)
  if (on === undefined) throw new Error(`${day} is no day`)
  const overlays = law.overlays.filter(o => o.valid_from <= day && (o.valid_to === null || day <= o.valid_to))
  const built = buildLaw(law.files, overlays)
  const [fault] = built.findings
  if (fault !== undefined) throw new Error(`${fault.file}:${fault.line} ${fault.message}`)
  const program = inForce(built.law, on, yearStart(on))
  if (program.standard === undefined) throw new Error(`no poverty standard on ${day}`)
  programs.set(key, program)
  return program
}

/** Every declared fact with its words and bounds. */
export function factsOf({ law }: Program): FactInfo[] {
  return (['household', 'person'] as const).flatMap(entity =>
    [...law.facts[entity].values()].map(fact => {
      const category = fact.type.t === 'category' ? law.facts.categories.get(fact.type.of) : undefined
      const isNumber = fact.type.t !== 'date' && fact.bounds !== undefined
      return {
        name: fact.name,
        entity,
        type: fact.type.t,
        places: fact.type.t === 'decimal' ? fact.type.places : 0,
        label: fact.label,
        words: (category?.words ?? []).map(word => ({
          word,
          label: category?.labels[word] ?? { vi: word, en: word },
        })),
        lowest: isNumber && fact.bounds ? Number(fact.bounds.lo) : null,
        highest: isNumber && fact.bounds ? Number(fact.bounds.hi) : null,
        optional: fact.optional,
        restricted: fact.restricted,
        supplier: fact.supplier ?? null,
      }
    }),
  )
}
