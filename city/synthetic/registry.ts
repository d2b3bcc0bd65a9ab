import { readFileSync } from 'node:fs'
import { ymd } from './calendar.ts'
import type { PersonTable } from './columns.ts'
import { RELATIONS, SEXES } from './domains.ts'
import type { Part } from './places.ts'
import { cumulate, LANE, Stream } from './random.ts'

/** What the registry keeps and no rule may ask, for the persons of a block, as text. */
export interface Registry {
  readonly full_name: string[]
  readonly identity_number: string[]
  readonly hamlet: string[]
}

interface NameLists {
  readonly surnames_pct_2022_table: readonly (readonly [string, number])[]
  readonly middle: Readonly<
    Record<'male_older' | 'male_younger' | 'female_older' | 'female_younger', readonly string[]>
  >
  readonly given_male_older: readonly string[]
  readonly given_male_younger: readonly string[]
  readonly given_female_older: readonly string[]
  readonly given_female_younger: readonly string[]
}

const NAMES = JSON.parse(readFileSync(new URL('./data/names.json', import.meta.url), 'utf8')) as NameLists
const SURNAMES = NAMES.surnames_pct_2022_table.map(([name]) => name)
const SURNAME_SHARES = cumulate(NAMES.surnames_pct_2022_table.map(([, share]) => share))
/** Born before this year: names of the older lists. The lists are recalled, so the year is a guess. */
const YOUNGER_FROM = 1985

const CHILD = RELATIONS.indexOf('child')
const HEAD = RELATIONS.indexOf('head')
const GRANDCHILD = RELATIONS.indexOf('grandchild')
const MALE = SEXES.indexOf('male')

/**
 * Names, identity numbers and hamlets of the persons of a block.
 *
 * Identity numbers have 12 digits: 999, which no province has, so no number of a living person can come out; the digit
 * of sex and century; the year's last two digits; six digits that are unique within these. Each block has a range of the
 * six digits to itself, so that threads need not agree.
 *
 * @param part_of part of a household by its running number; undefined for `uniform`
 */
export class RegistryMaker {
  private readonly seed: number
  private readonly blocks: number
  private readonly stream = new Stream()

  constructor(seed: number, blocks: number) {
    this.seed = seed
    this.blocks = blocks
  }

  make(persons: PersonTable, block: number, partOf: (household: number) => Part | undefined): Registry {
    const out: Registry = { full_name: [], identity_number: [], hamlet: [] }
    const range = Math.floor(1_000_000 / this.blocks)
    const used = new Int32Array(1000)
    let household = 0
    let family = ''
    let hamlet = ''
    const { household_id, relation_to_head, sex, birth_date } = persons.columns
    for (let row = 0; row < persons.rows; row++) {
      const number = household_id[row] as number
      if (number !== household) {
        household = number
        this.stream.seek(this.seed, household, LANE.names)
        family = this.surname()
        hamlet = this.hamlet(partOf(household))
      }
      const born = ymd(birth_date[row] as number)
      const male = sex[row] === MALE
      const relation = relation_to_head[row] as number
      const kin = relation === CHILD || relation === GRANDCHILD || (relation === HEAD && male)
      out.full_name.push(this.name(kin ? family : this.surname(), male, Math.floor(born / 10_000)))
      out.hamlet.push(hamlet)
      out.identity_number.push(identityNumber(born, male, block * range, range, used))
    }
    return out
  }

  private surname(): string {
    return SURNAMES[this.stream.choose(SURNAME_SHARES)] ?? 'Nguyễn'
  }

  private name(surname: string, male: boolean, year: number): string {
    const s = this.stream
    const older = year < YOUNGER_FROM
    if (male) {
      const middle =
        older && s.chance(0.5) ? 'Văn' : s.pick(older ? NAMES.middle.male_older : NAMES.middle.male_younger)
      return fullName(surname, middle, s.pick(older ? NAMES.given_male_older : NAMES.given_male_younger), s)
    }
    const middle =
      older && s.chance(0.85)
        ? 'Thị'
        : s.pick(older ? NAMES.middle.female_older : NAMES.middle.female_younger)
    return fullName(surname, middle, s.pick(older ? NAMES.given_female_older : NAMES.given_female_younger), s)
  }

  private hamlet(part: Part | undefined): string {
    const n = this.stream.between(1, 12)
    if (part === undefined) return `Thôn ${n}`
    return `${part.rural_hamlets ? 'Thôn' : 'Tổ dân phố'} ${n} (${part.old_name})`
  }
}

function fullName(surname: string, middle: string, given: string, stream: Stream): string {
  return middle === given || stream.chance(0.02) ? `${surname} ${given}` : `${surname} ${middle} ${given}`
}

function identityNumber(born: number, male: boolean, from: number, range: number, used: Int32Array): string {
  const year = Math.floor(born / 10_000)
  const century = (year >= 2000 ? 2 : 0) + (male ? 0 : 1)
  const bucket = century * 100 + (year % 100)
  const serial = used[bucket] as number
  if (serial >= range) throw new Error(`identity numbers of birth year ${year} are used up in this block`)
  used[bucket] = serial + 1
  // 618,033 shares no divisor with a million, so this scatters the serials and no two meet.
  const scattered = ((from + serial) * 618_033 + bucket * 7_919) % 1_000_000
  return `999${century}${String(year % 100).padStart(2, '0')}${String(scattered).padStart(6, '0')}`
}
