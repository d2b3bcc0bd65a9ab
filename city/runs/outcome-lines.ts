import { formatFraction, fraction, type LinkedBenefit } from '../../engine/language/index.ts'
import {
  BENEFIT_OUTCOMES,
  type Chunk,
  type Decider,
  nameAt,
  type Population,
  UNKNOWN,
} from '../../engine/population/index.ts'
import type { Reach } from '../determinations/index.ts'
import { listCell, NULL, textCell } from './copy-text.ts'
import { MissingCounter, type RowCounter, TotalCounter } from './sums.ts'

const UNDETERMINED = BENEFIT_OUTCOMES.indexOf('undetermined')
const GRANTED = BENEFIT_OUTCOMES.indexOf('granted')
const REFUSED = BENEFIT_OUTCOMES.indexOf('refused')

/** What rows of one benefit, outcome and group have in common. */
interface RowKind {
  /** benefit, sector, outcome, group, tab-separated. */
  readonly middle: string
  readonly group: string
  readonly counter: RowCounter
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
  readonly shares: Map<number, string>
}

/** Lines for the tables `outcome` and `outcome_restricted`. */
export interface OutcomeLines {
  readonly outcomes: string
  readonly restricted: string
}

/**
 * Makes the stored rows of outcomes, in COPY's text format, and counts them. A row that read a restricted fact keeps what must be paid; its
 * group, which names the reason, and what it waits for go into a line of their own.
 */
export class OutcomeWriter {
  readonly totals = new TotalCounter()
  readonly missing = new MissingCounter()
  readonly counts = { granted: 0, undetermined: 0, refused: 0 }
  private readonly population: Population
  private readonly decider: Decider
  private readonly head: string
  private readonly households: readonly BenefitLines[]
  private readonly persons: readonly BenefitLines[]
  private outcomes = ''
  private restricted = ''

  /** `head`: run and commune, as every line begins with them; `sectorOf`: department of a benefit. */
  constructor(
    population: Population,
    decider: Decider,
    reach: Reach,
    head: string,
    sectorOf: (benefit: string) => string,
  ) {
    this.population = population
    this.decider = decider
    this.head = head
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
      }
    })
    this.households = all.filter(b => !b.isPersons)
    this.persons = all.filter(b => b.isPersons)
  }

  /** The lines of a chunk. Refusals only of the households for which `isListed` says so. */
  write(chunk: Chunk, isListed: (row: number) => boolean): OutcomeLines {
    const { first, householdNames, personNames } = this.population
    this.outcomes = ''
    this.restricted = ''
    for (let h = chunk.from; h < chunk.to; h++) {
      const row = h - chunk.from
      const listed = isListed(row)
      let head: string | undefined
      const headOf = (): string => {
        head ??= `${this.head}\t${textCell(nameAt(householdNames, h))}`
        return head
      }
      for (const b of this.households) this.row(chunk, b, row, h, -1, listed, () => `${headOf()}\t`)
      for (let p = first[h] ?? 0; p < (first[h + 1] ?? 0); p++) {
        let own: string | undefined
        const personHead = (): string => {
          own ??= `${headOf()}\t${textCell(nameAt(personNames, p))}`
          return own
        }
        for (const b of this.persons) this.row(chunk, b, p - chunk.firstPerson, h, p, listed, personHead)
      }
    }
    return { outcomes: this.outcomes, restricted: this.restricted }
  }

  private row(
    chunk: Chunk,
    b: BenefitLines,
    at: number,
    household: number,
    person: number,
    isListed: boolean,
    head: () => string,
  ): void {
    const result = chunk.benefits[b.place]
    const outcome = result?.outcome[at] ?? 0
    if (!result || outcome === 0) return
    const isHidden = b.canBeRestricted && this.decider.restricted(b.place, household, person)
    const isGranted = outcome === GRANTED
    const version = result.version[at] ?? 0
    const group = isGranted ? (result.group[at] ?? 0) : 0
    const kind = this.kind(b, outcome, version, group, isHidden)
    const { counter } = kind
    counter.row(household, b.isPersons)
    if (outcome === REFUSED) {
      this.counts.refused++
      if (!isListed) return
    } else this.counts[isGranted ? 'granted' : 'undetermined']++
    const amount = isGranted ? (result.amount[at] ?? UNKNOWN) : UNKNOWN
    const share = isGranted ? (result.share[at] ?? UNKNOWN) : UNKNOWN
    const right = isGranted ? b.benefit.versions[version]?.groups[group] : undefined
    const isOpen =
      (amount === UNKNOWN && right?.amount !== undefined) || (share === UNKNOWN && right?.share !== undefined)
    const missing = isOpen || outcome === UNDETERMINED ? this.decider.missing(b.place, household, person) : []
    if (b.isSummed && amount !== UNKNOWN) counter.amount(amount)
    if (isOpen) counter.open()
    if (missing.some(name => name.startsWith('law:'))) counter.waits()
    if (!isHidden && missing.length > 0) this.missing.add(b.id, household, missing)
    const start = head()
    this.outcomes += `${start}\t${kind.middle}\t${share === UNKNOWN ? NULL : this.share(b, share)}\t${
      amount === UNKNOWN ? NULL : amount
    }\t${isOpen ? 't' : 'f'}\t${isHidden ? NULL : listCell(missing)}\t${isHidden ? 't' : 'f'}\n`
    if (isHidden)
      this.restricted += `${start}\t${textCell(b.id)}\t${b.sector}\t${kind.group === '' ? NULL : textCell(kind.group)}\t${listCell(missing)}\n`
  }

  private kind(b: BenefitLines, outcome: number, version: number, group: number, isHidden: boolean): RowKind {
    const key = ((version * 0x10000 + group) * 4 + outcome) * 2 + (isHidden ? 1 : 0)
    const known = b.kinds.get(key)
    if (known) return known
    const { file, versions } = b.benefit
    const own = outcome === GRANTED ? (versions[version]?.groups[group]?.id ?? '') : ''
    const name = BENEFIT_OUTCOMES[outcome] ?? ''
    const made: RowKind = {
      middle: [textCell(b.id), b.sector, name, isHidden || own === '' ? NULL : textCell(own)].join('\t'),
      group: own,
      counter: this.totals.of({
        benefit: b.id,
        group: isHidden ? 'restricted' : own,
        outcome: name,
        payer: file.payer ?? '',
        per: file.per ?? '',
      }),
    }
    b.kinds.set(key, made)
    return made
  }

  private share(b: BenefitLines, numerator: number): string {
    const known = b.shares.get(numerator)
    if (known !== undefined) return known
    const made = formatFraction(fraction(BigInt(numerator), this.decider.shareBase[b.place] ?? 1n))
    b.shares.set(numerator, made)
    return made
  }
}
