import type { Command } from 'commander'
import type { SearchStep } from '../../city/duplicates/index.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'
import { withStore } from './with-store.ts'

const STEPS: Readonly<Record<SearchStep, string>> = {
  collecting: 'Đọc sổ bộ… (collecting)',
  pairing: 'Ghép cặp… (pairing)',
  judging: 'Cân nhắc từng cặp… (weighing)',
  keeping: 'Ghi lại… (keeping)',
}

/** `./ansinh duplicates find`: looks for files that may be one person's. */
export function duplicateCommands(program: Command): void {
  const duplicates = program
    .command('duplicates')
    .description('hồ sơ nghi trùng (files that may be one person’s)')
  storeOptions(
    duplicates
      .command('find')
      .description('tìm hồ sơ trùng trong những gì mới được ghi (compares what is new with everybody)'),
  )
    .option('--all', 'so sánh lại tất cả mọi người (everybody with everybody)')
    .option('--json', 'dạng JSON (as JSON)')
    .action(find)
}

async function find(given: StoreArguments & { all?: boolean; json?: boolean }): Promise<void> {
  const { findDuplicates } = await import('../../city/duplicates/index.ts')
  const result = await withStore(given, store =>
    findDuplicates(store, {
      ...(given.all === true ? { of: 'all' as const } : {}),
      onStep: step => tell(STEPS[step]),
    }),
  )
  if (given.json === true) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  const count = (n: number): string => n.toLocaleString('vi-VN')
  process.stdout.write(
    `Đã so sánh ${count(result.compared)} người: ${count(result.found)} cặp mới, ${count(result.reopened)} cặp xem xét lại, ${count(result.gone)} cặp không còn giống nhau\n` +
      result.leftOut
        .map(
          ({ block, groups, people }) =>
            `  bỏ qua ${count(groups)} nhóm quá đông (${count(people)} người) cùng ${BLOCKS[block] ?? block}: nhiều khả năng là giá trị ghi thay cho "không rõ"\n`,
        )
        .join(''),
  )
}

/** Keys of groups, see city/duplicates/pair-queries.ts. */
const BLOCKS: Readonly<Record<string, string>> = {
  number: 'số định danh',
  'name and day': 'họ tên và ngày sinh',
  'name, day and month swapped': 'họ tên, ngày và tháng sinh',
  'surname, given name and day': 'họ, tên và ngày sinh',
  'commune, name and year': 'xã, họ tên và năm sinh',
  'name, year and head': 'họ tên, năm sinh và chủ hộ',
  telephone: 'số điện thoại',
  account: 'số tài khoản',
}
