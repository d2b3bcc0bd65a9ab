import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { Fault, useKitWords } from '../kit/index.ts'
import { isChanged } from './use-write.ts'
import { useReviewWords } from './words.ts'

interface StepDialogProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Says exactly what it will do. */
  readonly go: string
  readonly onGo: () => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly canGo?: boolean
  readonly error: unknown
  readonly size?: number | string
  readonly children?: ReactNode
}

/** A dialog that writes one step. An error stands in it and keeps what was typed; what somebody else changed meanwhile has been read again. */
export function StepDialog(props: StepDialogProps) {
  const t = useReviewWords()
  const kit = useKitWords()
  const { title, lead, go, onGo, onClose, isPending, canGo = true, error, size = 560, children } = props
  return (
    <Dialog title={title} onClose={onClose} size={size}>
      <form
        className="rv-form"
        onSubmit={e => {
          e.preventDefault()
          onGo()
        }}
      >
        {lead !== undefined && <div className="soft">{lead}</div>}
        {children}
        <Fault error={error} />
        {isChanged(error) && (
          <p className="small" role="status">
            {t('changed')}
          </p>
        )}
        <div className="rv-form-go">
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={!canGo}>
            {go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
