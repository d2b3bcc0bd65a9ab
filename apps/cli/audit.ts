import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { StoreReport } from '../../city/audit/index.ts'
import type { AuditFault, Checkpoint } from '../../platform/audit/index.ts'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'
import { withStore } from './with-store.ts'

interface VerifyArguments extends StoreArguments {
  readonly checkpoint?: string
  readonly json?: boolean
}

/** `./ansinh audit verify` and `./ansinh audit checkpoint`. */
export function auditCommands(program: Command): void {
  const audit = program
    .command('audit')
    .description('nhật ký truy cập và thay đổi (the log of who read and changed what)')
  storeOptions(
    audit
      .command('verify')
      .description('kiểm tra nhật ký và lịch sử hộ có bị sửa, xóa, đảo không (finds what was altered)'),
  )
    .option(
      '--checkpoint <file>',
      'so với điểm kiểm chứng đã mang về (against a checkpoint taken away before)',
    )
    .option('--json', 'dạng JSON (as JSON)')
    .action(verify)
  storeOptions(
    audit
      .command('checkpoint')
      .description('lập điểm kiểm chứng có ký số để cất ở nơi khác (a signed checkpoint to be taken away)'),
  )
    .requiredOption('--out <file>', 'tệp mới (the new file)')
    .action((given: StoreArguments & { out: string }) => checkpoint(given))
}

async function verify(given: VerifyArguments): Promise<void> {
  const against = given.checkpoint === undefined ? undefined : await readFile(given.checkpoint)
  const { verifyStore } = await import('../../city/audit/index.ts')
  const report = await withStore(given, (store, secrets) => verifyStore(store, secrets.checkpoint, against))
  process.stdout.write(given.json === true ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))
  if (!report.sound)
    throw new Failure(
      'Nhật ký hoặc lịch sử hộ đã bị can thiệp, xem ở trên. (the chains are broken, see above)',
    )
}

async function checkpoint(given: StoreArguments & { out: string }): Promise<void> {
  if (existsSync(given.out))
    throw new Failure(`tệp ${given.out} đã có, hãy chọn tên khác\n(the file is there)`)
  const { checkpointOf } = await import('../../city/audit/index.ts')
  const made = await withStore(given, (store, secrets) => checkpointOf(store, secrets.checkpoint))
  writeFileSync(given.out, `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx' })
  tell(
    `Đã lập điểm kiểm chứng ${made.checkpoint.taken_at} vào ${given.out}. Hãy cất ở nơi người quản trị không sửa được.\n` +
      `Kiểm tra sau này: ./ansinh audit verify --checkpoint ${given.out}`,
  )
}

async function readFile(file: string): Promise<Checkpoint> {
  if (!existsSync(file)) throw new Failure(`không có tệp ${file}\n(there is no such file)`)
  const { readCheckpoint } = await import('../../platform/audit/index.ts')
  const found = readCheckpoint(readFileSync(file, 'utf8'))
  if (found === undefined)
    throw new Failure(`tệp ${file} không phải điểm kiểm chứng\n(${file} is no checkpoint)`)
  return found
}

const KINDS: Readonly<Record<AuditFault['kind'], string>> = {
  altered: 'nội dung bị sửa (altered)',
  moved: 'bị đổi chỗ (moved)',
  missing: 'bị xóa (missing)',
  unlinked: 'không nối tiếp mục trước: một trong hai đã bị viết lại (rewritten with its hash)',
  truncated: 'phần cuối bị cắt (tail cut off)',
  headless: 'mất mốc cuối (record of the last entry gone)',
  rewritten: 'khác với điểm kiểm chứng (not what the checkpoint names)',
}

const faultLine = (f: AuditFault): string =>
  `  ${f.area} mục ${f.seq}${f.until === undefined || f.until === f.seq ? '' : `–${f.until}`}: ${KINDS[f.kind]}\n`

function inWords(report: StoreReport): string {
  const count = (n: number): string => n.toLocaleString('vi-VN')
  let text =
    `Nhật ký: ${count(report.log.entries)} mục của ${count(report.log.areas)} địa bàn, ${count(report.log.faults.length)} lỗi\n` +
    report.log.faults.map(faultLine).join('') +
    `Lịch sử hộ: ${count(report.actions.actions)} sự kiện của ${count(report.actions.households)} hộ, ${count(report.actions.faults.length)} lỗi\n` +
    report.actions.faults.map(f => `  hộ ${f.household_id}, sự kiện ${f.seq}: ${f.fault}\n`).join('')
  const against = report.checkpoint
  if (against !== undefined)
    text +=
      `Điểm kiểm chứng ${against.takenAt}: ${against.genuine ? 'chữ ký đúng' : 'CHỮ KÝ SAI hoặc của kho khác'}, ${count(against.log.length + against.others.length)} lỗi\n` +
      against.log.map(faultLine).join('') +
      against.others
        .map(
          f =>
            `  lịch sử hộ ở xã ${f.area}: lúc đó ${count(f.expected)} sự kiện, nay ${count(f.found)}${f.found === f.expected ? ', nội dung khác' : ''}\n`,
        )
        .join('')
  return text
}
