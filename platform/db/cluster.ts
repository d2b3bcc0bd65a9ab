/** PostgreSQL of our own, in a folder of our own, which ends when we end. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure/index.ts'
import { initialise } from './initialise.ts'
import { type LaunchedServer, launch, ServerDied } from './launch.ts'
import { freePort, readPort, rememberPort } from './ports.ts'
import { isPostgres, type Postmaster, readPostmaster } from './postmaster.ts'
import { officeSettings, type ServerSettings } from './settings.ts'

export interface ClusterOptions {
  /** The data folder: the server's own lies in `<data>/pg`, its log in `<data>/pg.log`. */
  readonly data: string
  /** Of the administrator `postgres`. */
  readonly password: string
  /** Default: the one used last, else any that is free. */
  readonly port?: number
  /** On top of those for an office PC. */
  readonly settings?: ServerSettings
}

/** A server that runs. */
export interface Cluster {
  readonly pid: number
  readonly port: number
  /** Address of the administrator, password included: for pools, never for a log. */
  readonly adminUrl: string
  /** Settles when the server has ended, by whatever cause. */
  readonly exited: Promise<void>
  /** Fast shutdown: rolls back what runs, writes a checkpoint, ends. */
  stop(): Promise<void>
}

const clusterFolder = (data: string): string => path.join(path.resolve(data), 'pg')

const adminUrl = (port: number, password: string): string =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`

/** The server that runs on this data folder now, if any. */
export function runningCluster(data: string): Postmaster | undefined {
  const found = readPostmaster(clusterFolder(data))
  return found !== undefined && isPostgres(found.pid) ? found : undefined
}

/** Address of the server that another process keeps running on this data folder; undefined when none is ready. */
export function attachCluster(data: string, password: string): string | undefined {
  const found = runningCluster(data)
  return found?.state === 'ready' ? adminUrl(found.port, password) : undefined
}

/**
 * Starts the server of a data folder; makes the folder at the first time. Throws Failure when another process runs it,
 * when the port that was asked for is taken, or when PostgreSQL itself does not come up (its words are passed on).
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = clusterFolder(options.data)
  await waitForTheDying(folder, options.data)
  initialise(folder, options.password, options.settings?.['fsync'] !== 'off')
  const server = await launchPatiently(folder, options)
  if (options.port === undefined) rememberPort(folder, server.port)
  return {
    pid: server.pid,
    port: server.port,
    adminUrl: adminUrl(server.port, options.password),
    exited: server.exited,
    stop: () => server.stop(),
  }
}

const GRACE_MS = 1_500
const PATIENCE_MS = 30_000

/**
 * A server whose application was killed a moment ago is still shutting down: it is waited for. One that stays is in use.
 */
async function waitForTheDying(folder: string, data: string): Promise<void> {
  const begun = Date.now()
  for (;;) {
    const running = runningCluster(data)
    if (running === undefined) return
    const waited = Date.now() - begun
    if (waited > (running.state === 'stopping' ? PATIENCE_MS : GRACE_MS)) throw inUse(folder, running)
    await sleep(50)
  }
}

const inUse = (folder: string, running: Postmaster | undefined): Failure => {
  const [vi, en] =
    running === undefined
      ? ['', '']
      : [
          ` (tiến trình ${running.pid}, cổng ${running.port})`,
          ` (process ${running.pid}, port ${running.port})`,
        ]
  return new Failure(
    `kho dữ liệu ${folder} đang được dùng: PostgreSQL của nó đang chạy${vi}. ` +
      `Hãy dừng An Sinh đang chạy trước, hoặc chọn thư mục khác bằng --data.\n` +
      `(the store ${folder} is in use: its PostgreSQL runs${en}. Stop the An Sinh that runs, or choose another folder with --data)`,
  )
}

/** What passes by itself: the old backends of a killed server hold the shared memory, or its lock, for a moment. */
const PASSING = ['pre-existing shared memory block', 'lock file "postmaster.pid" already exists']

/** Tries again what passes by itself, and another port when the one that was free a moment ago is taken. */
async function launchPatiently(folder: string, options: ClusterOptions): Promise<LaunchedServer> {
  const settings = { ...officeSettings(), ...options.settings }
  const end = Date.now() + PATIENCE_MS
  let port = options.port ?? readPort(folder) ?? (await freePort())
  for (;;) {
    try {
      return await launch(folder, port, settings)
    } catch (e) {
      if (!(e instanceof ServerDied)) throw e
      await waitForTheDying(folder, options.data)
      const portTaken = e.said.includes('could not bind')
      if (portTaken && options.port === undefined) port = await freePort()
      else if (portTaken || Date.now() > end || !PASSING.some(words => e.said.includes(words)))
        throw notStarted(folder, port, portTaken, e.said)
      await sleep(200)
    }
  }
}

const notStarted = (folder: string, port: number, portTaken: boolean, said: string): Failure =>
  portTaken
    ? new Failure(
        `cổng ${port} dành cho PostgreSQL đã có chương trình khác dùng\n(port ${port} for PostgreSQL is taken)`,
      )
    : new Failure(
        `PostgreSQL của kho dữ liệu ${folder} không khởi động được. Nó báo:\n${said.trim()}\n` +
          `(PostgreSQL did not start; its words are above, the whole log is ${folder}.log)`,
      )
