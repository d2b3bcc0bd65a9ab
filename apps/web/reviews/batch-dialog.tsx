import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../kit/index.ts'
import { CertifyDialog } from './certify-dialog.tsx'
import { AskOpinionDialog, GiveOpinionDialog } from './opinion-dialogs.tsx'
import { PostDialog } from './post-dialog.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { allCases, type CaseFilter, type Round } from './queries.ts'
import type { Batch } from './states.ts'

const DIALOGS = {
  post: PostDialog,
  ask: AskOpinionDialog,
  opinion: GiveOpinionDialog,
  propose: ProposeDialog,
  certify: CertifyDialog,
} as const

interface BatchDialogProps {
  readonly batch: Batch
  readonly round: Round
  readonly filter: CaseFilter
  /** Only these of them. */
  readonly only?: ReadonlySet<string>
  readonly onClose: () => void
}

/** Reads all cases of a filter as they are now, and opens the dialog of one step for them. */
export function BatchDialog({ batch, round, filter, only, onClose }: BatchDialogProps) {
  const cases = useQuery(allCases(filter))
  if (batch === 'meet') return null
  const Dialog = DIALOGS[batch]
  return (
    <Loaded of={cases} rows={1}>
      {all => (
        <Dialog
          round={round}
          cases={only === undefined ? all : all.filter(c => only.has(c.case_id))}
          onClose={onClose}
        />
      )}
    </Loaded>
  )
}
