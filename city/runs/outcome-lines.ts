import { formatFraction, fraction, type LinkedBenefit } from '../../engine/language/index.ts'
import {
  BENEFIT_OUTCOMES,
  type Chunk,
  type Decider,
  type Population,
  UNKNOWN,
} from '../../engine/population/index.ts'
import type { Reach } from '../determinations/index.ts'
import { cellOf, cellsOf, LineWriter, NULL } from './line-writer.ts'
import { MissingCounter, type PartMissing, type PartTotal, Totals } from './sums.ts'

const UNDETERMINED = BENEFIT_OUTCOMES.indexOf('undetermined')
const GRANTED = BENEFIT_OUTCOMES.indexOf('granted')
const REFUSED = BENEFIT_OUTCOMES.indexOf('refused')
const NOTHING: readonly string[] = []

/** What rows of one benefit, version, outcome and group have in common. */
interface RowKind {
  /** Cells benefit, sector, outcome, group. */
  readonly middle: Uint8Array
  /** Cells benefit, sector, group of a restricted row. */
  readonly hiddenMiddle: Uint8Array
  readonly total: PartTotal
  readonly hasAmount: boolean
  readonly hasShare: boolean
}

interface BenefitLines {
  readonly place: number
  readonly id: string
  readonly sector: string
  readonly benefit: LinkedBenefit
  readonly isPersons: boolean
  readonly isSummed: boolean
  readonly canBeRestricted: boolean
  readonly kinds: Map<number, RowKind>
  readonly shares: Map<number, Uint8Array>
  readonly missing: MissingCounter
}

/** Lines for the tables `outcome` and `outcome_restricted`. */
export interface OutcomeLines {
  readonly outcomes: Buffer
  readonly restricted: Buffer
}

const OPEN = cellsOf(['t'])
const CLOSED = cellsOf(['f'])
const HIDDEN_END = new TextEncoder().encode('\\N\tt\n')
const SHOWN_END = new TextEncoder().encode('\tf\n')

/**
 * Makes the stored rows of outcomes, in COPY's text format, and counts them. A row that read a restricted fact keeps what must be paid; its
 * group, which names the reason, and what it waits for go into a line of their own.
 */
export class OutcomeWriter {
  readonly counts = { granted: 0, undetermined: 0, refused: 0 }
  private readonly sums = new Totals()
  private readonly population: Population
  private readonly decider: Decider
  private readonly head: Uint8Array
  private readonly households: readonly BenefitLines[]
  private readonly persons: readonly BenefitLines[]
  private readonly outcomes = new LineWriter()
  private readonly restricted = new LineWriter()

  /** `head`: run and commune, with which every line begins; `sectorOf`: department of a benefit. */
  constructor(
    population: Population,
    decider: Decider,
    reach: Reach,
    head: readonly [run: number, commune: string],
    sectorOf: (benefit: string) => string,
  ) {
    this.population = population
    this.decider = decider
    this.head = cellsOf(head.map(String))
    const all = decider.program.benefits.map((benefit, place): BenefitLines => {
      const { id, kind, subject } = benefit.file
      return {
        place,
        id,
        sector: sectorOf(id),
        benefit,
        isPersons: subject === 'person',
        isSummed: kind === 'cash' || kind === 'premium',
        canBeRestricted: reach.benefit(benefit),
        kinds: new Map(),
        shares: new Map(),
        missing: new MissingCounter(id),
      }
    })
    this.households = all.filter(b => !b.isPersons)
    this.persons = all.filter(b => b.isPersons)
  }

  /** The lines of a chunk. Refusals only of the households for which `isListed` says so. */
  write(chunk: Chunk, isListed: (row: number) => boolean): OutcomeLines {
    const { first } = this.population
    for (let h = chunk.from; h < chunk.to; h++) {
      const row = h - chunk.from
      const listed = isListed(row)
      for (const b of this.households) this.row(chunk, b, row, h, -1, listed)
      for (let p = first[h] ?? 0; p < (first[h + 1] ?? 0); p++)
        for (const b of this.persons) this.row(chunk, b, p - chunk.firstPerson, h, p, listed)
    }
    return { outcomes: this.outcomes.take(), restricted: this.restricted.take() }
  }

  totals(): PartTotal[] {
    return this.sums.all()
  }

  missing(): PartMissing[] {
    return [...this.households, ...this.persons].flatMap(b => b.missing.all())
  }

  private row(
    chunk: Chunk,
    b: BenefitLines,
    at: number,
    household: number,
    person: number,
    isListed: boolean,
  ): void {
    const result = chunk.benefits[b.place]
    const outcome = result?.outcome[at] ?? 0
    if (!result || outcome === 0) return
    const isHidden = b.canBeRestricted && this.decider.restricted(b.place, household, person)
    const isGranted = outcome === GRANTED
    const group = isGranted ? (result.group[at] ?? 0) : 0
    const kind = this.kind(b, outcome, result.version[at] ?? 0, group, isHidden)
    const { total } = kind
    total.row(household, b.isPersons)
    if (outcome === REFUSED) {
      this.counts.refused++
      if (!isListed) return
    } else if (isGranted) this.counts.granted++
    else this.counts.undetermined++
    const amount = isGranted ? (result.amount[at] ?? UNKNOWN) : UNKNOWN
    const share = isGranted ? (result.share[at] ?? UNKNOWN) : UNKNOWN
    const isOpen = (kind.hasAmount && amount === UNKNOWN) || (kind.hasShare && share === UNKNOWN)
    const missing =
      isOpen || outcome === UNDETERMINED ? this.decider.missing(b.place, household, person) : NOTHING
    if (b.isSummed && amount !== UNKNOWN) total.add(amount)
    if (amount === 0) total.zeroAmounts++
    if (isOpen) total.openAmounts++
    if (missing.length > 0) {
      if (missing.some(isLaw)) total.waitingForLaw++
      if (!isHidden) b.missing.add(household, missing)
    }
    const { outcomes } = this
    this.subject(outcomes, household, person)
    outcomes.bytes(kind.middle)
    outcomes.bytes(share === UNKNOWN ? NULL : this.share(b, share))
    outcomes.tab()
    if (amount === UNKNOWN) outcomes.bytes(NULL)
    else outcomes.digits(amount)
    outcomes.tab()
    outcomes.bytes(isOpen ? OPEN : CLOSED)
    if (!isHidden) {
      outcomes.list(missing)
      outcomes.bytes(SHOWN_END)
      return
    }
    outcomes.bytes(HIDDEN_END)
    const { restricted } = this
    this.subject(restricted, household, person)
    restricted.bytes(kind.hiddenMiddle)
    restricted.list(missing)
    restricted.newline()
  }

  /** Run, commune, household and person. */
  private subject(writer: LineWriter, household: number, person: number): void {
    const { householdNames, personNames } = this.population
    writer.bytes(this.head)
    writer.name(householdNames, household)
    writer.tab()
    if (person >= 0) writer.name(personNames, person)
    writer.tab()
  }

  private kind(b: BenefitLines, outcome: number, version: number, group: number, isHidden: boolean): RowKind {
    const key = ((version * 0x10000 + group) * 4 + outcome) * 2 + (isHidden ? 1 : 0)
    const known = b.kinds.get(key)
    if (known) return known
    const { file, versions } = b.benefit
    const right = outcome === GRANTED ? versions[version]?.groups[group] : undefined
    const name = BENEFIT_OUTCOMES[outcome] ?? ''
    const own = right?.id ?? ''
    const groupCell = own === '' ? null : own
    const made: RowKind = {
      middle: cellsOf([b.id, b.sector, name, isHidden ? null : groupCell]),
      hiddenMiddle: cellsOf([b.id, b.sector, groupCell]),
      total: this.sums.of({
        benefit: b.id,
        group: isHidden ? 'restricted' : own,
        outcome: name,
        payer: file.payer ?? '',
        per: file.per ?? '',
      }),
      hasAmount: right?.amount !== undefined,
      hasShare: right?.share !== undefined,
    }
    b.kinds.set(key, made)
    return made
  }

  private share(b: BenefitLines, numerator: number): Uint8Array {
    const known = b.shares.get(numerator)
    if (known !== undefined) return known
    const made = cellOf(formatFraction(fraction(BigInt(numerator), this.decider.shareBase[b.place] ?? 1n)))
    b.shares.set(numerator, made)
    return made
  }
}

const isLaw = (missing: string): boolean => missing.startsWith('law:')
