import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { Fault, useKitWords } from '../../kit/index.ts'
import { useUsersWords } from './words.ts'

export interface MadeUser {
  readonly id: string
  readonly name: string
  readonly password: string
}

/** A new account: a name to sign in with, the person's name. It holds no role yet. */
export function NewUser({ onMade, onCancel }: { onMade: (made: MadeUser) => void; onCancel: () => void }) {
  const t = useUsersWords()
  const k = useKitWords()
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const make = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/users', { body: { username: username.trim(), name } })),
    onSuccess: made => onMade({ id: made.user_id, name: name.trim(), password: made.one_time_password }),
  })
  return (
    <section className="adm-panel" aria-label={t('new')}>
      <form
        className="adm-form"
        onSubmit={e => {
          e.preventDefault()
          make.mutate()
        }}
      >
        <TextInput
          label={t('name')}
          value={name}
          onChange={e => setName(e.currentTarget.value)}
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={100}
          autoFocus
        />
        <TextInput
          label={t('username')}
          description={t('username_hint')}
          value={username}
          onChange={e => setUsername(e.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          maxLength={40}
        />
        <Fault error={make.error} />
        <div className="adm-act">
          <Button type="submit" loading={make.isPending}>
            {t('make')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {k('cancel')}
          </Button>
        </div>
      </form>
    </section>
  )
}
