import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../failure/index.ts'
import { postgresBinary } from './binaries.ts'
import { checkReachable, clusterUser, type SystemUser } from './cluster-user.ts'
import { serverEnvironment } from './launch.ts'
import { isAlive } from './postmaster.ts'

/**
 * Makes the server's folder if it is not there. It is made beside its place and renamed, so a kill in between leaves
 * nothing that looks like a store. `durable`: it is on the disk when this returns. Throws Failure with the words of initdb.
 */
export function initialise(folder: string, password: string, durable = true): void {
  const user = clusterUser(folder)
  const initdb = postgresBinary('initdb')
  mkdirSync(path.dirname(folder), { recursive: true, mode: user === undefined ? 0o700 : 0o711 })
  if (user !== undefined) for (const target of [initdb, folder]) checkReachable(target, user)
  if (existsSync(path.join(folder, 'PG_VERSION'))) return
  sweep(folder)
  const part = `${folder}.new-${process.pid}`
  const passwordFile = `${part}.pw`
  mkdirSync(part, { mode: 0o700 })
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' })
    if (user !== undefined) for (const file of [part, passwordFile]) chownSync(file, user.uid, user.gid)
    runInitdb(initdb, [`--pwfile=${passwordFile}`, ...(durable ? [] : ['--no-sync'])], part, user)
    put(part, folder)
  } catch (e) {
    if (e instanceof Failure) throw e
    const said = String((e as { stderr?: Buffer }).stderr ?? '').trim()
    throw new Failure(
      `không tạo được kho dữ liệu ${folder}: ${said || (e as Error).message}\n(could not make the store ${folder})`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(part, { recursive: true, force: true })
  }
}

function runInitdb(initdb: string, more: string[], part: string, user: SystemUser | undefined): void {
  execFileSync(
    initdb,
    [
      ...['-D', part, '-U', 'postgres', ...more],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'],
      // the order of texts and lower() must not hang on what the machine has installed
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ],
    {
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
}

/** Two first starts at once: the one that comes second finds the folder of the other and uses it. */
function put(part: string, folder: string): void {
  try {
    renameSync(part, folder)
  } catch (e) {
    if (existsSync(path.join(folder, 'PG_VERSION'))) return
    if ((e as NodeJS.ErrnoException).code !== 'ENOTEMPTY' && (e as NodeJS.ErrnoException).code !== 'EEXIST')
      throw e
    throw new Failure(
      `thư mục ${folder} có sẵn tệp lạ, không phải kho dữ liệu PostgreSQL. Hãy chọn thư mục khác bằng --data.\n` +
        `(${folder} holds files that are no PostgreSQL store: choose another folder with --data)`,
    )
  }
}

/** What first starts that were killed left behind. */
function sweep(folder: string): void {
  const prefix = `${path.basename(folder)}.new-`
  for (const name of readdirSync(path.dirname(folder))) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (pid === process.pid || !isAlive(pid))
      rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true })
  }
}
