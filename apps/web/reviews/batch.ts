import type { CaseLine, Round } from './queries.ts'

/** What every dialog about many households is given. */
export interface BatchProps {
  readonly round: Round
  readonly cases: readonly CaseLine[]
  readonly onClose: () => void
}

/** A case as it was read: the server refuses when somebody else has moved it since. */
export const refOf = (c: CaseLine): { case_id: string; version: number } => ({
  case_id: c.case_id,
  version: c.version,
})
