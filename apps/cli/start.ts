import path from 'node:path'
import type { Command } from 'commander'
import { type Progress, startProgress } from '../../platform/progress/index.ts'
import { type DemoStep, prepareDemo } from '../server/demo.ts'
import { serveUntilStopped } from './serve.ts'
import { commandLog, parsePort, tell, version } from './store-options.ts'

const HOME = path.resolve(import.meta.dirname, '../../.data/demo-store')

const STEPS: Readonly<Record<DemoStep, string>> = {
  making: 'Tạo thành phố giả lập',
  loading: 'Lập hồ sơ các hộ',
  deciding: 'Xét quyền lợi',
}

/** `npm start`: a store of synthetic people on this machine, loaded and decided at the first start. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('chạy thử với thành phố giả lập, chỉ trên máy này (demo with a synthetic city)')
    .option('--port <n>', 'cổng (port)', parsePort, 3000)
    .option('--data <dir>', 'thư mục dữ liệu chạy thử (data folder of the demo)', HOME)
    .action(async ({ port, data }: { port: number; data: string }) => {
      await serveUntilStopped({
        data,
        port,
        host: '127.0.0.1',
        province: 'hai-phong',
        databaseUrl: '',
        found: 'demo',
        log: commandLog(),
        version,
        prepare: async services => {
          const bars = stepBars()
          try {
            const users = await prepareDemo(services, bars.show)
            tell(signIns(users))
          } finally {
            bars.stop()
          }
        },
      })
    })
}

function stepBars(): { show(step: DemoStep, done: number, all: number): void; stop(): void } {
  let now: DemoStep | undefined
  let bar: Progress | undefined
  return {
    show(step, done, all) {
      if (step !== now) {
        bar?.stop()
        tell(`${STEPS[step]} …`)
        bar = startProgress(STEPS[step])
        now = step
      }
      bar?.update(done, all)
    },
    stop: () => bar?.stop(),
  }
}

function signIns(users: Awaited<ReturnType<typeof prepareDemo>>): string {
  const lines = users.map(
    u =>
      `  ${u.username.padEnd(16)} ${u.password.padEnd(22)} ${u.role}${u.area === '*' ? '' : ` (${u.area})`}`,
  )
  return `Tài khoản chạy thử (demo sign-ins: name, password, role):\n${lines.join('\n')}`
}
