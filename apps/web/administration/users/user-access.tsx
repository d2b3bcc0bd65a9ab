import { Checkbox } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { Fault, Section } from '../../kit/index.ts'
import type { User } from '../queries.ts'
import { SureButton } from '../sure-button.tsx'
import { useUsersWords } from './words.ts'

/** The way in: a new one-time password, shut out and let in, end all sessions. */
export function UserAccess({ user, onPassword }: { user: User; onPassword: (password: string) => void }) {
  const t = useUsersWords()
  const [alsoFactor, setAlsoFactor] = useState(false)
  const params = { path: { id: user.user_id } }
  const reset = useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/users/{id}/reset', { params, body: { second_factor: alsoFactor } })),
    onSuccess: given => {
      setAlsoFactor(false)
      onPassword(given.one_time_password)
    },
  })
  const ban = useMutation({
    mutationFn: () =>
      user.banned
        ? api.POST('/api/users/{id}/unban', { params })
        : api.POST('/api/users/{id}/ban', { params }),
  })
  const out = useMutation({ mutationFn: () => api.DELETE('/api/users/{id}/sessions', { params }) })
  return (
    <Section title={t('access')}>
      <div className="adm-stack">
        <Fault error={reset.error ?? ban.error ?? out.error} />
        <div className="adm-act">
          <SureButton
            label={t('reset')}
            says={t('reset_says')}
            onSure={() => reset.mutate()}
            isBusy={reset.isPending}
          />
          {user.second_factor && (
            <Checkbox
              label={t('also_factor')}
              checked={alsoFactor}
              onChange={e => setAlsoFactor(e.currentTarget.checked)}
            />
          )}
        </div>
        <SureButton
          label={t('sign_out')}
          says={t('sign_out_says')}
          onSure={() => out.mutate()}
          isBusy={out.isPending}
        />
        <SureButton
          key={String(user.banned)}
          label={t(user.banned ? 'unban' : 'ban')}
          says={t(user.banned ? 'unban_says' : 'ban_says')}
          onSure={() => ban.mutate()}
          isBusy={ban.isPending}
          isGrave={!user.banned}
        />
        <p role="status" className="small soft">
          {out.isSuccess ? t('signed_out') : ''}
        </p>
      </div>
    </Section>
  )
}
