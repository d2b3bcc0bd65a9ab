import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Store } from '../../platform/db/index.ts'
import { type Secrets, secretsFile } from '../../platform/secrets/index.ts'
import { Failure } from './failure.ts'
import type { StoreArguments } from './store-options.ts'

/** Runs a command on an existing store, beside a server that runs on it or with a PostgreSQL of its own. Throws Failure when there is no store. */
export async function withStore<T>(
  given: StoreArguments,
  run: (store: Store, secrets: Secrets, data: string) => Promise<T>,
): Promise<T> {
  if (!existsSync(secretsFile(given.data)))
    throw new Failure(
      `thư mục ${path.resolve(given.data)} không có kho dữ liệu\n(there is no store in this folder)`,
    )
  const { openDataFolder } = await import('../server/data-folder.ts')
  const folder = await openDataFolder(given, { attach: true })
  const store = folder.open({ connections: { owner: 2, app: 2, auth: 2, worker: 4 } })
  try {
    return await run(store, folder.secrets, folder.path)
  } finally {
    await store.close()
    await folder.close()
  }
}
