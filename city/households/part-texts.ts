/** What an action says about a subject, as the texts that are sealed: one for each aspect, because different people may read them. */
import { canonicalJson, jsonOf } from './canonical.ts'
import type { FactColumn } from './fact-columns.ts'
import { FactsWriter } from './packing.ts'
import { ASPECTS, type Aspect } from './sealing.ts'
import type { Facts, FactValue, HouseholdFields, Origin, PersonFields } from './types.ts'

export interface PartText {
  readonly aspect: Aspect
  /** Canonical JSON; `unpack` reads it. */
  readonly text: string
}

interface Content {
  readonly facts?: Facts
  readonly fields?: HouseholdFields | PersonFields
  readonly origins?: readonly Origin[]
}

export const HOUSEHOLD_ASPECTS: Readonly<Record<keyof HouseholdFields, Aspect>> = {
  causes: 'open',
  decision_number: 'open',
  decision_on: 'open',
  entry: 'open',
  hamlet: 'open',
  source_code: 'open',
  source_hash: 'open',
  surveyed_on: 'open',
  wished_support: 'open',
}

export const PERSON_ASPECTS: Readonly<Record<keyof PersonFields, Aspect>> = {
  account: 'identity',
  birth_year: 'open',
  full_name: 'open',
  identity_number: 'identity',
  identity_tail: 'open',
  phone: 'identity',
}

/** Contents of which the same facts are said, and what writes those of each aspect. */
interface Form {
  readonly names: readonly string[]
  readonly writers: Readonly<Partial<Record<Aspect, FactsWriter>>>
}

/** A file says the same facts of everybody, officers a few each. */
const MOST_FORMS = 64

/** Writes contents of households, or of persons. */
export class PartTexts {
  private readonly columns: ReadonlyMap<string, FactColumn>
  /** Names of the fields of each aspect, sorted. */
  private readonly fields: Readonly<Record<Aspect, readonly string[]>>
  private readonly forms: Form[] = []

  /** @param columns of the facts @param aspects of the fields */
  constructor(columns: ReadonlyMap<string, FactColumn>, aspects: Readonly<Record<string, Aspect>>) {
    const fieldsOf = (aspect: Aspect): string[] =>
      Object.keys(aspects)
        .filter(name => aspects[name] === aspect)
        .sort()
    this.columns = columns
    this.fields = {
      open: fieldsOf('open'),
      restricted: fieldsOf('restricted'),
      identity: fieldsOf('identity'),
    }
  }

  /** The parts that say something. Where nothing is said there is an empty one all the same: by it the chain knows the subject's key. */
  write({ facts, fields, origins }: Content): PartText[] {
    const writers = facts === undefined ? undefined : this.formOf(facts).writers
    const parts: PartText[] = []
    for (const aspect of ASPECTS) {
      const writer = writers?.[aspect]
      const said =
        fields === undefined ? '' : this.fieldsText(aspect, fields as Readonly<Record<string, Field>>)
      if (writer === undefined && said === '') continue
      const rest = origins === undefined ? said : said + this.originsText(aspect, writer, origins)
      parts.push({ aspect, text: writer?.content(facts ?? {}, rest) ?? `{${rest.slice(1)}}` })
    }
    return parts.length === 0 ? [{ aspect: 'open', text: '{}' }] : parts
  }

  private fieldsText(aspect: Aspect, fields: Readonly<Record<string, Field>>): string {
    let text = ''
    for (const name of this.fields[aspect]) {
      const value = fields[name]
      if (value !== undefined) text += `${text === '' ? '' : ','}"${name}":${fieldJson(value)}`
    }
    return text === '' ? '' : `,"fields":{${text}}`
  }

  private originsText(aspect: Aspect, writer: FactsWriter | undefined, origins: readonly Origin[]): string {
    const isOf = (name: string): boolean =>
      writer?.names.has(name) === true || this.fields[aspect].includes(name)
    const kept = origins
      .map(origin => ({ ...origin, names: origin.names.filter(isOf) }))
      .filter(origin => origin.names.length > 0)
    return kept.length === 0 ? '' : `,"origins":${canonicalJson(kept)}`
  }

  private formOf(facts: Facts): Form {
    const names = Object.keys(facts)
    const known = this.forms.find(form => sameNames(form.names, names))
    if (known !== undefined) return known
    const isRestricted = (name: string): boolean => this.columns.get(name)?.restricted === true
    const restricted = names.filter(isRestricted)
    const open = names.filter(name => !isRestricted(name))
    const form = {
      names,
      writers: {
        ...(open.length === 0 ? {} : { open: new FactsWriter(open) }),
        ...(restricted.length === 0 ? {} : { restricted: new FactsWriter(restricted) }),
      },
    }
    if (this.forms.length === MOST_FORMS) this.forms.length = 0
    this.forms.push(form)
    return form
  }
}

type Field = FactValue | readonly string[] | undefined

const fieldJson = (value: FactValue | readonly string[]): string =>
  typeof value === 'object' ? canonicalJson(value) : jsonOf(value)

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
