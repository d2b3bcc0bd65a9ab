/** What may be said about a household and its people: known facts, values of their types, registry fields in their forms. */
import { parseDay } from '../../engine/language/index.ts'
import type { FieldFault } from '../../platform/http/problem/index.ts'
import { checkFact, FAULTS, type FactColumn, Fault, plainText, type ValueFault } from './fact-columns.ts'
import { identityTail } from './mask.ts'
import { invalidContent } from './problems.ts'
import type { Registry } from './registry.ts'
import type {
  Facts,
  FactValue,
  HouseholdContent,
  HouseholdFields,
  Origin,
  PersonContent,
  PersonFields,
} from './types.ts'

/** Collects what is wrong with contents, and gives them back as the registry keeps them. */
export class ContentCheck {
  private readonly registry: Registry
  private readonly errors: FieldFault[] = []

  constructor(registry: Registry) {
    this.registry = registry
  }

  /** @param pointer JSON pointer of the content in what was sent */
  household(content: HouseholdContent, pointer = '/household'): HouseholdContent {
    return said(
      this.facts(this.registry.facts.household, content.facts, pointer),
      this.fields(HOUSEHOLD_FIELDS, content.fields, pointer),
      content.origins,
    )
  }

  person(content: PersonContent, pointer: string): PersonContent {
    const fields: Writable<PersonFields> | undefined = this.fields(PERSON_FIELDS, content.fields, pointer)
    const number = fields?.identity_number
    if (this.registry.syntheticOnly && typeof number === 'string' && !number.startsWith('999'))
      this.fault(`${pointer}/fields/identity_number`, 'real_identity')
    if (fields !== undefined && number !== undefined) fields.identity_tail = identityTail(number)
    return said(this.facts(this.registry.facts.person, content.facts, pointer), fields, content.origins)
  }

  /** Adds a fault that somebody else found. */
  fault(pointer: string, code: keyof typeof SAID): void {
    this.errors.push({ in: 'body', pointer, code, detail: SAID[code].vi })
  }

  /** Throws `household.invalid_content` (422) with every fault found. */
  done(): void {
    if (this.errors.length > 0) throw invalidContent().with({ errors: this.errors })
  }

  /** The facts as they are to be kept, the same object where nothing about them had to be changed; undefined where there are none. */
  private facts(
    columns: ReadonlyMap<string, FactColumn>,
    given: Facts | undefined,
    pointer: string,
  ): Facts | undefined {
    let changed: Record<string, FactValue> | undefined
    let isEmpty = true
    for (const name in given) {
      isEmpty = false
      const column = columns.get(name)
      const value = given[name]
      const checked = column === undefined ? undefined : checkFact(column, value)
      if (checked === undefined) this.fault(`${pointer}/facts/${name}`, 'unknown_fact')
      else if (checked instanceof Fault) this.fault(`${pointer}/facts/${name}`, checked.code)
      else if (checked !== value) {
        changed ??= { ...given }
        changed[name] = checked
      }
    }
    return isEmpty ? undefined : (changed ?? given)
  }

  private fields(
    forms: Readonly<Record<string, Form>>,
    given: object | undefined,
    pointer: string,
  ): Record<string, unknown> | undefined {
    let fields: Record<string, unknown> | undefined
    for (const name in given) {
      const value = (given as Record<string, unknown>)[name]
      if (value === undefined || name === 'identity_tail') continue
      const form = Object.hasOwn(forms, name) ? forms[name] : undefined
      if (form === undefined) {
        this.fault(`${pointer}/fields/${name}`, 'unknown_field')
        continue
      }
      const checked = value === null ? (form === words ? [] : null) : form(value)
      if (checked instanceof Fault) this.fault(`${pointer}/fields/${name}`, checked.code)
      else {
        fields ??= {}
        fields[name] = checked
      }
    }
    return fields
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function said(
  facts: Facts | undefined,
  fields: object | undefined,
  origins: readonly Origin[] | undefined,
): PersonContent & HouseholdContent {
  const content: Writable<PersonContent & HouseholdContent> = {}
  if (facts !== undefined) content.facts = facts
  if (fields !== undefined) content.fields = fields
  if (origins !== undefined) content.origins = origins
  return content
}

/** The value as it is kept, or what is wrong with it. */
type Form = (value: unknown) => unknown

const text =
  (longest: number): Form =>
  value =>
    plainText(value, longest)
const day: Form = value => (typeof value === 'string' && parseDay(value) !== undefined ? value : FAULTS.date)
const pattern =
  (form: RegExp, clean: (text: string) => string = t => t): Form =>
  value => {
    if (typeof value !== 'string') return FAULTS.type
    const cleaned = clean(value.normalize('NFC').trim())
    return form.test(cleaned) ? cleaned : FAULTS.form
  }
const words: Form = value => {
  if (!Array.isArray(value) || value.length > 20) return FAULTS.type
  const known = new Set<string>()
  for (const word of value) {
    if (typeof word !== 'string' || !/^[a-z][a-z0-9_]{0,39}$/.test(word)) return FAULTS.form
    known.add(word)
  }
  return [...known].sort()
}
const year: Form = value =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value <= 2100
    ? value
    : FAULTS.range

const HOUSEHOLD_FIELDS: Readonly<Record<keyof HouseholdFields, Form>> = {
  hamlet: text(100),
  surveyed_on: day,
  source_code: text(60),
  source_hash: pattern(/^[0-9a-f]{64}$/),
  entry: pattern(/^(new|relapsed|old)$/),
  causes: words,
  wished_support: words,
  decision_number: text(60),
  decision_on: day,
}

const digits = (written: string): string => written.replaceAll(/[\s.-]/g, '')

const PERSON_FIELDS: Readonly<Record<Exclude<keyof PersonFields, 'identity_tail'>, Form>> = {
  full_name: text(120),
  birth_year: year,
  // twelve digits, or nine of the old card
  identity_number: pattern(/^(\d{12}|\d{9})$/, digits),
  phone: pattern(/^\+?\d{8,15}$/, digits),
  account: text(60),
}

/** What is wrong with a value, for the person who typed it. */
const SAID: Readonly<
  Record<ValueFault | 'unknown_fact' | 'unknown_field' | 'real_identity', { vi: string; en: string }>
> = {
  type: { vi: 'Sai kiểu giá trị.', en: 'A value of another type.' },
  word: { vi: 'Không thuộc danh mục.', en: 'Not a word of the category.' },
  date: { vi: 'Không phải ngày có thật, dạng 2025-10-31.', en: 'No real day of the form 2025-10-31.' },
  range: { vi: 'Nằm ngoài giới hạn cho phép.', en: 'Outside its bounds.' },
  places: { vi: 'Quá nhiều chữ số thập phân.', en: 'Too many decimal places.' },
  length: { vi: 'Để trống hoặc quá dài.', en: 'Empty or too long.' },
  form: { vi: 'Không đúng dạng.', en: 'Not of the right form.' },
  unknown_fact: { vi: 'Không có thông tin nào mang tên này.', en: 'No such fact is declared.' },
  unknown_field: { vi: 'Hồ sơ không có mục này.', en: 'The registry keeps no such field.' },
  real_identity: {
    vi: 'Kho dữ liệu mẫu không nhận số định danh của người thật.',
    en: 'A demo store takes no identity numbers of real people.',
  },
}
