/** The data folder of a store: its secrets, and the PostgreSQL that it starts itself or that DATABASE_URL names. */
import path from 'node:path'
import {
  type Admin,
  attachCluster,
  type Cluster,
  checkUrl,
  openStore,
  type Store,
  type StoreOptions,
  startCluster,
  storeNames,
} from '../../platform/db/index.ts'
import { openSecrets, type Secrets } from '../../platform/secrets/index.ts'

export interface DataFolderOptions {
  /** Default ./data. */
  readonly data: string
  /** Schema of the store: `hai-phong`. */
  readonly province: string
  /** postgres://… of a server that somebody else runs; default: the environment's DATABASE_URL. */
  readonly databaseUrl?: string | undefined
}

export interface DataFolder {
  readonly path: string
  readonly province: string
  readonly secrets: Secrets
  readonly admin: Admin
  /** The server that this process runs; undefined when another process or another machine does. */
  readonly cluster: Cluster | undefined
  open(options?: StoreOptions): Store
  /** Stops the server if it is ours. Close the stores first. */
  close(): Promise<void>
}

/**
 * Opens a data folder and starts its PostgreSQL. With `attach` a server that another process runs on the folder is used as well: for
 * commands beside a running `serve`. Throws Failure in words.
 */
export async function openDataFolder(
  options: DataFolderOptions,
  how: { readonly attach?: boolean } = {},
): Promise<DataFolder> {
  storeNames(options.province)
  const data = path.resolve(options.data)
  const given = options.databaseUrl ?? process.env['DATABASE_URL'] ?? ''
  if (given !== '') checkUrl(given)
  const secrets = openSecrets(data)
  const found =
    given !== '' ? given : how.attach === true ? attachCluster(data, secrets.adminPassword) : undefined
  const cluster =
    found === undefined ? await startCluster({ data, password: secrets.adminPassword }) : undefined
  const admin: Admin = { url: found ?? cluster?.adminUrl ?? '', passwords: secrets.rolePasswords }
  return {
    path: data,
    province: options.province,
    secrets,
    admin,
    cluster,
    open: pools => openStore(admin, options.province, pools),
    close: async () => await cluster?.stop(),
  }
}
