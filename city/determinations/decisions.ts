import { formatFraction, fraction } from '../../engine/language/fraction.ts'
import type { LinkedBenefit } from '../../engine/language/in-force.ts'
import {
  BENEFIT_OUTCOMES,
  type Chunk,
  type Decider,
  type Population,
  UNKNOWN,
} from '../../engine/population/index.ts'
import { ByteWriter, bytesOf, cellOf } from './bytes.ts'
import type { Reach } from './reach.ts'
import { Counter, type Total } from './totals.ts'

/** Are restricted rows shown as they are, or without what lets one guess the fact? */
export type Restricted = 'show' | 'hide'

export const DECISIONS_HEADER =
  'household_id,person_id,benefit,group,outcome,kind,payer,share,amount,per,missing\n'

const UNDETERMINED = BENEFIT_OUTCOMES.indexOf('undetermined')
const GRANTED = BENEFIT_OUTCOMES.indexOf('granted')

/** What all rows with one benefit, group and outcome have in common. */
interface RowKind {
  /** `,benefit,group,outcome,kind,payer,` */
  readonly middle: Uint8Array
  readonly counter: Counter
}

interface Counted {
  readonly group: string
  readonly outcome: string
  readonly counter: Counter
}

/** One benefit, prepared for writing. */
interface BenefitRows {
  readonly place: number
  readonly benefit: LinkedBenefit
  /** `,per,` */
  readonly end: Uint8Array
  readonly isSummed: boolean
  readonly canBeRestricted: boolean
  readonly kinds: Map<number, RowKind>
  /** By what the rows show: versions and hidden groups that look the same are counted as one. */
  readonly counters: Map<string, Counted>
  readonly shares: Map<number, Uint8Array>
}

const HIDDEN_GROUP = 0xffff

/**
 * Writes the rows of decisions.csv for ranges of households and counts them.
 *
 * In a hidden row the outcome, the amount and the payer stay, because the money must be paid and the roll must be signed; the group, which
 * names the reason, and `missing`, which names the fact, go. Where one amount belongs to one group only, whoever knows the
 * law can still infer the group: hiding lowers what a list tells at a glance and does not replace the right to see the list.
 */
export class DecisionRows {
  private readonly population: Population
  private readonly decider: Decider
  private readonly restricted: Restricted
  private readonly writer = new ByteWriter()
  private readonly households: readonly BenefitRows[]
  private readonly persons: readonly BenefitRows[]
  rows = 0

  constructor(population: Population, decider: Decider, reach: Reach, restricted: Restricted) {
    this.population = population
    this.decider = decider
    this.restricted = restricted
    const all = decider.program.benefits.map((benefit, place): BenefitRows => {
      const { kind, per } = benefit.file
      return {
        place,
        benefit,
        end: bytesOf(`,${per ?? ''},`),
        isSummed: kind === 'cash' || kind === 'premium',
        canBeRestricted: reach.benefit(benefit),
        kinds: new Map(),
        counters: new Map(),
        shares: new Map(),
      }
    })
    this.households = all.filter(b => b.benefit.file.subject === 'household')
    this.persons = all.filter(b => b.benefit.file.subject === 'person')
  }

  /** The rows of the chunk, sorted by household, person (the household's own first) and benefit. */
  write(chunk: Chunk): Uint8Array<ArrayBuffer> {
    this.each(chunk, true)
    return this.writer.take()
  }

  /** Counts the rows of the chunk without writing them. */
  count(chunk: Chunk): void {
    this.each(chunk, false)
  }

  private each(chunk: Chunk, writes: boolean): void {
    const { first } = this.population
    for (let h = chunk.from; h < chunk.to; h++) {
      for (const b of this.households) this.row(chunk, b, h - chunk.from, h, -1, writes)
      for (let p = first[h] ?? 0; p < (first[h + 1] ?? 0); p++)
        for (const b of this.persons) this.row(chunk, b, p - chunk.firstPerson, h, p, writes)
    }
  }

  /** Totals of everything written so far. */
  totals(): Total[] {
    return [...this.households, ...this.persons].flatMap(({ benefit: { file }, counters }) =>
      [...counters.values()].map(({ group, outcome, counter }) => ({
        benefit: file.id,
        group,
        payer: file.payer ?? '',
        outcome,
        households: counter.households,
        persons: file.subject === 'person' ? counter.rows : 0,
        amount: counter.total(),
        per: file.per ?? '',
      })),
    )
  }

  private row(
    chunk: Chunk,
    b: BenefitRows,
    at: number,
    household: number,
    person: number,
    writes: boolean,
  ): void {
    const result = chunk.benefits[b.place]
    const outcome = result?.outcome[at] ?? 0
    if (!result || outcome === 0) return
    const isHidden =
      this.restricted === 'hide' && b.canBeRestricted && this.decider.restricted(b.place, household, person)
    const isGranted = outcome === GRANTED
    const version = result.version[at] ?? 0
    const group = isGranted ? (result.group[at] ?? 0) : 0
    const kind = this.kind(b, outcome, version, isHidden ? HIDDEN_GROUP : group)
    const amount = isGranted ? (result.amount[at] ?? UNKNOWN) : UNKNOWN
    const share = isGranted ? (result.share[at] ?? UNKNOWN) : UNKNOWN
    this.rows++
    kind.counter.row(household)
    if (b.isSummed && amount !== UNKNOWN) kind.counter.amount(amount)
    if (!writes) return
    const { writer } = this
    writer.name(this.population.householdNames, household)
    writer.comma()
    if (person >= 0) writer.name(this.population.personNames, person)
    writer.bytes(kind.middle)
    if (share !== UNKNOWN) writer.bytes(this.share(b, share))
    writer.comma()
    if (amount !== UNKNOWN) writer.digits(amount)
    writer.bytes(b.end)
    if (
      !isHidden &&
      (outcome === UNDETERMINED || (isGranted && this.isOpen(b, version, group, amount, share)))
    )
      writer.cell(this.decider.missing(b.place, household, person).join(';'))
    writer.newline()
  }

  /** Does the law give an amount or a share that is not one exact number? */
  private isOpen(b: BenefitRows, version: number, group: number, amount: number, share: number): boolean {
    const right = b.benefit.versions[version]?.groups[group]
    return (
      (amount === UNKNOWN && right?.amount !== undefined) || (share === UNKNOWN && right?.share !== undefined)
    )
  }

  private kind(b: BenefitRows, outcome: number, version: number, group: number): RowKind {
    const key = (version * 0x10000 + group) * 4 + outcome
    const known = b.kinds.get(key)
    if (known) return known
    const { file, versions } = b.benefit
    const shown =
      group === HIDDEN_GROUP
        ? 'restricted'
        : outcome === GRANTED
          ? (versions[version]?.groups[group]?.id ?? '')
          : ''
    const name = BENEFIT_OUTCOMES[outcome] ?? ''
    const middle = bytesOf(`,${[file.id, shown, name, file.kind, file.payer ?? ''].map(cellOf).join(',')},`)
    const look = `${shown}\0${name}`
    const counted = b.counters.get(look) ?? { group: shown, outcome: name, counter: new Counter() }
    b.counters.set(look, counted)
    const made = { middle, counter: counted.counter }
    b.kinds.set(key, made)
    return made
  }

  private share(b: BenefitRows, numerator: number): Uint8Array {
    const known = b.shares.get(numerator)
    if (known) return known
    const made = bytesOf(formatFraction(fraction(BigInt(numerator), this.decider.shareBase[b.place] ?? 1n)))
    b.shares.set(numerator, made)
    return made
  }
}
