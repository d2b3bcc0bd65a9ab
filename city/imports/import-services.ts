import type { FactBook } from '../../engine/language/index.ts'
import type { Store } from '../../platform/db/index.ts'
import type { Cursors } from '../../platform/http/index.ts'
import type { Registry } from '../households/index.ts'

/** What imports and exports of lists are composed from. */
export interface ImportServices {
  readonly store: Store
  readonly cursors: Cursors
  readonly registry: Registry
  readonly facts: FactBook
  /** 32 bytes of the store's own: secrets.derive('imports'). */
  readonly codeKey: Uint8Array
  /** Folder for private files, in the data folder. */
  readonly data: string
  /** Day in Vietnam, ISO. */
  readonly today: () => string
  /** Name of the city as its lists have it. */
  readonly provinceName?: string
}
