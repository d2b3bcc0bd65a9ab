import { MADE_STANDINGS, type MadeStanding } from './facts.ts'
import { type Part, partsOf } from './places.ts'
import type { CityPreset } from './presets.ts'
import { cumulate, LANE, Stream } from './random.ts'

/** Households of a block, unless asked otherwise: about 98,000 persons, the row group of a Parquet file. */
export const BLOCK = 28_000

/** No number of persons with a card as poor is asked of the household. */
export const ANY_CARDS = 255

/** What is settled about every household before it is made, by its place in the file; shared between threads. */
export interface Plan {
  readonly households: number
  readonly persons: number
  /** Households of a block; they are made together and become one row group of each Parquet file. */
  readonly block: number
  /** Index into `MADE_STANDINGS`; none of it is used by `uniform`. */
  readonly standing: Uint8Array<SharedArrayBuffer>
  /** Index into the preset's parts. */
  readonly part: Uint16Array<SharedArrayBuffer>
  readonly size: Uint8Array<SharedArrayBuffer>
  /** Persons whose health insurance group must be `poor`, or `ANY_CARDS`. */
  readonly cards: Uint8Array<SharedArrayBuffer>
  /** Number of persons before each block. */
  readonly persons_before: Float64Array<SharedArrayBuffer>
}

const SIZES: Readonly<Record<MadeStanding, readonly number[]>> = {
  not_poor: cumulate([8, 18, 23, 29, 13, 6, 2, 1]),
  average_living: cumulate([12, 22, 23, 25, 11, 5, 2]),
  poor: cumulate([50, 27, 11, 7, 4, 1]),
  near_poor: cumulate([33, 31, 17, 12, 5, 2]),
}
/** The west's near-poor households are larger (21,689 people in 8,521) and its poor a little smaller (11,677 in 6,287). */
const WEST_SIZES = {
  ...SIZES,
  poor: cumulate([52, 27, 10, 6, 4, 1]),
  near_poor: cumulate([26, 30, 20, 14, 7, 3]),
}

/**
 * The plan of a preset: exactly the published numbers of poor and near-poor households of each territory, spread over
 * the communes, the rest of `households` above the line.
 *
 * @param households at least the poor and near-poor together (checked by `options.ts`)
 */
export function planCity(preset: CityPreset, households: number, seed: number, block = BLOCK): Plan {
  const parts = partsOf(preset)
  const plan = emptyPlan(households, block)
  const stream = new Stream().seek(seed, 0, LANE.plan)
  const counts = countsByPart(preset, parts, households)
  let at = 0
  for (let from = 0; from < parts.length; ) {
    let to = from
    while (to < parts.length && parts[to]?.commune === parts[from]?.commune) to++
    at = fillCommune(plan, counts, from, to, at, stream)
    from = to
  }
  drawSizes(plan, parts, seed)
  if (preset.poor_card_persons !== undefined) drawCards(plan, preset.poor_card_persons, stream)
  return count(plan)
}

/** The plan of the stress preset: only sizes, 1 to 9, all as likely. */
export function planUniform(households: number, seed: number, block = BLOCK): Plan {
  const plan = emptyPlan(households, block)
  const stream = new Stream()
  for (let i = 0; i < households; i++) plan.size[i] = stream.seek(seed, i + 1, LANE.size).between(1, 9)
  return count(plan)
}

function emptyPlan(households: number, block: number): Plan {
  return {
    households,
    persons: 0,
    block,
    standing: new Uint8Array(new SharedArrayBuffer(households)),
    part: new Uint16Array(new SharedArrayBuffer(households * 2)),
    size: new Uint8Array(new SharedArrayBuffer(households)),
    cards: new Uint8Array(new SharedArrayBuffer(households)).fill(ANY_CARDS),
    persons_before: new Float64Array(new SharedArrayBuffer((Math.ceil(households / block) + 1) * 8)),
  }
}

/** Households by standing (in the order of `MADE_STANDINGS`) and part. */
function countsByPart(preset: CityPreset, parts: readonly Part[], households: number): readonly number[][] {
  const counts = MADE_STANDINGS.map(() => parts.map(() => 0))
  const hard = preset.poor.east + preset.poor.west + preset.near_poor.east + preset.near_poor.west
  const real = preset.households.east + preset.households.west
  const above = { east: 0, west: 0 }
  above.east = Math.round(
    ((households - hard) * (preset.households.east - preset.poor.east - preset.near_poor.east)) /
      (real - hard),
  )
  above.west = households - hard - above.east
  for (const territory of preset.territories) {
    const average = Math.round(above[territory] * preset.average_share)
    const wanted: Record<MadeStanding, number> = {
      poor: preset.poor[territory],
      near_poor: preset.near_poor[territory],
      average_living: average,
      not_poor: above[territory] - average,
    }
    const here = parts.map(part => (part.territory === territory ? part.weight : 0))
    const harder = parts.map((part, i) => (here[i] as number) * part.hardship)
    MADE_STANDINGS.forEach((standing, s) => {
      const shared = apportion(wanted[standing], standing === 'not_poor' ? here : harder)
      const row = counts[s] as number[]
      shared.forEach((n, i) => {
        row[i] = (row[i] as number) + n
      })
    })
  }
  return counts
}

/** Shares a whole number by weights, largest remainders first, so that the parts sum to it exactly. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map(weight => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, left)) whole[i] = (whole[i] as number) + 1
  return whole
}

/** Writes the households of one commune (parts `from` to before `to`) from place `at` on, shuffled; returns the next place. */
function fillCommune(
  plan: Plan,
  counts: readonly number[][],
  from: number,
  to: number,
  at: number,
  stream: Stream,
): number {
  const start = at
  for (let part = from; part < to; part++) {
    for (let standing = 0; standing < MADE_STANDINGS.length; standing++) {
      const n = counts[standing]?.[part] ?? 0
      plan.standing.fill(standing, at, at + n)
      plan.part.fill(part, at, at + n)
      at += n
    }
  }
  for (let i = at - 1; i > start; i--) {
    const j = stream.between(start, i)
    const standing = plan.standing[i] as number
    const part = plan.part[i] as number
    plan.standing[i] = plan.standing[j] as number
    plan.part[i] = plan.part[j] as number
    plan.standing[j] = standing
    plan.part[j] = part
  }
  return at
}

function drawSizes(plan: Plan, parts: readonly Part[], seed: number): void {
  const stream = new Stream()
  for (let i = 0; i < plan.households; i++) {
    const table = parts[plan.part[i] as number]?.territory === 'west' ? WEST_SIZES : SIZES
    plan.size[i] =
      1 +
      stream
        .seek(seed, i + 1, LANE.size)
        .choose(table[MADE_STANDINGS[plan.standing[i] as number] as MadeStanding])
  }
}

/** Gives every poor household a number of persons with a card as poor, so that they sum to the published number. */
function drawCards(plan: Plan, published: number, stream: Stream): void {
  const poor: number[] = []
  for (let i = 0; i < plan.households; i++) if (plan.standing[i] === 0) poor.push(i)
  const share = published / poor.reduce((sum, i) => sum + (plan.size[i] as number), 0)
  let sum = 0
  for (const i of poor) {
    let cards = 0
    for (let person = 0; person < (plan.size[i] as number); person++) if (stream.chance(share)) cards++
    plan.cards[i] = cards
    sum += cards
  }
  while (sum !== published) {
    const i = stream.pick(poor)
    const cards = plan.cards[i] as number
    const step = sum < published ? 1 : -1
    if (cards + step < 0 || cards + step > (plan.size[i] as number)) continue
    plan.cards[i] = cards + step
    sum += step
  }
}

function count(plan: Plan): Plan {
  let persons = 0
  for (let i = 0; i < plan.households; i++) {
    if (i % plan.block === 0) plan.persons_before[i / plan.block] = persons
    persons += plan.size[i] as number
  }
  plan.persons_before[Math.ceil(plan.households / plan.block)] = persons
  return { ...plan, persons }
}
