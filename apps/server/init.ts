import { foundStore, migrateStore, readStoreInfo, type Store, withOwner } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { afterMigrations } from './after-migrations.ts'
import { type DataFolderOptions, openDataFolder } from './data-folder.ts'

/** Who may do the first thing in a new store: everything else is given by him. */
export interface FirstAdministrator {
  readonly username: string
  /** To be changed at the first sign-in. */
  readonly oneTimePassword: string
}

export interface InitOptions extends DataFolderOptions {
  /** Makes the administrator; runs before the store counts as founded, so it may be run again after a kill. */
  readonly administrator: (store: Store, secrets: Secrets) => Promise<FirstAdministrator>
}

/**
 * Makes a real, empty store: roles, schemas, tables, the first administrator. Throws Failure when the folder holds a founded store
 * already, or when a server runs on it.
 */
export async function initStore(options: InitOptions): Promise<FirstAdministrator> {
  const folder = await openDataFolder(options)
  try {
    await migrateStore(folder.admin, folder.province, { after: afterMigrations })
    const store = folder.open()
    try {
      const known = await readStoreInfo(store)
      if (known !== undefined) throw alreadyFounded(folder.path, known.mode)
      const administrator = await options.administrator(store, folder.secrets)
      await withOwner(store, tx => foundStore(tx, 'real', folder.province))
      return administrator
    } finally {
      await store.close()
    }
  } finally {
    await folder.close()
  }
}

const alreadyFounded = (path: string, mode: string): Failure =>
  new Failure(
    `thư mục ${path} đã có kho dữ liệu ${mode === 'demo' ? 'chạy thử' : 'thật'}. Hãy chọn thư mục khác bằng --data` +
      `${mode === 'demo' ? '' : ', hoặc chạy: ./ansinh serve'}\n` +
      `(${path} holds a ${mode} store already: choose another --data${mode === 'demo' ? '' : ', or run ./ansinh serve'})`,
  )
