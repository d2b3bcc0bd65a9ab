import type { Command } from 'commander'
import type { ServeOptions } from '../server/index.ts'
import { Failure } from './failure.ts'
import { commandLog, parsePort, type StoreArguments, storeOptions, tell, version } from './store-options.ts'

interface ServeArguments extends StoreArguments {
  readonly port: number
  readonly host: string
  readonly origin: readonly string[]
  readonly trustedProxy: readonly string[]
}

/** `./ansinh serve`: the server of a store. */
export function serveCommand(program: Command): void {
  storeOptions(program.command('serve'))
    .description('chạy máy chủ An Sinh trên một kho dữ liệu (serves a store)')
    .option('--port <n>', 'cổng (port)', parsePort, 3000)
    .option(
      '--host <address>',
      'địa chỉ lắng nghe; 0.0.0.0 = mọi máy trong mạng (address to listen on)',
      '127.0.0.1',
    )
    .option(
      '--origin <url...>',
      'địa chỉ mà trình duyệt dùng, nếu có máy chủ trung gian (address that browsers use)',
      [],
    )
    .option(
      '--trusted-proxy <address...>',
      'máy chủ trung gian được tin (proxies whose X-Forwarded-For is believed)',
      [],
    )
    .action(({ origin, trustedProxy, ...rest }: ServeArguments) =>
      serveUntilStopped({
        ...rest,
        origins: origin,
        trustedProxies: trustedProxy,
        log: commandLog(),
        version,
      }),
    )
}

/**
 * Serves until SIGTERM, SIGINT (Ctrl-C) or SIGHUP, then drains. A second signal ends at once. Throws Failure when the server does not
 * start or had to stop.
 */
export async function serveUntilStopped(options: ServeOptions): Promise<void> {
  // loaded here, so that the other commands need not wait for it
  const { startServer } = await import('../server/index.ts')
  // a signal during the start ends the process; PostgreSQL notices and shuts down
  const server = await startServer({ page: true, ...options })
  let asked = false
  const onSignal = (): void => {
    if (asked) process.exit(130)
    asked = true
    tell('Đang dừng: chờ các yêu cầu đang xử lý… (stopping)')
    void server.stop()
  }
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, onSignal)
  const { info } = server.services
  tell(
    `An Sinh ${options.version} · ${info.mode === 'demo' ? 'kho chạy thử (demo)' : 'kho thật'} · ${info.province}\n` +
      `Địa chỉ: ${server.url}   Dừng: Ctrl-C`,
  )
  const clean = await server.stopped
  for (const signal of signals) process.off(signal, onSignal)
  // whatever a library still holds open must not keep a stopped server alive
  setTimeout(() => process.exit(clean ? 0 : 1), 3_000).unref()
  if (!clean)
    throw new Failure(
      'PostgreSQL đã dừng và không chạy lại được; xem pg.log trong thư mục dữ liệu\n(PostgreSQL was lost)',
    )
  tell('Đã dừng. (stopped)')
}
