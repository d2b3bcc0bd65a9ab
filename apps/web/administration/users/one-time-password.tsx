import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useUsersWords } from './words.ts'

interface OneTimePasswordProps {
  readonly name: string
  readonly password: string
  readonly onKept: () => void
  readonly children?: ReactNode
}

/** A password that is shown once and kept nowhere. */
export function OneTimePassword({ name, password, onKept, children }: OneTimePasswordProps) {
  const t = useUsersWords()
  const [copied, setCopied] = useState(false)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <section className="adm-panel adm-once" aria-labelledby="adm-once">
      <h2 id="adm-once" ref={head} tabIndex={-1}>
        {t('once_title', { name })}
      </h2>
      <p className="soft">{t('once_lead')}</p>
      <p className="adm-secret" data-once>
        {password}
      </p>
      <div className="adm-act">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void navigator.clipboard.writeText(password).then(() => setCopied(true))}
        >
          {t('copy')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={onKept}>
          {t('kept')}
        </Button>
        {children}
        <span role="status" className="small soft">
          {copied ? t('copied') : ''}
        </span>
      </div>
    </section>
  )
}
