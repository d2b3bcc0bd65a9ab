import { formatDay, type Law } from '../../engine/language/index.ts'
import type { InputFile, Warning } from '../tables/index.ts'
import type { Restricted } from './decisions.ts'
import type { Engine } from './run-ranges.ts'

/** What makes a result repeatable years later. Written as receipt.json beside the results; names files, never folders. */
export interface Receipt {
  readonly law: {
    readonly hash: string
    readonly overlays: readonly { readonly name: string; readonly citation: string; readonly hash: string }[]
  }
  readonly engine: { readonly version: string; readonly runner: Engine }
  /** Decision date, ISO. */
  readonly on: string
  /** Day as known on, ISO; null: everything known. */
  readonly known_on: string | null
  readonly restricted: Restricted
  readonly inputs: readonly InputFile[]
  readonly population: { readonly households: number; readonly persons: number }
  readonly outputs: { readonly standings: number; readonly decisions: number; readonly totals: number }
  readonly warnings: readonly Warning[]
  readonly threads: number
  readonly seconds: number
}

/** What a receipt says of the law. */
export const lawVersion = (law: Law): Receipt['law'] => ({
  hash: law.hash,
  overlays: law.overlays.map(({ name, citation, hash }) => ({ name, citation, hash })),
})

export const dayOrNull = (day: number | undefined): string | null =>
  day === undefined ? null : formatDay(day)
