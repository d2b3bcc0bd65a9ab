import { useState } from 'react'
import { Section } from '../kit/index.ts'
import { useMe } from '../shell/session.ts'
import { BeginFactor } from './begin-factor.tsx'
import { KeepFactor } from './keep-factor.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useAccountWords } from './words.ts'

/** The second factor: set up, new recovery codes, off. */
export function SecondFactorPart() {
  const t = useAccountWords()
  const me = useMe()
  const [codes, setCodes] = useState<readonly string[]>()
  const [said, setSaid] = useState<'' | 'done' | 'removed' | 'renewed'>('')
  return (
    <Section title={t('factor.title')}>
      {me.needs.includes('second_factor') && <p className="acc-lacks">{t('lacks.second_factor')}</p>}
      <p className="soft acc-say">{t(me.second_factor ? 'factor.on' : 'factor.off')}</p>
      <p role="status" className="acc-done">
        {said === '' ? '' : t(`factor.${said}`)}
      </p>
      {codes !== undefined && (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(undefined)
            setSaid('')
          }}
        />
      )}
      {me.second_factor ? (
        <KeepFactor
          onCodes={fresh => {
            setCodes(fresh)
            setSaid('renewed')
          }}
          onRemoved={() => {
            setCodes(undefined)
            setSaid('removed')
          }}
        />
      ) : (
        <BeginFactor onDone={() => setSaid('done')} />
      )}
    </Section>
  )
}
