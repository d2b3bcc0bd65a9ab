import { Popover, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import './mark.css'
import { useKitWords } from './words.ts'

export type Mark = 'confirmed' | 'reported' | 'unconfirmed' | 'missing'

/**
 * A value that carries how sure it is. What is not confirmed has a dotted underline and says so on touch, on focus and on paper; a confirmed
 * one is plain text.
 */
export function Marked({
  mark,
  source,
  children,
}: {
  mark: Mark
  source?: string | undefined
  children: ReactNode
}) {
  const t = useKitWords()
  if (mark === 'confirmed') return <>{children}</>
  return (
    <Popover width={300} position="top">
      <Popover.Target>
        <UnstyledButton className={`marked marked-${mark}`}>
          {children}
          <span className="print-only small"> ({t(`mark.${mark}`)})</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="small">
          <strong>{t(`mark.${mark}`)}</strong>
        </p>
        {source !== undefined && source !== '' && (
          <p className="small soft">
            {t('source')}: {source}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The mark itself, as a word. */
export function MarkWord({ mark }: { mark: Mark }) {
  const t = useKitWords()
  return <span className={`mark-word mark-word-${mark}`}>{t(`mark.${mark}`)}</span>
}
