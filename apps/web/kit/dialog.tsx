import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import './dialog.css'
import { useKitWords } from './words.ts'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly size?: number | string
  readonly children: ReactNode
}

/** A dialog over the page. Its head is no `header`: the page has one banner already, and a second would confuse who listens to the page. */
export function Dialog({ title, onClose, size = 560, children }: DialogProps) {
  const t = useKitWords()
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius={6}>
        <div className="dialog-head">
          <Modal.Title className="dialog-title">{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
