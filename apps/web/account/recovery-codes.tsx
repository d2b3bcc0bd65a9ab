import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../shell/session.ts'
import { useAccountWords } from './words.ts'

/** Codes that are shown once: to copy, to print. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept?: () => void }) {
  const t = useAccountWords()
  const me = useMe()
  const [copied, setCopied] = useState(false)
  return (
    <div className="acc-codes">
      <p className="small soft no-print">{t('factor.codes_lead')}</p>
      <p className="print-only">{t('factor.paper', { username: me.username })}</p>
      <ul className="acc-code-list">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="acc-act no-print">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))}
        >
          {t('factor.copy')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => window.print()}>
          {t('factor.print')}
        </Button>
        {onKept !== undefined && (
          <Button size="compact-sm" onClick={onKept}>
            {t('factor.kept')}
          </Button>
        )}
        <span role="status" className="small soft">
          {copied ? t('factor.copied') : ''}
        </span>
      </div>
    </div>
  )
}
