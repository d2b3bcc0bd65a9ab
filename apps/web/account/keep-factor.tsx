import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Fault } from '../kit/index.ts'
import { useAccountWords } from './words.ts'

interface KeepFactorProps {
  readonly onCodes: (codes: readonly string[]) => void
  readonly onRemoved: () => void
}

/** What can be done with a second factor that is on; each asks for the password. */
export function KeepFactor({ onCodes, onRemoved }: KeepFactorProps) {
  const t = useAccountWords()
  const [password, setPassword] = useState('')
  const over = (): void => setPassword('')
  const renew = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/me/second-factor/recovery-codes', { body: { password } })),
    onSuccess: ({ recovery_codes }) => onCodes(recovery_codes),
    onSettled: over,
  })
  const remove = useMutation({
    mutationFn: () => api.POST('/api/me/second-factor/remove', { body: { password } }),
    onSuccess: onRemoved,
    onSettled: over,
  })
  return (
    <form
      className="acc-form no-print"
      onSubmit={e => {
        e.preventDefault()
        remove.reset()
        renew.mutate()
      }}
    >
      <PasswordInput
        label={t('factor.confirm_password')}
        value={password}
        onChange={e => setPassword(e.currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{
          'aria-label': `${t('password.show')}: ${t('factor.confirm_password')}`,
          'aria-hidden': false,
          tabIndex: 0,
        }}
      />
      <Fault error={renew.error ?? remove.error} />
      <div className="acc-act">
        <Button type="submit" variant="default" loading={renew.isPending}>
          {t('factor.renew')}
        </Button>
        <span className="small soft">{t('factor.renew_lead')}</span>
      </div>
      <div className="acc-act">
        <Button
          color="brick"
          variant="outline"
          disabled={password === ''}
          loading={remove.isPending}
          onClick={() => {
            renew.reset()
            remove.mutate()
          }}
        >
          {t('factor.remove')}
        </Button>
        <span className="small soft">{t('factor.remove_lead')}</span>
      </div>
    </form>
  )
}
