/** For tests only: fresh, migrated databases on the one server of the run. */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import type { Admin } from './connect.ts'
import { runOnce } from './run-once.ts'
import { openStore, type Store } from './store.ts'
import { onDatabase, runFolder, type TestServer } from './testing-server.ts'

export interface TestStore extends Store {
  /** The administrator on this store's database. */
  readonly admin: Admin
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: string
  }
}

let known: Promise<TestServer> | undefined

/** The server of the run; the first test that asks starts it. */
export function testServer(): Promise<TestServer> {
  known ??= fetch(inject('testServer')).then(async answer => {
    const text = await answer.text()
    if (!answer.ok) throw new Error(`the PostgreSQL of the tests did not start: ${text}`)
    return JSON.parse(text) as TestServer
  })
  return known
}

/** A migrated store with a database of its own. `close()` drops it: call it in afterAll. */
export async function testStore(): Promise<TestStore> {
  const server = await testServer()
  const database = `test_${randomBytes(8).toString('hex')}`
  await runOnce(server.admin, `create database ${database} template ${server.template}`)
  const admin = { ...server.admin, url: onDatabase(server.admin.url, database) }
  const store = openStore(admin, server.province, { connections: { app: 6, worker: 4, auth: 2, owner: 3 } })
  return {
    ...store,
    admin,
    async close() {
      await store.close()
      await runOnce(server.admin, `drop database if exists ${database} with (force)`)
    },
  }
}

/** An empty database of the server without any schema or role: for tests of the migration itself. */
export async function emptyDatabase(): Promise<{ admin: Admin; drop(): Promise<void> }> {
  const server = await testServer()
  const database = `test_${randomBytes(8).toString('hex')}`
  await runOnce(server.admin, `create database ${database}`)
  return {
    admin: { ...server.admin, url: onDatabase(server.admin.url, database) },
    drop: () => runOnce(server.admin, `drop database if exists ${database} with (force)`),
  }
}

/** A new folder for a data folder of its own, for tests that kill or restart a server. Remove it in the end. */
export const testFolder = runFolder
