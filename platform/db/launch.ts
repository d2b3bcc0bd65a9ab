import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresBinary } from './binaries.ts'
import { clusterUser, type SystemUser } from './cluster-user.ts'
import { readPostmaster } from './postmaster.ts'
import type { ServerSettings } from './settings.ts'
import { watchParent } from './watch-parent.ts'

export interface LaunchedServer {
  readonly pid: number
  readonly port: number
  readonly exited: Promise<void>
  stop(): Promise<void>
}

/** The server ended before it was ready. */
export class ServerDied extends Error {
  override readonly name = 'ServerDied'
  /** What it wrote in its log. */
  readonly said: string

  constructor(said: string) {
    super(said)
    this.said = said
  }
}

/** PostgreSQL sees nothing of our environment: neither passwords nor the language of its messages. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  TZ: 'UTC',
})

const READY_MS = 120_000
const setprivPaths = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv']

/**
 * Starts `postgres` on its folder and waits until it takes connections. The kernel ends the child with the *thread* that
 * calls this, so call it from the main thread.
 */
export async function launch(
  folder: string,
  port: number,
  settings: ServerSettings,
): Promise<LaunchedServer> {
  const log = `${folder}.log`
  // a file, never a pipe to us: the server must be able to speak after our death
  const out = openSync(log, 'a', 0o600)
  const from = statSync(log).size
  const child = spawnServer(folder, port, settings, out)
  closeSync(out)
  let over = false
  const exited = new Promise<void>(resolve => {
    const end = () => {
      over = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  for (const end = Date.now() + READY_MS; ; ) {
    if (over) throw new ServerDied(readFileSync(log).subarray(from).toString())
    const state = readPostmaster(folder)
    if (state !== undefined && state.pid === child.pid && state.state === 'ready') break
    if (Date.now() > end) {
      child.kill('SIGINT')
      throw new ServerDied(`not ready after ${READY_MS / 1000} s\n${readFileSync(log).subarray(from)}`)
    }
    await sleep(20)
  }
  return {
    pid: child.pid as number,
    port,
    exited,
    stop: async () => {
      if (!over) child.kill('SIGINT')
      await exited
    },
  }
}

function spawnServer(folder: string, port: number, settings: ServerSettings, out: number): ChildProcess {
  const user = clusterUser(folder)
  const server = [
    postgresBinary('postgres'),
    ...['-D', folder, '-p', String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const options = {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', out],
    // Ctrl-C in a terminal reaches the whole group of processes: we still need the database to finish what is in flight
    detached: true,
  } satisfies SpawnOptions
  const setpriv = setprivPaths.find(file => existsSync(file))
  if (setpriv !== undefined) return spawn(setpriv, [...tiedTo(user), '--', ...server], options)
  const [program, ...args] = server as [string, ...string[]]
  const child = spawn(program, args, {
    ...options,
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  })
  if (child.pid !== undefined && process.platform !== 'win32') watchParent(process.pid, child.pid)
  return child
}

/** On Linux the kernel ends the server with us: a fast shutdown, also after a kill -9. */
function tiedTo(user: SystemUser | undefined): string[] {
  const drop =
    user === undefined ? [] : ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups']
  return [...drop, '--pdeathsig', 'INT']
}
