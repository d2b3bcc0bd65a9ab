import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Fault } from '../kit/index.ts'
import { speak, useLanguage } from '../language/index.ts'
import { aboutQuery } from '../shell/about.ts'
import { queryClient } from '../shell/queries.ts'
import './sign-in.css'
import { useSignInWords } from './words.ts'

type Step = 'password' | 'code' | 'recovery'

/** Name and password, then the second factor where there is one; beside it the ways of citizens, who need neither. */
export function SignInPage() {
  const t = useSignInWords()
  const language = useLanguage()
  const { next } = useSearch({ strict: false }) as { next?: string }
  const navigate = useNavigate()
  const about = useQuery(aboutQuery)
  const [step, setStep] = useState<Step>('password')
  const enter = () => {
    queryClient.clear()
    void navigate({ href: next ?? '/today' } as never)
  }
  useEffect(() => {
    document.title = `${t('title')} · An Sinh`
  }, [t])
  return (
    <div className="door">
      <header className="door-head">
        <span className="door-brand">
          <img src="/icon.svg" alt="" width={28} height={28} /> An Sinh
        </span>
        <button
          type="button"
          className="linklike"
          lang={language === 'vi' ? 'en' : 'vi'}
          onClick={() => void speak(language === 'vi' ? 'en' : 'vi')}
        >
          {t('language')}
        </button>
      </header>
      <main className="door-main">
        <p className="door-promise">{t('promise')}</p>
        <div className="door-two">
          <section aria-labelledby="door-title">
            {step === 'password' ? (
              <PasswordStep onDone={state => (state === 'signed_in' ? enter() : setStep('code'))} />
            ) : (
              <CodeStep key={step} step={step} onStep={setStep} onDone={enter} />
            )}
            {about.data?.mode === 'demo' && <p className="small soft door-demo">{t('demo')}</p>}
          </section>
          <nav aria-labelledby="door-citizens" className="door-citizens">
            <h2 id="door-citizens">{t('citizens')}</h2>
            <a href="/quyen-loi">{t('check')}</a>
            <a href="/tra-cuu">{t('status')}</a>
            <a href="/de-nghi">{t('request')}</a>
          </nav>
        </div>
      </main>
    </div>
  )
}

function PasswordStep({ onDone }: { onDone: (state: 'signed_in' | 'second_factor') => void }) {
  const t = useSignInWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/sign-in', { body: { username: username.trim(), password } })),
    onSuccess: ({ state }) => onDone(state),
    onError: () => setPassword(''),
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    signIn.mutate()
  }
  return (
    <form onSubmit={submit} className="door-form">
      <h1 id="door-title">{t('title')}</h1>
      <p className="soft">{t('lead')}</p>
      <TextInput
        label={t('name')}
        value={username}
        onChange={e => setUsername(e.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        data-autofocus
      />
      <PasswordInput
        label={t('password')}
        value={password}
        onChange={e => setPassword(e.currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('show'), 'aria-hidden': false, tabIndex: 0 }}
      />
      <Fault error={signIn.error} />
      <Button type="submit" loading={signIn.isPending}>
        {t('go')}
      </Button>
    </form>
  )
}

function CodeStep({
  step,
  onStep,
  onDone,
}: {
  step: 'code' | 'recovery'
  onStep: (s: Step) => void
  onDone: () => void
}) {
  const t = useSignInWords()
  const [code, setCode] = useState('')
  const open = useMutation({
    mutationFn: () =>
      step === 'code'
        ? bodyOf(api.POST('/api/sign-in/code', { body: { code: code.trim() } }))
        : bodyOf(api.POST('/api/sign-in/recovery-code', { body: { code: code.trim() } })),
    onSuccess: onDone,
  })
  return (
    <form
      className="door-form"
      onSubmit={e => {
        e.preventDefault()
        open.mutate()
      }}
    >
      <h1 id="door-title">{t('code_title')}</h1>
      <p className="soft">{t(step === 'code' ? 'code_lead' : 'recovery_lead')}</p>
      <TextInput
        label={t(step === 'code' ? 'code' : 'recovery')}
        value={code}
        onChange={e => setCode(e.currentTarget.value)}
        autoComplete="one-time-code"
        inputMode={step === 'code' ? 'numeric' : 'text'}
        autoFocus
        required
        withAsterisk={false}
        className="num"
      />
      <Fault error={open.error} />
      <Button type="submit" loading={open.isPending}>
        {t('code_go')}
      </Button>
      {step === 'code' && (
        <button type="button" className="linklike" onClick={() => onStep('recovery')}>
          {t('lost')}
        </button>
      )}
      <button type="button" className="linklike" onClick={() => onStep('password')}>
        {t('again')}
      </button>
    </form>
  )
}
