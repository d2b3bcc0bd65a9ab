import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SigningKeys } from '../../platform/audit/index.ts'
import type { Store } from '../../platform/db/index.ts'
import { checkpointOf } from './verify.ts'

const HOUR = 3_600_000

export interface CheckpointOptions {
  readonly keys: SigningKeys
  /** The data folder; files go to `<data>/checkpoints/`. */
  readonly data: string
  /** The day in Vietnam, YYYY-MM-DD. */
  readonly today: () => string
  readonly onError: (error: unknown) => void
}

/** Writes the checkpoint of the day unless it is there; whole or not at all. Gives the file. */
export async function keepCheckpoint(store: Store, options: CheckpointOptions): Promise<string> {
  const folder = path.join(options.data, 'checkpoints')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${store.names.province}-${options.today()}.json`
  const file = path.join(folder, name)
  if (readdirSync(folder).includes(name)) return file
  const text = `${JSON.stringify(await checkpointOf(store, options.keys), null, 2)}\n`
  writeFileSync(`${file}.part`, text, { mode: 0o600 })
  renameSync(`${file}.part`, file)
  return file
}

/**
 * One checkpoint a day beside the data, as long as the server runs. They protect against whoever changes the database and not the files; against the
 * rest only a copy that an inspector took away does.
 */
export function keepCheckpoints(store: Store, options: CheckpointOptions): () => void {
  const keep = (): void => void keepCheckpoint(store, options).catch(options.onError)
  // not while the server is starting, and never a reason for it to stay alive
  const first = setTimeout(keep, HOUR / 60).unref()
  const later = setInterval(keep, HOUR).unref()
  return () => {
    clearTimeout(first)
    clearInterval(later)
  }
}
