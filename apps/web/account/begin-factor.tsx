import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Fault } from '../kit/index.ts'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useAccountWords } from './words.ts'

/** Password, then the code to scan, the recovery codes, and the first six digits, which make it count. */
export function BeginFactor({ onDone }: { onDone: () => void }) {
  const t = useAccountWords()
  const [password, setPassword] = useState('')
  const offer = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/me/second-factor', { body: { password } })),
    onSuccess: () => setPassword(''),
  })
  if (offer.data !== undefined)
    return <ConfirmFactor uri={offer.data.uri} codes={offer.data.recovery_codes} onDone={onDone} />
  return (
    <form
      className="acc-form"
      onSubmit={e => {
        e.preventDefault()
        offer.mutate()
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
      <Fault error={offer.error} />
      <div className="acc-act">
        <Button type="submit" loading={offer.isPending}>
          {t('factor.begin')}
        </Button>
      </div>
    </form>
  )
}

function ConfirmFactor({
  uri,
  codes,
  onDone,
}: {
  uri: string
  codes: readonly string[]
  onDone: () => void
}) {
  const t = useAccountWords()
  const [code, setCode] = useState('')
  const start = useRef<HTMLHeadingElement>(null)
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const confirm = useMutation({
    mutationFn: () => api.POST('/api/me/second-factor/confirm', { body: { code: code.trim() } }),
    onSuccess: onDone,
    onError: () => setCode(''),
  })
  useEffect(() => start.current?.focus(), [])
  return (
    <div className="acc-steps">
      <section>
        <h3 ref={start} tabIndex={-1}>
          {t('factor.step_scan')}
        </h3>
        <QrCode text={uri} label={t('factor.qr')} />
        <p className="small soft">{t('factor.by_hand')}</p>
        <p className="acc-secret" data-secret={secret}>
          {(secret.match(/.{1,4}/g) ?? []).join(' ')}
        </p>
      </section>
      <section>
        <h3>{t('factor.step_codes')}</h3>
        <RecoveryCodes codes={codes} />
      </section>
      <section>
        <h3>{t('factor.step_code')}</h3>
        <form
          className="acc-form"
          onSubmit={e => {
            e.preventDefault()
            confirm.mutate()
          }}
        >
          <TextInput
            label={t('factor.code')}
            className="num"
            value={code}
            onChange={e => setCode(e.currentTarget.value)}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={8}
            required
            withAsterisk={false}
          />
          <Fault error={confirm.error} />
          <div className="acc-act">
            <Button type="submit" loading={confirm.isPending}>
              {t('factor.confirm')}
            </Button>
          </div>
        </form>
      </section>
    </div>
  )
}
