import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../api/client.ts'
import { Fault, Section, useFormats } from '../kit/index.ts'
import { useMe } from '../shell/session.ts'
import { useAccountWords } from './words.ts'

const EMPTY = { current: '', next: '', again: '' }

/** Changes one's password; the given one-time password is one too. */
export function PasswordPart() {
  const t = useAccountWords()
  const f = useFormats()
  const me = useMe()
  const lacks = me.needs.includes('password')
  const [given, setGiven] = useState(EMPTY)
  const differs = given.again !== '' && given.again !== given.next
  const change = useMutation({
    mutationFn: () => api.POST('/api/me/password', { body: { current: given.current, next: given.next } }),
    onSuccess: () => setGiven(EMPTY),
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (given.next === given.again) change.mutate()
  }
  const field = (name: keyof typeof EMPTY, autoComplete: string, label: string, description?: string) => (
    <PasswordInput
      label={label}
      description={description}
      value={given[name]}
      onChange={e => {
        const { value } = e.currentTarget
        setGiven(old => ({ ...old, [name]: value }))
      }}
      error={name === 'again' && differs ? t('password.differs') : undefined}
      autoComplete={autoComplete}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{
        'aria-label': `${t('password.show')}: ${label}`,
        'aria-hidden': false,
        tabIndex: 0,
      }}
    />
  )
  return (
    <Section title={t('password.title')}>
      {lacks && (
        <p className="acc-lacks">
          {me.one_time_until === null
            ? t('lacks.password_plain')
            : t('lacks.password', { until: f.moment(me.one_time_until) })}
        </p>
      )}
      <form className="acc-form" onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
        {field('current', 'current-password', t(lacks ? 'password.one_time' : 'password.current'))}
        {field('next', 'new-password', t('password.next'), t('password.next_hint'))}
        {field('again', 'new-password', t('password.again'))}
        <Fault error={change.error} />
        <div className="acc-act">
          <Button type="submit" loading={change.isPending}>
            {t('password.go')}
          </Button>
          <span className="soft small">{t('password.ends_others')}</span>
        </div>
        <p role="status" className="acc-done">
          {change.isSuccess && given === EMPTY ? t('password.done') : ''}
        </p>
      </form>
    </Section>
  )
}
