import {
  formatDay,
  type LinkedBenefit,
  monthsAfter,
  type Program,
  parseDay,
} from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { currentUnits, findUnit } from '../areas/index.ts'
import { engineVersion } from '../determinations/index.ts'
import { overlaysInForce, type StoredOverlay } from '../law-overlays/index.ts'
import { communeUnknown, lawUnusable, monthNotDecidable } from './problems.ts'
import { fingerprints, lawWith, programOn } from './run-law.ts'
import { insertRun, type NewBenefitRow, today } from './start-queries.ts'

export interface MonthRequest {
  /** `2026-10`. */
  readonly month: string
  /** The day that counts, ISO, in that month; default its last day. */
  readonly decidedOn?: string | undefined
  /** Default all units of the city. */
  readonly communes?: readonly string[] | undefined
  /**
   * current: the registry as it is now, whatever the month. as_of: as it was on the day. Default: as_of for a day that is past, else current (which is
   * the same then, and quicker).
   */
  readonly facts?: 'current' | 'as_of' | undefined
  /** With as_of: only what was known at this instant (ISO). */
  readonly knownAt?: string | undefined
}

/**
 * Starts the determination of a month: pins the law with the overlays in force on the day and makes a part for each commune. Gives the number of
 * the run; `sendParts` hands the parts over. Throws problems `run.*`.
 */
export async function startMonth(tx: Tx, request: MonthRequest): Promise<number> {
  const { month, decidedOn } = daysOf(request)
  const facts = request.facts ?? (decidedOn < (await today(tx)) ? 'as_of' : 'current')
  if (request.knownAt !== undefined && facts === 'current')
    throw monthNotDecidable({
      vi: 'Mốc "đã biết đến" chỉ dùng với dữ liệu tại ngày xét (as_of).',
      en: 'knownAt goes with facts as_of only.',
    })
  const { program, overlays } = usable(await overlaysInForce(tx, decidedOn), decidedOn)
  return await insertRun(
    tx,
    {
      kind: 'month',
      month,
      decided_on: decidedOn,
      facts,
      known_at: request.knownAt ?? null,
      redecides: null,
      law_of: 'now',
      law_hash: program.law.hash,
      overlays,
      engine_version: engineVersion(),
    },
    benefitRows(program),
    communesOf(request.communes),
  )
}

/** The program of a day under overlays, and how a receipt names them. Throws `run.law_unusable`. */
export function usable(stored: readonly StoredOverlay[], day: string) {
  try {
    const program = programOn(lawWith(stored), day)
    const overlays = stored.map(({ id, name, citation, hash }) => ({ id, name, citation, hash }))
    return { program, overlays }
  } catch (e) {
    if (e instanceof Failure) throw lawUnusable(e.message)
    throw e
  }
}

/** The benefits of a program as a run keeps them. */
export function benefitRows(program: Program): NewBenefitRow[] {
  const prints = fingerprints(program)
  return program.benefits.map(({ file, versions }) => ({
    benefit: file.id,
    title_vi: file.title.vi,
    title_en: file.title.en,
    subject: file.subject ?? 'household',
    kind: file.kind,
    payer: file.payer ?? '',
    per: file.per ?? '',
    route: routeOf(versions),
    fingerprint: prints.get(file.id) ?? '',
  }))
}

/** Where territories differ, an application stands between for some: then it may stand between. */
const routeOf = (versions: LinkedBenefit['versions']): string | null =>
  versions.some(v => v.route === 'application') ? 'application' : (versions[0]?.route ?? null)

function daysOf({ month, decidedOn }: MonthRequest): { month: string; decidedOn: string } {
  const first = parseDay(`${month}-01`)
  if (first === undefined)
    throw monthNotDecidable({
      vi: `Tháng viết dạng 2026-10, không phải ${month}.`,
      en: `Write a month as 2026-10, not ${month}.`,
    })
  const last = formatDay(monthsAfter(first, 1) - 1)
  const day = decidedOn ?? last
  if (parseDay(day) === undefined || day < `${month}-01` || day > last)
    throw monthNotDecidable({
      vi: `Ngày xét ${day} không nằm trong tháng ${month}.`,
      en: `The decision day ${day} does not lie in the month ${month}.`,
    })
  return { month: `${month}-01`, decidedOn: day }
}

/** The communes of a run, each once, sorted. Throws `run.commune_unknown`. */
export function communesOf(wanted: readonly string[] | undefined): string[] {
  if (wanted === undefined)
    return currentUnits()
      .map(unit => unit.code)
      .sort()
  const unknown = wanted.filter(code => findUnit(code) === undefined)
  if (unknown.length > 0) throw communeUnknown(unknown)
  return [...new Set(wanted)].sort()
}
