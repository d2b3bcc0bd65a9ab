import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { buildLaw, hashSources } from '../../engine/check/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { readYamlFolder } from '../../platform/files/index.ts'
import { publishedOverlays } from './published-queries.ts'

/** The law as texts, with which anybody can decide for himself: the engine builds it again in a browser. */
export interface PublishedLaw {
  /** Of the law files; with no overlay it is the hash of every decision under them. */
  readonly hash: string
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** Approved overlays, in the order in which they apply to the decision days between their dates. */
  readonly overlays: readonly {
    readonly path: string
    readonly text: string
    readonly valid_from: string
    readonly valid_to: string | null
  }[]
}

let files: PublishedLaw['files'] | undefined
let baseHash = ''
let packed:
  | { readonly key: string; readonly plain: string; readonly gzip: Uint8Array<ArrayBuffer> }
  | undefined

/** The published law as JSON, plain and packed; made anew only when an overlay was approved or ended. */
export async function publishedLaw(tx: Tx): Promise<NonNullable<typeof packed>> {
  if (files === undefined) {
    files = readYamlFolder().filter(f => !f.path.endsWith('.cases.yaml'))
    baseHash = buildLaw(files).law.hash
  }
  const overlays = await publishedOverlays(tx)
  const key = hashSources([
    { path: 'base', text: baseHash },
    ...overlays.map(o => ({ path: o.id, text: `${o.hash} ${o.valid_from} ${o.valid_to}` })),
  ])
  if (packed?.key === key) return packed
  const law: PublishedLaw = {
    hash: baseHash,
    files,
    overlays: overlays.map(o => ({
      path: o.file_name,
      text: o.yaml,
      valid_from: o.valid_from,
      valid_to: o.valid_to,
    })),
  }
  const plain = JSON.stringify(law)
  packed = { key, plain, gzip: new Uint8Array(await promisify(gzip)(plain, { level: 9 })) }
  return packed
}
