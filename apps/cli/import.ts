import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { DirectReport } from '../../city/imports/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'
import { withStore } from './with-store.ts'

interface ImportArguments extends StoreArguments {
  readonly on: string
  readonly escapedOn?: string
  readonly commune?: string
  readonly apply?: boolean
  readonly rejected?: string
}

interface ExportArguments extends StoreArguments {
  readonly national: string
  readonly on?: string
  readonly commune?: string
  readonly words?: boolean
}

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError('ngày dạng 2025-12-31')
  return text
}
const commune = (text: string): string => {
  if (!/^\d{5}$/.test(text)) throw new InvalidArgumentError('mã xã năm chữ số')
  return text
}
const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** `./ansinh import` and `./ansinh export --national`. */
export function importCommands(program: Command): void {
  storeOptions(
    program
      .command('import')
      .argument('<file>', 'danh sách .xlsx, hoặc thư mục households, persons, registry'),
  )
    .description(
      'nhập danh sách quốc gia hoặc bộ dữ liệu; chỉ kiểm tra nếu không có --apply (imports; a dry run without --apply)',
    )
    .requiredOption('--on <day>', 'ngày của dữ liệu (day of the data)', day)
    .option(
      '--escaped-on <day>',
      'ngày quyết định công nhận thoát, nếu tệp không ghi (day of the escape)',
      day,
    )
    .option(
      '--commune <code>',
      'xã của các hộ mà tệp không ghi xã (commune where the file names none)',
      commune,
    )
    .option('--apply', 'ghi các hộ hợp lệ vào kho (take the good households in)')
    .option(
      '--rejected <path>',
      'ghi các hộ bị loại, kèm lý do, ra tệp .xlsx hoặc thư mục mới (rejected rows, with reasons)',
    )
    .action(importFiles)
  storeOptions(program.command('export'))
    .description('xuất danh sách theo mẫu hệ thống quốc gia (lists in the national layout)')
    .requiredOption('--national <file>', 'tệp .xlsx mới (the new file)')
    .option('--on <day>', 'ngày của danh sách, mặc định hôm nay (day of the lists)', day)
    .option('--commune <code>', 'chỉ một xã (one commune only)', commune)
    .option('--words', 'phân loại, nguyên nhân, dân tộc bằng chữ thay cho mã (words, not codes)')
    .action(exportNational)
}

async function importFiles(file: string, given: ImportArguments): Promise<void> {
  if (!existsSync(file)) throw new Failure(`không có tệp hoặc thư mục ${file}\n(there is no such file)`)
  if (given.rejected !== undefined && existsSync(given.rejected))
    throw new Failure(`${given.rejected} đã có, hãy chọn tên khác\n(it is there already)`)
  const isFolder = statSync(file).isDirectory()
  const [imports, { openRegistry }, { loadLaw }, { readStoreInfo }] = await Promise.all([
    import('../../city/imports/index.ts'),
    import('../../city/households/index.ts'),
    import('../../city/determinations/index.ts'),
    import('../../platform/db/index.ts'),
  ])
  const work = mkdtempSync(path.join(given.data, '.import-'))
  const bars = { check: startProgress('kiểm tra '), apply: startProgress('nhập ') }
  try {
    const report = await withStore(given, async (store, secrets) => {
      const info = await readStoreInfo(store)
      if (info === undefined)
        throw new Failure('kho dữ liệu chưa được khởi tạo\n(the store was never founded)')
      const { facts } = loadLaw()
      const syntheticOnly = info.mode === 'demo'
      const registry = openRegistry({ facts, masterKey: secrets.masterKey, syntheticOnly })
      return imports.importDirectly(store, registry, {
        about: {
          kind: isFolder ? 'contract' : 'national',
          effective_on: given.on,
          escaped_on: given.escapedOn ?? null,
          commune_code: given.commune ?? null,
        },
        files: { path: work, workbook: () => file, contract: () => imports.contractFolder(file) },
        services: { facts, codeKey: secrets.derive('imports'), today: today(), syntheticOnly },
        actor: `cli:${userInfo().username}`,
        dryRun: given.apply !== true,
        onProgress: (phase, done, total) => bars[phase].update(done, total ?? done),
      })
    })
    for (const bar of Object.values(bars)) bar.stop()
    process.stdout.write(inWords(report, imports.sentenceOf))
    if (given.rejected !== undefined && report.notTaken.length > 0) {
      const reasons = imports.reasonsBy(report.notTaken)
      if (isFolder) await imports.writeRejectedContract(imports.contractFolder(file), given.rejected, reasons)
      else await imports.writeRejectedNational(file, given.rejected, reasons)
      tell(`Các hộ chưa nhập được, kèm lý do: ${given.rejected} (rejected rows)`)
    }
  } catch (e) {
    if (e instanceof imports.FileProblem) throw new Failure(`${e.vi}\n(${e.en})`)
    throw e
  } finally {
    for (const bar of Object.values(bars)) bar.stop()
    rmSync(work, { recursive: true, force: true })
  }
}

const count = (n: number): string => n.toLocaleString('vi-VN')
/** Reasons shown on the screen; all of them stand in the file of --rejected. */
const SHOWN = 20

type SentenceOf = typeof import('../../city/imports/index.ts')['sentenceOf']

function inWords(
  { check, verdicts, taken, notTaken, notTakenCount }: DirectReport,
  sentenceOf: SentenceOf,
): string {
  const lines = [
    `Đọc ${count(check.households)} hộ, ${count(check.persons)} người: ${count(verdicts.accepted)} hộ hợp lệ, ` +
      `${count(verdicts.rejected)} bị loại, ${count(verdicts.waiting)} chờ chọn xã, ${count(verdicts.repeated)} lặp lại.`,
  ]
  if (taken === undefined) lines.push('Mới kiểm tra, chưa ghi gì. Thêm --apply để nhập. (dry run)')
  else
    lines.push(
      `Đã nhập: ${count(taken.registered)} hộ mới, ${count(taken.changed)} thay đổi, ${count(taken.unchanged)} không đổi, ${count(taken.refused)} không nhận.`,
    )
  for (const { place, problems } of notTaken.slice(0, SHOWN))
    lines.push(...problems.map(problem => `  ${place}: ${sentenceOf(problem)}`))
  if (notTakenCount > SHOWN) lines.push(`  … và ${count(notTakenCount - SHOWN)} hộ khác`)
  if (check.communes_without_totals.length > 0)
    lines.push(
      `Chưa có tổng số hộ của ${count(check.communes_without_totals.length)} xã nên chưa hiện được tỷ lệ: ${check.communes_without_totals.slice(0, 10).join(', ')}${check.communes_without_totals.length > 10 ? ' …' : ''}`,
    )
  return `${lines.join('\n')}\n`
}

async function exportNational(given: ExportArguments): Promise<void> {
  if (existsSync(given.national))
    throw new Failure(`tệp ${given.national} đã có, hãy chọn tên khác\n(the file is there already)`)
  const [{ writeNationalList }, { withOwner }] = await Promise.all([
    import('../../city/imports/index.ts'),
    import('../../platform/db/index.ts'),
  ])
  const households = await withStore(given, store =>
    withOwner(store, tx =>
      writeNationalList(tx, given.national, {
        on: given.on ?? today(),
        ...(given.commune === undefined ? {} : { communes: [given.commune] }),
        words: given.words === true,
        provinceName: 'Thành phố Hải Phòng',
      }),
    ),
  )
  tell(`Đã xuất ${count(households)} hộ vào ${given.national}. (done)`)
}
