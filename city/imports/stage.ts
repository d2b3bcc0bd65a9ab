import type { FactBook } from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { NewChoice } from '../area-choices/index.ts'
import type { Facts, IncomingHousehold } from '../households/index.ts'
import { readContract } from './contract/read-contract.ts'
import type { DraftHousehold, FileContext } from './draft.ts'
import { type CheckedHousehold, FileCheck } from './file-check.ts'
import { fromNational } from './from-national.ts'
import { householdCode } from './household-code.ts'
import type { ImportParts } from './import-folder.ts'
import {
  type CheckResult,
  changeRows,
  communesWithTotals,
  dropRows,
  type ImportFile,
  type ImportNotes,
  importableCommunes,
  keepCheck,
  moveImport,
  type StagedRow,
  stageRows,
} from './import-queries.ts'
import { readNational } from './read-national.ts'

/** Runs one transaction as whoever imports. */
export type Run = <T>(step: (tx: Tx) => Promise<T>) => Promise<T>

/** What reading and checking needs. */
export interface CheckServices {
  readonly facts: FactBook
  /** Makes the codes of households that bring none: 32 bytes of the store's own. */
  readonly codeKey: Uint8Array
  /** Day in Vietnam, ISO. */
  readonly today: string
  readonly syntheticOnly: boolean
}

export type CheckProgress = (households: number, total: number | undefined) => void

/** The households of a file as they are read, and what is known at the end. */
export interface Reading {
  readonly drafts: AsyncIterable<DraftHousehold>
  /** How many there are, where that is known before the end. */
  readonly expected?: { readonly households: number; readonly persons: number }
  readonly files: Readonly<Record<string, string>>
  notes(): ImportNotes
}

type About = Pick<ImportFile, 'kind' | 'effective_on' | 'escaped_on' | 'commune_code'>

export const contextOf = (about: About, { today }: CheckServices): FileContext => ({
  effective_on: about.effective_on,
  today,
  ...(about.escaped_on === null ? {} : { escaped_on: about.escaped_on }),
  ...(about.commune_code === null ? {} : { commune_code: about.commune_code }),
})

/** Opens the files of an import for one pass. @throws FileProblem */
export async function openReading(
  about: About,
  folder: ImportParts,
  services: CheckServices,
): Promise<Reading> {
  const context = contextOf(about, services)
  if (about.kind === 'contract') {
    const reading = await readContract(folder.contract(), services.facts, context, folder.path)
    return {
      drafts: reading.drafts,
      expected: { households: reading.households, persons: reading.persons },
      files: reading.sha256,
      notes: () => ({ unmatched_registry: reading.notes.unmatchedRegistry }),
    }
  }
  const { households, notes } = readNational(folder.workbook())
  const drafts = async function* () {
    for await (const household of households) yield fromNational(household, context)
  }
  return {
    drafts: drafts(),
    files: {},
    notes: () => ({
      ignored_rows: notes.ignoredCount,
      ignored_at: notes.ignored.slice(0, 100).map(({ sheetName, row }) => ({ sheet: sheetName, row })),
      other_sheets: notes.otherSheets,
    }),
  }
}

/** Households that are staged in one transaction. */
const STAGE_ROWS = 2_000

/**
 * The dry run: reads the files of an import, checks every household, and stages those that can be taken or wait for a choice, with what is wrong with all
 * the others. Nothing of the registry changes. Repeating it starts again; a kill in between leaves an import that is checked again.
 *
 * @throws FileProblem when the files cannot be read as a whole; the import is back in `receiving` then
 */
export async function checkImport(
  run: Run,
  about: ImportFile,
  folder: ImportParts,
  services: CheckServices,
  onProgress: CheckProgress = () => undefined,
): Promise<CheckResult> {
  const id = about.import_id
  try {
    const reading = await openReading(about, folder, services)
    const check = await run(async tx => {
      await dropRows(tx, id)
      return newCheck(tx, services, reading)
    })
    let rows: StagedRow[] = []
    let row_no = 0
    for await (const draft of reading.drafts) {
      rows.push(stagedRow(row_no++, check.add(draft), services.codeKey))
      if (rows.length < STAGE_ROWS) continue
      const full = rows
      rows = []
      await run(tx => stageRows(tx, id, full))
      onProgress(row_no, reading.expected?.households)
    }
    return await run(tx => finish(tx, id, check, rows, reading.notes()))
  } catch (e) {
    await run(tx => moveImport(tx, id, ['checking'], 'receiving'))
    throw e
  }
}

/** A check that knows where the importer may write. */
export async function newCheck(
  tx: Tx,
  services: CheckServices,
  { expected }: Pick<Reading, 'expected'>,
  everywhere = false,
): Promise<FileCheck> {
  const communes = everywhere ? null : await importableCommunes(tx)
  const totals = await communesWithTotals(tx)
  return new FileCheck({
    ...(communes === null ? {} : { communes: new Set(communes) }),
    hasTotals: code => totals.has(code),
    syntheticOnly: services.syntheticOnly,
    ...(expected === undefined ? {} : { expected }),
  })
}

async function finish(
  tx: Tx,
  id: string,
  check: FileCheck,
  rows: readonly StagedRow[],
  notes: ImportNotes,
): Promise<CheckResult> {
  await stageRows(tx, id, rows)
  const { totals, retractions, communesWithoutTotals } = check.end()
  const changes = retractions.map(({ index, state, problem }) => ({
    row_no: index,
    state,
    problems: [problem],
  }))
  await changeRows(tx, id, changes)
  const result = {
    households: totals.households,
    persons: totals.persons,
    problems: totals.problems,
    notes,
    communes_without_totals: communesWithoutTotals,
  }
  await keepCheck(tx, id, result)
  await moveImport(tx, id, ['checking'], 'checked')
  return result
}

/** A checked household as it is staged: its content only where it may still be taken in. */
export function stagedRow(
  row_no: number,
  { draft, problems, state, hash }: CheckedHousehold,
  key: Uint8Array,
): StagedRow {
  const isOpen = state === 'accepted' || state === 'waiting'
  return {
    row_no,
    place: draft.place.slice(0, 60),
    file_row: draft.row,
    household_code: householdCode(draft, key),
    commune_code: 'code' in draft.commune ? draft.commune.code : null,
    state,
    persons: draft.members.length,
    problems,
    content: isOpen ? contentText(draft) : null,
    content_hash: hash,
  }
}

/** What is kept of a household until it is taken in. */
export interface StagedContent {
  readonly facts: Facts
  readonly fields: IncomingHousehold['fields']
  readonly members: IncomingHousehold['members']
  /** Of a household that waits: its former unit, and where it may live now. */
  readonly waits?: Pick<NewChoice, 'old_code' | 'old_period' | 'candidates'>
}

export function contentText({ facts, fields, members, commune }: DraftHousehold): string {
  const content: StagedContent = {
    facts,
    fields,
    members: members.map(member => ({
      ...(member.person_id === null ? {} : { person_id: member.person_id }),
      facts: member.facts,
      fields: member.fields,
    })),
    ...('candidates' in commune && {
      waits: { old_code: commune.from.code, old_period: commune.from.period, candidates: commune.candidates },
    }),
  }
  return JSON.stringify(content)
}
