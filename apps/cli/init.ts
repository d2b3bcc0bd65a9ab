import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'

interface InitArguments extends StoreArguments {
  readonly admin: string
  readonly name: string
}

/** `./ansinh init`: a real, empty store with its first administrator. */
export function initCommand(program: Command): void {
  storeOptions(program.command('init'))
    .description('tạo kho dữ liệu thật, trống, và người quản trị đầu tiên (makes a real, empty store)')
    .option(
      '--admin <username>',
      'tên đăng nhập của người quản trị đầu tiên (first administrator)',
      'quantri',
    )
    .option('--name <name>', 'họ tên của người quản trị (his name)', 'Quản trị hệ thống')
    .action(async ({ admin, name, ...where }: InitArguments) => {
      // loaded here, so that the other commands need not wait for them
      const { createFirstAdministrator } = await import('../../city/users/index.ts')
      const { initStore, signInOf } = await import('../server/index.ts')
      const made = await initStore({
        ...where,
        administrator: async (store, secrets) => {
          const signIn = signInOf(store, secrets, { secure: true })
          const given = await createFirstAdministrator(signIn, { username: admin, name })
          if (given === undefined) throw halfMade()
          return { username: admin, oneTimePassword: given.password }
        },
      })
      // the one thing that a script may want to read
      process.stdout.write(`${made.oneTimePassword}\n`)
      tell(
        `Đã tạo kho dữ liệu thật trong ${where.data} (${where.province}).\n` +
          `Người quản trị: ${made.username}. Mật khẩu dùng một lần ở dòng trên, chỉ in một lần; phải đổi khi đăng nhập lần đầu.\n` +
          `Hãy giữ một bản sao của ${where.data}/secrets.json ở nơi an toàn: mất tệp này là mất dữ liệu.\n` +
          `Chạy máy chủ: ./ansinh serve --data ${where.data}`,
      )
    })
}

const halfMade = (): Failure =>
  new Failure(
    'kho dữ liệu đã có người quản trị từ một lần tạo bị ngắt, mật khẩu lần đó không xem lại được. ' +
      'Kho còn trống: hãy xóa thư mục dữ liệu rồi chạy lại.\n' +
      '(the store has an administrator from an init that was interrupted; it is empty: remove the folder and run init again)',
  )
