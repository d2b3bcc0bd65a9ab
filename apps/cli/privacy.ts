import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions } from './store-options.ts'
import { withStore } from './with-store.ts'

/** `./ansinh privacy sweep`: deletes what has been kept long enough. */
export function privacyCommands(program: Command): void {
  const privacy = program.command('privacy').description('bảo vệ dữ liệu cá nhân (personal data)')
  storeOptions(
    privacy
      .command('sweep')
      .description('xóa những gì đã hết thời hạn lưu (deletes what has been kept long enough)'),
  ).action(async (given: StoreArguments) => {
    const { sweep } = await import('../../city/privacy/index.ts')
    const swept = await withStore(given, (store, _, data) => sweep(store, data))
    if (swept === undefined)
      throw new Failure('một lần dọn khác đang chạy, hãy thử lại sau\n(another sweep is running)')
    for (const { rule, count } of swept)
      process.stdout.write(
        `${count.toLocaleString('vi-VN').padStart(8)}  ${rule.what.vi}, sau ${rule.days} ngày (${rule.what.en})\n`,
      )
  })
}
