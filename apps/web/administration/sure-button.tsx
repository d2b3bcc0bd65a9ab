import { Button } from '@mantine/core'
import { useState } from 'react'
import { useKitWords } from '../kit/index.ts'

interface SureButtonProps {
  readonly label: string
  /** What will happen, in words. */
  readonly says: string
  readonly onSure: () => void
  readonly isBusy?: boolean
  /** Cannot be undone, or shuts somebody out. */
  readonly isGrave?: boolean
  readonly compact?: boolean
  /** Longer name for screen readers where several stand in a list. */
  readonly named?: string
}

/** A deed that says first what it does, and asks once more in its own place. */
export function SureButton({ label, says, onSure, isBusy, isGrave, compact, named }: SureButtonProps) {
  const k = useKitWords()
  const [asks, setAsks] = useState(false)
  const size = compact === true ? 'compact-sm' : 'sm'
  if (!asks)
    return (
      <Button
        variant="default"
        size={size}
        loading={isBusy === true}
        aria-label={named}
        onClick={() => setAsks(true)}
      >
        {label}
      </Button>
    )
  return (
    <div className="adm-sure">
      <span className="small">{says}</span>
      <Button
        size={size}
        autoFocus
        {...(isGrave === true ? { color: 'brick' } : {})}
        onClick={() => {
          setAsks(false)
          onSure()
        }}
      >
        {label}
      </Button>
      <Button variant="default" size={size} onClick={() => setAsks(false)}>
        {k('cancel')}
      </Button>
    </div>
  )
}
