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
  return found?.ready === true ? adminUrl(found.port, password) : undefined
}

/**
 * Starts the server of a data folder; makes the folder at the first time. Throws Failure when another process runs it,
 * when the port that was asked for is taken, or when PostgreSQL itself does not come up (its words are passed on).
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = clusterFolder(options.data)
  refuseSecond(folder, runningCluster(options.data))
  initialise(folder, options.password)
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

function refuseSecond(folder: string, running: Postmaster | undefined): void {
  if (running === undefined) return
  throw new Failure(
    `kho dữ liệu ${folder} đang được dùng: PostgreSQL của nó đang chạy (tiến trình ${running.pid}, cổng ${running.port}). ` +
      `Hãy dừng An Sinh đang chạy trước, hoặc chọn thư mục khác bằng --data.\n` +
      `(the store ${folder} is in use: its PostgreSQL runs as process ${running.pid} on port ${running.port}. ` +
      `Stop the An Sinh that runs, or choose another folder with --data)`,
  )
}

const PATIENCE_MS = 10_000

/**
 * After a kill -9 the old backends hold the shared memory for a moment, and a port that was free a moment ago may be
 * taken: both are tried again.
 */
async function launchPatiently(folder: string, options: ClusterOptions): Promise<LaunchedServer> {
  const settings = { ...officeSettings(), ...options.settings }
  const end = Date.now() + PATIENCE_MS
  let port = options.port ?? readPort(folder) ?? (await freePort())
  for (;;) {
    try {
      return await launch(folder, port, settings)
    } catch (e) {
      if (!(e instanceof ServerDied)) throw e
      refuseSecond(folder, runningCluster(path.dirname(folder)))
      const portTaken = e.said.includes('could not bind')
      if (portTaken && options.port === undefined) port = await freePort()
      else if (portTaken || Date.now() > end || !e.said.includes('pre-existing shared memory block'))
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
