import { type Fact, type FactBook, parseDay, type Text2, type Type } from '../../engine/language/index.ts'
import type { FactValue } from './types.ts'

/** A declared fact as a column of the store. */
export interface FactColumn {
  readonly name: string
  readonly type: Type
  /** Type of the column in PostgreSQL. */
  readonly sqlType: string
  readonly optional: boolean
  /** Kept in a table of its own that few may read. */
  readonly restricted: boolean
  readonly label: Text2
  /** Who can tell it when it is unknown. */
  readonly supplier: Text2 | undefined
  /** Words of a category with their labels. */
  readonly words: Readonly<Record<string, Text2>> | undefined
  /** Smallest and largest value: of a decimal in units of its last place, of a day as its number. */
  readonly bounds: { readonly lo: number; readonly hi: number } | undefined
}

/** The facts that the registry keeps, by name. */
export interface FactColumns {
  readonly household: ReadonlyMap<string, FactColumn>
  readonly person: ReadonlyMap<string, FactColumn>
}

/** Columns that the migrations make: a fact may not take their names. */
const TAKEN = {
  household: new Set([
    ...[
      'household_id',
      'hamlet',
      'state',
      'version',
      'head_id',
      'head_name',
      'head_name_key',
      'member_count',
    ],
    ...['registered_on', 'surveyed_on', 'source_code', 'source_hash', 'entry', 'causes', 'wished_support'],
    ...['decision_number', 'decision_on'],
  ]),
  person: new Set([
    ...[
      'person_id',
      'household_id',
      'commune_code',
      'state',
      'joined_on',
      'left_on',
      'left_reason',
      'full_name',
    ],
    ...['name_key', 'birth_year', 'identity_tail', 'identity_number', 'phone', 'account'],
  ]),
}

/** A fact that the migrations' own column serves: the commune of a household is a matter of the registry. */
const SERVED = new Set(['commune_code'])

/**
 * The columns that the declared facts need. Throws Error when a fact takes the name of a column of the registry, when a fact of
 * a household is restricted (only persons have such a table), or when a decimal has more places than the column keeps.
 */
export function factColumns(book: FactBook): FactColumns {
  const of = (entity: 'household' | 'person') =>
    new Map(
      [...book[entity].values()]
        .filter(fact => entity === 'person' || !SERVED.has(fact.name))
        .map(fact => [fact.name, column(fact, book)]),
    )
  return { household: of('household'), person: of('person') }
}

function column(fact: Fact, book: FactBook): FactColumn {
  if (TAKEN[fact.entity].has(fact.name))
    throw new Error(
      `the fact ${fact.name} of law/facts.yaml has the name of a column that the registry keeps for itself: name it otherwise`,
    )
  if (fact.restricted && fact.entity === 'household')
    throw new Error(
      `the fact ${fact.name} of law/facts.yaml is restricted, and only facts of persons can be: declare it for the person`,
    )
  return {
    name: fact.name,
    type: fact.type,
    sqlType: sqlTypeOf(fact),
    optional: fact.optional,
    restricted: fact.restricted,
    label: fact.label,
    supplier: fact.supplier,
    words: fact.type.t === 'category' ? book.categories.get(fact.type.of)?.labels : undefined,
    bounds: fact.bounds && { lo: Number(fact.bounds.lo), hi: Number(fact.bounds.hi) },
  }
}

function sqlTypeOf({ name, type }: Fact): string {
  switch (type.t) {
    case 'bool':
      return 'boolean'
    case 'count':
      return 'integer'
    case 'money':
      return 'bigint'
    case 'date':
      return 'date'
    case 'decimal':
      if (type.places > 2)
        throw new Error(`the fact ${name} of law/facts.yaml has ${type.places} places, the registry keeps 2`)
      return 'numeric(12,2)'
    case 'category':
    case 'text':
      return 'text'
    default:
      throw new Error(`a fact of type ${type.t} cannot be kept: ${name}`)
  }
}

/** What is wrong with a value: a stable word for programs. */
export type ValueFault = 'type' | 'word' | 'date' | 'range' | 'places' | 'length' | 'form'

/** Given instead of a value. There is one of each, so that a check of millions of values makes no objects. */
export class Fault {
  readonly code: ValueFault

  constructor(code: ValueFault) {
    this.code = code
  }
}

export const FAULTS: Readonly<Record<ValueFault, Fault>> = {
  type: new Fault('type'),
  word: new Fault('word'),
  date: new Fault('date'),
  range: new Fault('range'),
  places: new Fault('places'),
  length: new Fault('length'),
  form: new Fault('form'),
}

const LONGEST_TEXT = 200

/**
 * A value as the registry keeps it, or what is wrong with it. Decimals come as text or number and become text with the
 * declared places; null stays null.
 */
export function checkFact(column: FactColumn, value: unknown): FactValue | Fault {
  if (value === null) return null
  const { type } = column
  switch (type.t) {
    case 'bool':
      return typeof value === 'boolean' ? value : FAULTS.type
    case 'count':
    case 'money':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return FAULTS.type
      return within(column, value) ? value : FAULTS.range
    case 'decimal':
      return decimal(column, type.places, value)
    case 'date': {
      if (typeof value !== 'string') return FAULTS.type
      const day = parseDay(value)
      if (day === undefined) return FAULTS.date
      return within(column, day) ? value : FAULTS.range
    }
    case 'category':
      if (typeof value !== 'string') return FAULTS.type
      return column.words !== undefined && Object.hasOwn(column.words, value) ? value : FAULTS.word
    default:
      return plainText(value)
  }
}

function decimal(column: FactColumn, places: number, given: unknown): FactValue | Fault {
  const text = typeof given === 'number' && Number.isFinite(given) ? String(given) : given
  const read = typeof text === 'string' ? /^(-?\d{1,10})(?:\.(\d{1,20}))?$/.exec(text) : null
  if (read === null) return FAULTS.type
  const [, whole = '0', written = ''] = read
  const fraction = written.replace(/0+$/, '')
  if (fraction.length > places) return FAULTS.places
  // twelve digits at most
  const scaled = Number(whole + fraction.padEnd(places, '0'))
  if (!within(column, scaled)) return FAULTS.range
  const digits = String(Math.abs(scaled)).padStart(places + 1, '0')
  const sign = scaled < 0 ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const within = ({ bounds }: FactColumn, value: number): boolean =>
  bounds === undefined || (value >= bounds.lo && value <= bounds.hi)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses
const CONTROL = /[\u0000-\u001f\u007f]/

/** Text for a column: one line, trimmed, composed letters, not empty. */
export function plainText(value: unknown, longest = LONGEST_TEXT): string | Fault {
  if (typeof value !== 'string' || CONTROL.test(value)) return FAULTS.type
  const text = value.normalize('NFC').trim()
  return text !== '' && text.length <= longest ? text : FAULTS.length
}
