import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { Fault, useFormats } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { CitizenFrame } from './citizen-frame.tsx'
import { useCitizenWords } from './words.ts'

const ask = (code: string) => bodyOf(api.POST('/api/reviews/status', { body: { code } }))
type Status = Awaited<ReturnType<typeof ask>>

/** How one's own case stands, by the code of the slip. The code goes by POST and stands in no address. */
export function StatusPage() {
  const t = useCitizenWords()
  const [code, setCode] = useState('')
  const status = useMutation({ mutationFn: () => ask(code.trim()) })
  const tooMany = isProblem(status.error) && status.error.status === 429
  return (
    <CitizenFrame title={t('status.title')}>
      <h1>{t('status.title')}</h1>
      <p className="citizen-lead">{t('status.lead')}</p>
      <form
        className="citizen-form"
        onSubmit={e => {
          e.preventDefault()
          if (code.trim() !== '') status.mutate()
        }}
      >
        <TextInput
          size="lg"
          label={t('status.code')}
          description={t('status.code_help')}
          value={code}
          onChange={e => setCode(e.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
          withAsterisk={false}
        />
        {tooMany ? (
          <p role="alert" className="citizen-alert">
            {t('status.too_many')}
          </p>
        ) : (
          <Fault error={status.error} />
        )}
        <Button type="submit" size="lg" loading={status.isPending}>
          {t('status.go')}
        </Button>
      </form>
      {status.data !== undefined && <Found status={status.data} />}
    </CitizenFrame>
  )
}

function Found({ status }: { status: Status }) {
  const t = useCitizenWords()
  const two = useTwo()
  const f = useFormats()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const next = status.is_over
    ? t('status.over')
    : status.posted_until !== null && ['posted', 'complained'].includes(status.state)
      ? t('status.wait_posted')
      : ['received', 'listed', 'screened', 'resurvey', 'complained'].includes(status.state)
        ? t('status.wait_survey')
        : t('status.wait')
  const days: readonly (readonly [string, string])[] = [
    [t('status.received'), f.day(status.received_on)],
    [t('status.since'), f.day(status.since)],
    ...(status.posted_until === null ? [] : ([[t('status.posted'), f.day(status.posted_until)]] as const)),
    [
      t('status.back_on'),
      status.return_on === status.return_latest
        ? f.day(status.return_on)
        : `${f.day(status.return_on)}, ${t('status.latest', { day: f.day(status.return_latest) })}`,
    ],
  ]
  return (
    <section className="status-found" aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>
        {t('status.now', { state: two(status.words) })}
      </h2>
      <dl className="result-facts">
        {days.map(([word, day]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{day}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('status.next')}</h3>
      <p>{next}</p>
    </section>
  )
}
