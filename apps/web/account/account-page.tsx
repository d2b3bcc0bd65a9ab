import { Page } from '../kit/index.ts'
import { useMe } from '../shell/session.ts'
import './account.css'
import { OpenSessions } from './open-sessions.tsx'
import { PasswordPart } from './password-part.tsx'
import { SecondFactorPart } from './second-factor-part.tsx'
import { useAccountWords } from './words.ts'

/** One's own password, second factor and sessions. What is lacking stands first. */
export function AccountPage() {
  const t = useAccountWords()
  const me = useMe()
  const lacksFactorOnly = me.needs.includes('second_factor') && !me.needs.includes('password')
  return (
    <Page title={t('title')} lead={`${me.name} · ${t('lead', { username: me.username })}`}>
      {lacksFactorOnly ? (
        <>
          <SecondFactorPart />
          <PasswordPart />
        </>
      ) : (
        <>
          <PasswordPart />
          <SecondFactorPart />
        </>
      )}
      <OpenSessions />
    </Page>
  )
}
