import { appendAudit, CITY } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { choicesOfImport, queueChoices } from '../area-choices/index.ts'
import { findUnit } from '../areas/index.ts'
import type { Facts, Registry } from '../households/index.ts'
import { areaKindOn } from './find-commune.ts'
import {
  acceptChosen,
  changeRows,
  countRows,
  type ImportFile,
  listWaiting,
  moveImport,
  type OpenRow,
  type RowState,
  takeOpenRows,
} from './import-queries.ts'
import type { Run, StagedContent } from './stage.ts'
import { type TakeInOptions, type Taken, type ToTake, takeIn } from './take-in.ts'

/** Households that go into the registry in one transaction. */
export const BATCH = 500

export interface ApplyResult {
  /** Households that this call took up. */
  readonly taken: number
  /** Households by what became of them. */
  readonly counts: Readonly<Partial<Record<RowState, number>>>
  /** True: nothing more can be taken now. Households that wait for a choice may still follow. */
  readonly isDone: boolean
}

/**
 * Takes the accepted households of an import into the registry, some hundreds in a transaction, and marks them in the same transaction: a kill in between
 * leaves every household either taken and marked or neither, and calling again goes on. Ends early when `mayGoOn` says so.
 */
export async function applyImport(
  run: Run,
  registry: Registry,
  about: ImportFile,
  options: {
    readonly actor?: string
    readonly mayGoOn?: () => boolean
    readonly onProgress?: (taken: number) => void
  } = {},
): Promise<ApplyResult> {
  const { import_id: id } = about
  const { mayGoOn = () => true, onProgress = () => undefined } = options
  const how = { import_id: id, ...(options.actor === undefined ? {} : { actor: options.actor }) }
  await run(async tx => {
    await queueWaiting(tx, id, options.actor === undefined ? 'session' : 'worker')
    await acceptChosen(tx, id, await choicesOfImport(tx, id))
  })
  let sum = 0
  while (mayGoOn()) {
    const taken = await run(tx => applyBatch(tx, registry, about, how))
    sum += taken
    onProgress(sum)
    if (taken > 0) continue
    return await run(async tx => {
      const counts = await countRows(tx, id)
      // another hand may still hold rows
      const isDone = (counts.accepted ?? 0) === 0
      if (isDone && (counts.waiting ?? 0) === 0) await moveImport(tx, id, ['applying'], 'applied')
      return { taken: sum, counts, isDone }
    })
  }
  return { taken: sum, counts: await run(tx => countRows(tx, id)), isDone: false }
}

/** Puts the households that wait for a choice into its queue; those that stand there already are left. */
export async function queueWaiting(tx: Tx, id: string, by: 'session' | 'worker'): Promise<void> {
  for (let after = -1; ; ) {
    const rows = await listWaiting(tx, id, BATCH, after)
    const choices = rows.flatMap(({ row_no, household_code, content }) => {
      const { waits, fields } = JSON.parse(content) as StagedContent
      const of = { import_id: id, import_row: row_no }
      return waits ? [{ of, source_code: household_code, hamlet: fields.hamlet ?? null, ...waits }] : []
    })
    if (choices.length > 0) await queueChoices(tx, choices, by)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.row_no
  }
}

async function applyBatch(
  tx: Tx,
  registry: Registry,
  about: ImportFile,
  options: TakeInOptions,
): Promise<number> {
  const rows = await takeOpenRows(tx, about.import_id, BATCH)
  if (rows.length === 0) return 0
  const batch = rows.map(row => toTake(row, about.effective_on))
  const taken = await takeIn(tx, registry, batch, options)
  await changeRows(tx, about.import_id, taken)
  await auditTaken(tx, about.import_id, batch, taken)
  return rows.length
}

/** One entry where all households are of one commune, else one in the chain of the city. */
export async function auditTaken(
  tx: Tx,
  importId: string,
  batch: readonly ToTake[],
  taken: readonly Taken[],
): Promise<void> {
  const communes = new Set(batch.map(one => one.incoming.commune_code))
  const [only] = communes
  const count = (state: string): number => taken.filter(one => one.state === state).length
  const [registered, changed] = [count('registered'), count('changed')]
  if (registered + changed === 0) return
  await appendAudit(tx, {
    area: communes.size === 1 && only !== undefined ? only : CITY,
    action: 'household.import',
    object: { kind: 'import', id: importId },
    detail: { registered, changed },
  })
}

export function toTake(row: OpenRow, effective_on: string): ToTake {
  const { facts, fields, members } = JSON.parse(row.content) as StagedContent
  const { commune_code, household_code, content_hash, row_no, place, file_row } = row
  return {
    row_no,
    place,
    file_row,
    incoming: {
      code: household_code,
      commune_code,
      effective_on,
      facts: placed(facts, commune_code, effective_on),
      fields,
      content_hash,
      members,
    },
  }
}

/** Facts of the place, where the file could not know it because the commune was chosen afterwards. */
export function placed(facts: Facts, commune_code: string, effective_on: string): Facts {
  if (facts['territory'] !== undefined) return facts
  const territory = findUnit(commune_code)?.territory ?? null
  const area_kind = areaKindOn({ kind: 'found', code: commune_code }, effective_on)
  return { ...facts, territory, ...(area_kind === undefined || 'area_kind' in facts ? {} : { area_kind }) }
}
