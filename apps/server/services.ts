import type { Store, StoreInfo } from '../../platform/db/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import type { Logger } from '../../platform/logging/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'

/** What the parts of the city are composed from. */
export interface Services {
  readonly store: Store
  readonly info: StoreInfo
  readonly secrets: Secrets
  readonly jobs: Jobs
  readonly log: Logger
  /** The data folder, for files such as uploads. */
  readonly data: string
  /** Whether browsers come by https. */
  readonly secure: boolean
  /** Sign-ins from one address in a minute; default 30. */
  readonly signInsPerAddress?: number | undefined
}
