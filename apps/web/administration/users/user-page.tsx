import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, Page, Section, useFormats } from '../../kit/index.ts'
import { useMe } from '../../shell/session.ts'
import '../administration.css'
import { type User, usersQuery } from '../queries.ts'
import { OneTimePassword } from './one-time-password.tsx'
import { UserAccess } from './user-access.tsx'
import { UserRoles } from './user-roles.tsx'
import { useUsersWords } from './words.ts'

/** One account: what it holds, and the way in. */
export function UserPage() {
  const t = useUsersWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const users = useQuery(usersQuery)
  const user = users.data?.find(u => u.user_id === id)
  return (
    <Page
      title={user?.name ?? t('title')}
      lead={<Link to={'/administration/users' as never}>{t('back')}</Link>}
    >
      <Loaded of={users} rows={6}>
        {() => (user === undefined ? <p className="empty">{t('missing')}</p> : <UserParts user={user} />)}
      </Loaded>
    </Page>
  )
}

function UserParts({ user }: { user: User }) {
  const t = useUsersWords()
  const f = useFormats()
  const isMine = useMe().user_id === user.user_id
  const [password, setPassword] = useState<string>()
  return (
    <>
      {isMine && <p className="adm-panel">{t('own')}</p>}
      {password !== undefined && (
        <OneTimePassword
          key={password}
          name={user.name}
          password={password}
          onKept={() => setPassword(undefined)}
        />
      )}
      <dl className="adm-facts">
        <dt>{t('username')}</dt>
        <dd>{user.username}</dd>
        <dt>{t('state')}</dt>
        <dd>
          {user.banned ? (
            <span className="adm-bad">{t('states.banned')}</span>
          ) : user.one_time_until !== null ? (
            <span className="adm-warn">{t('one_time_until', { until: f.moment(user.one_time_until) })}</span>
          ) : (
            t('states.open')
          )}
        </dd>
        <dt>{t('factor')}</dt>
        <dd>{t(user.second_factor ? 'on' : 'off')}</dd>
        <dt>{t('since')}</dt>
        <dd className="num">{f.moment(user.created_at)}</dd>
      </dl>
      <UserRoles user={user} isMine={isMine} />
      {!isMine && <UserAccess user={user} onPassword={setPassword} />}
      <Section title={t('log')}>
        <div className="adm-stack">
          <Link to={'/administration/log' as never} search={{ actor: user.user_id } as never}>
            {t('log')}
          </Link>
          <Link to={'/administration/log' as never} search={{ kind: 'user', object: user.user_id } as never}>
            {t('log_on')}
          </Link>
        </div>
      </Section>
    </>
  )
}
