import { type Command, InvalidArgumentError } from 'commander'
import { commandLog, type StoreArguments, storeOptions, tell } from './store-options.ts'

interface WorkerArguments extends StoreArguments {
  readonly concurrency: number
}

/** `./ansinh worker`: another process that decides; any number may run beside a server, also on other machines. */
export function workerCommand(program: Command): void {
  storeOptions(program.command('worker'))
    .description('tiến trình xét hưởng, chạy cạnh máy chủ (decides the runs of a store beside its server)')
    .option('--concurrency <n>', 'số xã, phường xét cùng lúc (communes at once)', few, 2)
    .action(async ({ concurrency, data, province }: WorkerArguments) => {
      const log = commandLog()
      const { startWorker } = await import('../worker/run-worker.ts')
      const worker = await startWorker({
        data,
        province,
        concurrency,
        onError: err => log.error({ err }, 'queue'),
        onPart: part => log.info({ ...part }, 'part'),
      })
      tell('Đang chờ việc; dừng: Ctrl-C (waiting for work)')
      await new Promise<void>(resolve => {
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve())
      })
      tell('Đang dừng: làm nốt phần đang xét… (stopping)')
      await worker.stop()
    })
}

function few(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new InvalidArgumentError('Từ 1 đến 9. (1 to 9)')
  return Number(text)
}
