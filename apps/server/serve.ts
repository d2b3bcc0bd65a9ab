/** The server: a data folder, its store, the parts of the city, one address; and the way back in the opposite order. */
import { existsSync } from 'node:fs'
import {
  foundStore,
  migrateStore,
  readStoreInfo,
  type Store,
  type StoreInfo,
  type StoreMode,
  storeNames,
  withOwner,
} from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { createApp } from '../../platform/http/index.ts'
import { openJobs } from '../../platform/jobs/index.ts'
import type { Logger } from '../../platform/logging/index.ts'
import { secretsFile } from '../../platform/secrets/index.ts'
import { startWorkerThread } from '../worker/start-thread.ts'
import { aboutRoutes } from './about-routes.ts'
import { afterMigrations } from './after-migrations.ts'
import { type DataFolder, type DataFolderOptions, openDataFolder } from './data-folder.ts'
import { guardCluster } from './guard-cluster.ts'
import { healthRoutes } from './health-routes.ts'
import { checkPort, listen } from './listen.ts'
import { createMetrics } from './metrics.ts'
import { buildPage } from './page/build-page.ts'
import { pageRoutes } from './page/serve-page.ts'
import { openParts, type Parts } from './parts.ts'
import { refuseSecondServer, sayRunning } from './running.ts'
import type { Services } from './services.ts'

export interface ServeOptions extends DataFolderOptions {
  readonly port: number
  /** Default 127.0.0.1: this machine only. */
  readonly host: string
  readonly log: Logger
  readonly version: string
  /** Addresses under which browsers reach the server, e.g. https://ansinh.example.vn. */
  readonly origins?: readonly string[]
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** A store that was never founded becomes one of this mode; without it that is refused. */
  readonly found?: StoreMode
  /** Runs once the store is migrated and founded and before anything is served: loading of a demo. */
  readonly prepare?: (services: Services) => Promise<void>
  /** Threads of this process that decide determinations; default 1 (0 with other parts). More work: `./ansinh worker`. */
  readonly workers?: number
  /** Sign-ins from one address in a minute; default 30. An office behind one address may need more. */
  readonly signInsPerAddress?: number
  /** Serves the web application beside the API, built if its sources have changed. Default false: the API alone. */
  readonly page?: boolean
  /** Default: the parts of the city. */
  readonly parts?: (services: Services) => Parts
}

export interface RunningServer {
  readonly url: string
  readonly services: Services
  /** Settles when the server has stopped: false when it had to (PostgreSQL was lost). */
  readonly stopped: Promise<boolean>
  /** Takes no new request, lets those in flight end, ends workers and PostgreSQL. */
  stop(): Promise<void>
}

/** How long requests in flight may take once the server is asked to stop (ms). */
const DRAIN_MS = 30_000
const JOBS_STOP_SECONDS = 15

/** Throws Failure in words when something stands in the way; then nothing stays running. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const undo: (() => Promise<unknown>)[] = []
  const undoAll = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return await compose(options, undo, undoAll)
  } catch (e) {
    await undoAll()
    throw e
  }
}

async function compose(
  options: ServeOptions,
  undo: (() => Promise<unknown>)[],
  undoAll: () => Promise<void>,
): Promise<RunningServer> {
  const { log, host } = options
  const state = { stopping: false }
  const stopped = Promise.withResolvers<boolean>()
  const stop = async (clean = true): Promise<void> => {
    if (state.stopping) return void (await stopped.promise)
    state.stopping = true
    log.info({}, 'stopping')
    await undoAll()
    log.info({}, 'stopped')
    stopped.resolve(clean)
  }

  const folder = await open(options)
  // built while the database starts; what goes wrong with it is said below
  const page = options.page === true ? buildPage(folder.path) : undefined
  page?.catch(() => undefined)
  const cluster =
    folder.cluster &&
    guardCluster(folder.cluster, {
      data: folder.path,
      password: folder.secrets.adminPassword,
      log,
      onLost: () => void stop(false),
    })
  undo.push(async () => await cluster?.stop())

  const store = await openMigrated(folder, options, undo)
  const info = await founded(store, folder, options)
  if (info.mode === 'demo' && !isLoopback(host)) throw demoStaysHere(host)

  const jobs = await openJobs(store, { supervise: true, onError: err => log.error({ err }, 'queue') })
  undo.push(() => jobs.stop(JOBS_STOP_SECONDS))
  const secure = (options.origins ?? []).some(origin => origin.startsWith('https:'))
  const services: Services = {
    store,
    info,
    secrets: folder.secrets,
    jobs,
    log,
    data: folder.path,
    secure,
    signInsPerAddress: options.signInsPerAddress,
  }
  await options.prepare?.(services)

  const parts = (options.parts ?? openParts)(services)
  await parts.startWork()
  for (let i = 0; i < (options.workers ?? (options.parts === undefined ? 1 : 0)); i++) {
    const worker = startWorkerThread({
      data: folder.path,
      province: folder.province,
      databaseUrl: options.databaseUrl,
      onError: err => log.error({ err }, 'worker'),
      onPart: part => log.info({ ...part }, 'part'),
    })
    undo.push(() => worker.stop())
  }
  const metrics = createMetrics(store)
  const app = createApp({
    resolveSession: parts.resolveSession,
    log,
    metrics,
    version: options.version,
    sessionCookie: parts.sessionCookie,
    origins: options.origins ?? [],
    trustedProxies: options.trustedProxies ?? [],
  })
  app.route('/', healthRoutes({ store, metrics, isStopping: () => state.stopping }))
  app.route('/api', aboutRoutes(info, options.version))
  for (const routes of parts.routes) app.route('/api', routes)
  if (page !== undefined) app.route('/', pageRoutes(await page))

  const listener = await listen(app, host, options.port)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${listener.port}`
  undo.push(async () => {
    if (!(await listener.drain(DRAIN_MS))) log.warn({}, 'requests in flight were cut')
  })
  const takeBack = sayRunning(folder.path, url)
  undo.push(async () => takeBack())
  log.info({ url, mode: info.mode, province: info.province, version: options.version }, 'serving')
  return { url, services, stopped: stopped.promise, stop: () => stop() }
}

async function open(options: ServeOptions): Promise<DataFolder> {
  storeNames(options.province)
  refuseSecondServer(options.data)
  await checkPort(options.host, options.port)
  // nothing is made where nothing was founded
  if (options.found === undefined && !existsSync(secretsFile(options.data))) throw notFounded(options.data)
  return await openDataFolder(options)
}

async function openMigrated(
  folder: DataFolder,
  options: ServeOptions,
  undo: (() => Promise<unknown>)[],
): Promise<Store> {
  const ran = await migrateStore(folder.admin, folder.province, { after: afterMigrations })
  if (ran.length > 0) options.log.info({ migrations: ran }, 'migrated')
  const store = folder.open()
  undo.push(() => store.close())
  return store
}

/** The kind of the store; a new one is founded when the command says as what. */
async function founded(store: Store, folder: DataFolder, options: ServeOptions): Promise<StoreInfo> {
  const known = await readStoreInfo(store)
  const mode = options.found
  if (known === undefined && mode === undefined) throw notFounded(folder.path)
  if (known === undefined && mode !== undefined)
    await withOwner(store, tx => foundStore(tx, mode, folder.province))
  const info = known ?? (await readStoreInfo(store))
  if (info === undefined) throw new Error('the store was founded and is not there')
  if (mode !== undefined && info.mode !== mode)
    throw new Failure(
      mode === 'demo'
        ? `thư mục ${folder.path} là kho dữ liệu thật, không chạy thử trên đó được. Hãy dùng: ./ansinh serve --data ${options.data}\n` +
            `(${folder.path} is a real store: serve it with ./ansinh serve)`
        : `thư mục ${folder.path} là kho chạy thử\n(${folder.path} is a demo store)`,
    )
  return info
}

const notFounded = (data: string): Failure =>
  new Failure(
    `thư mục ${data} chưa có kho dữ liệu. Hãy tạo trước: ./ansinh init --data ${data}\n` +
      `(${data} holds no store yet: make one with ./ansinh init)`,
  )

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

const demoStaysHere = (host: string): Failure =>
  new Failure(
    `kho chạy thử chỉ phục vụ trên máy này (127.0.0.1), không phục vụ ở ${host}. Kho thật: ./ansinh init\n` +
      `(a demo store is served on this machine only; make a real one with ./ansinh init)`,
  )
