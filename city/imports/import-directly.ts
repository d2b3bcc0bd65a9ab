import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Store, type Tx, withOwner } from '../../platform/db/index.ts'
import type { Registry } from '../households/index.ts'
import { applyImport, auditTaken, BATCH, placed } from './apply.ts'
import { contentHash } from './content-hash.ts'
import type { DraftHousehold } from './draft.ts'
import type { FileCheck } from './file-check.ts'
import { householdCode } from './household-code.ts'
import type { ImportParts } from './import-folder.ts'
import {
  type CheckResult,
  countRows,
  dropUntaken,
  findSameImport,
  type ImportFile,
  insertImport,
  keepCheck,
  keepFileHash,
  moveImport,
  type NewImport,
  type StagedRow,
  stagedRows,
  stageRows,
} from './import-queries.ts'
import type { Problem } from './problems.ts'
import { type CheckServices, newCheck, openReading, stagedRow } from './stage.ts'
import { type TakenState, type ToTake, takeIn } from './take-in.ts'

/** A household of a file that was not taken, and why. */
export interface NotTaken {
  readonly place: string
  readonly row: number
  readonly problems: readonly Problem[]
}

export interface DirectReport {
  readonly check: CheckResult
  /** After the check: households to be taken, waiting for a choice, repeated, rejected. */
  readonly verdicts: Readonly<Record<'accepted' | 'waiting' | 'repeated' | 'rejected', number>>
  /** Of an import that was carried out. */
  readonly taken?: Readonly<Record<TakenState, number>>
  readonly import_id?: string
  readonly notTaken: readonly NotTaken[]
  /** More than `notTaken` holds. */
  readonly notTakenCount: number
}

/** Households whose reasons are kept for the report and the file of rejected rows. */
const MOST_NOT_TAKEN = 100_000

export interface DirectOptions {
  readonly about: NewImport
  readonly files: ImportParts
  readonly services: CheckServices
  /** Who acts, as the chains of the households will say. */
  readonly actor: string
  /** True: only the check. */
  readonly dryRun: boolean
  /** Phase, households done, households in all if known. */
  readonly onProgress?: (phase: 'check' | 'apply', done: number, total: number | undefined) => void
}

/**
 * Imports files as the owner of the store, in two passes over the files and nothing in between but a verdict for each household: the first checks them all,
 * the second takes the good ones into the registry, some hundreds in a transaction, two transactions at once. A kill loses at most those in hand; the same command again finds what is
 * there unchanged and goes on. Memory does not grow with the files beyond some 50 bytes for each person.
 *
 * @throws FileProblem when the files cannot be read as a whole
 */
export async function importDirectly(
  store: Store,
  registry: Registry,
  options: DirectOptions,
): Promise<DirectReport> {
  const { about, files, services, onProgress = () => undefined } = options
  const first = await openReading(about, files, services)
  const check = await withOwner(store, tx => newCheck(tx, services, first, true))
  const notTaken: (NotTaken & { readonly index: number })[] = []
  let notTakenCount = 0
  const keep = (one: NotTaken & { readonly index: number }): void => {
    notTakenCount++
    if (notTaken.length < MOST_NOT_TAKEN) notTaken.push(one)
  }
  let done = 0
  for await (const draft of first.drafts) {
    const { state, problems } = check.add(draft)
    if (state === 'rejected' || state === 'waiting')
      keep({ index: done, place: draft.place, row: draft.row, problems })
    if (++done % BATCH === 0) onProgress('check', done, first.expected?.households)
  }
  const { totals, retractions, communesWithoutTotals } = check.end()
  for (const { index, place, row, problem, state } of retractions)
    if (state === 'rejected') keep({ index, place, row, problems: [problem] })
  const result: CheckResult = {
    households: totals.households,
    persons: totals.persons,
    problems: totals.problems,
    notes: first.notes(),
    communes_without_totals: communesWithoutTotals,
  }
  const { accepted, waiting, repeated, rejected } = totals
  const report = {
    check: result,
    verdicts: { accepted, waiting, repeated, rejected },
    notTaken,
    notTakenCount,
  }
  if (options.dryRun) return report
  const hashes =
    Object.keys(first.files).length > 0 ? first.files : { workbook: await hashOf(files.workbook()) }
  const file = await withOwner(store, tx => begin(tx, about, hashes, options.actor))
  const reasons = new Map(notTaken.map(one => [one.index, one.problems]))
  const taken = await secondPass(store, registry, { ...options, file, check, reasons, keep })
  await withOwner(store, async tx => {
    await keepCheck(tx, file.import_id, result)
    if (((await countRows(tx, file.import_id)).waiting ?? 0) === 0)
      await moveImport(tx, file.import_id, ['applying'], 'applied')
  })
  return { ...report, taken, import_id: file.import_id, notTakenCount }
}

/** The import of the same files for the same day goes on; else a new one begins. */
async function begin(
  tx: Tx,
  about: NewImport,
  hashes: Readonly<Record<string, string>>,
  actor: string,
): Promise<ImportFile> {
  const file = (await findSameImport(tx, about, hashes)) ?? (await insertImport(tx, about, actor))
  for (const [part, hash] of Object.entries(hashes)) await keepFileHash(tx, file.import_id, part, hash)
  await moveImport(tx, file.import_id, ['receiving', 'checking', 'checked', 'applied'], 'applying')
  await dropUntaken(tx, file.import_id)
  return file
}

interface SecondPass extends DirectOptions {
  readonly file: ImportFile
  readonly check: FileCheck
  readonly reasons: ReadonlyMap<number, readonly Problem[]>
  readonly keep: (one: NotTaken & { readonly index: number }) => void
}

/** Households of one transaction. */
interface Batch {
  readonly toTake: ToTake[]
  readonly toStage: StagedRow[]
  /** Households of the file up to its end. */
  until: number
}

/** Transactions at once: while the database writes one, the other is sealed here. */
const AT_ONCE = 2

async function secondPass(
  store: Store,
  registry: Registry,
  pass: SecondPass,
): Promise<Record<TakenState, number>> {
  const { about, files, services, file, check, onProgress = () => undefined } = pass
  const reading = await openReading(about, files, services)
  const there = await withOwner(store, tx => stagedRows(tx, file.import_id))
  const counts: Record<TakenState, number> = { registered: 0, changed: 0, unchanged: 0, refused: 0 }
  async function* batches(): AsyncGenerator<Batch> {
    let batch: Batch = { toTake: [], toStage: [], until: 0 }
    for await (const draft of reading.drafts) {
      const row_no = batch.until++
      const state = check.stateAt(row_no)
      if (state === 'accepted') batch.toTake.push(toTake(row_no, draft, pass))
      else if (!there.has(row_no)) {
        const problems = pass.reasons.get(row_no) ?? draft.problems
        const checked = { draft, state, problems, hash: contentHash(draft) }
        batch.toStage.push(stagedRow(row_no, checked, services.codeKey))
      }
      if (batch.toTake.length + batch.toStage.length < BATCH) continue
      yield batch
      batch = { toTake: [], toStage: [], until: batch.until }
    }
    yield batch
  }
  await Readable.from(batches()).forEach(
    async ({ toTake, toStage, until }: Batch) => {
      await withOwner(store, async tx => {
        const refused = await takeBatch(tx, registry, pass, toTake, counts)
        await stageRows(tx, file.import_id, [...toStage, ...refused])
      })
      onProgress('apply', until, reading.expected?.households)
    },
    { concurrency: AT_ONCE },
  )
  // households whose commune was chosen since an earlier run of the same files
  const { taken: chosen } = await applyImport(step => withOwner(store, step), registry, file, {
    actor: pass.actor,
  })
  counts.registered += chosen
  return counts
}

function toTake(row_no: number, draft: DraftHousehold, { file, services }: SecondPass): ToTake {
  const commune_code = 'code' in draft.commune ? draft.commune.code : ''
  return {
    row_no,
    place: draft.place,
    file_row: draft.row,
    incoming: {
      code: householdCode(draft, services.codeKey),
      commune_code,
      effective_on: file.effective_on,
      facts: placed(draft.facts, commune_code, file.effective_on),
      fields: draft.fields,
      content_hash: contentHash(draft),
      members: draft.members.map(({ person_id, facts, fields }) => ({
        ...(person_id === null ? {} : { person_id }),
        facts,
        fields,
      })),
    },
  }
}

/** Takes a batch and gives what the registry refused, as rows to be staged. */
async function takeBatch(
  tx: Tx,
  registry: Registry,
  { file, actor, keep, services }: SecondPass,
  batch: readonly ToTake[],
  counts: Record<TakenState, number>,
): Promise<StagedRow[]> {
  const taken = await takeIn(tx, registry, batch, { actor, import_id: file.import_id })
  await auditTaken(tx, file.import_id, batch, taken)
  const byRow = new Map(batch.map(one => [one.row_no, one]))
  return taken.flatMap(({ row_no, state, household_id, problems }) => {
    counts[state]++
    const one = byRow.get(row_no)
    if (state !== 'refused' || !one) return []
    keep({ index: row_no, place: one.place, row: one.file_row, problems })
    const { code, commune_code, content_hash, members } = one.incoming
    return [
      {
        row_no,
        place: one.place,
        file_row: one.file_row,
        household_code: code,
        commune_code,
        state,
        persons: members.length,
        problems,
        content: null,
        content_hash: content_hash ?? services.codeKey,
        household_id,
      },
    ]
  })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
