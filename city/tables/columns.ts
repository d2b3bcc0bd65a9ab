import type { Entity, Fact, FactBook } from '../../engine/language/index.ts'
import { nearName } from './near-name.ts'

/** What a column of a file is: an id, the household of a person, the day from which a row is known, or a fact. */
export type Role =
  | { readonly role: 'id' }
  | { readonly role: 'household' }
  | { readonly role: 'known_from' }
  | { readonly role: 'fact'; readonly fact: Fact }

export interface FileColumn {
  readonly name: string
  /** Place in the file. */
  readonly place: number
  readonly role: Role
}

/** The columns of one file, matched with the declared facts. */
export interface FileColumns {
  readonly columns: readonly FileColumn[]
  /** Declared facts without a column. */
  readonly absent: readonly Fact[]
  readonly faults: readonly string[]
}

const ROLES: Readonly<Record<Entity, Readonly<Record<string, Role>>>> = {
  household: { household_id: { role: 'id' }, known_from: { role: 'known_from' } },
  person: {
    person_id: { role: 'id' },
    household_id: { role: 'household' },
    known_from: { role: 'known_from' },
  },
}

/** Finds the role of every column by its name; columns may stand in any order. */
export function matchColumns(
  file: string,
  entity: Entity,
  names: readonly string[],
  facts: FactBook,
): FileColumns {
  const roles = ROLES[entity]
  const declared = facts[entity]
  const known = [...Object.keys(roles), ...declared.keys()]
  const faults: string[] = []
  const columns: FileColumn[] = []
  names.forEach((name, place) => {
    const fact = declared.get(name)
    const role = roles[name] ?? (fact && { role: 'fact' as const, fact })
    if (role === undefined)
      faults.push(
        `${file}: no fact is called "${name}" (column ${place + 1})${hint(name, entity, known, facts)}`,
      )
    else if (columns.some(c => c.name === name))
      faults.push(`${file}: the column ${name} stands there twice; leave one`)
    else columns.push({ name, place, role })
  })
  for (const [name, role] of Object.entries(roles)) {
    if (role.role !== 'known_from' && !names.includes(name))
      faults.push(`${file}: the column ${name} is missing; every row needs it`)
  }
  return { columns, absent: [...declared.values()].filter(f => !names.includes(f.name)), faults }
}

function hint(name: string, entity: Entity, known: readonly string[], facts: FactBook): string {
  const near = nearName(name, known)
  if (near !== undefined) return `; did you mean ${near}?`
  const other = entity === 'household' ? 'person' : 'household'
  if (facts[other].has(name)) return `; it is a fact of the ${other} and belongs into ${other}s`
  return '; remove the column (./ansinh facts lists all facts)'
}
