import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isProblem, Unreachable } from '../api/problem.ts'
import { useDecider } from '../decide/use-decider.ts'
import { Fault, StandingChip, useFormats, Waiting } from '../kit/index.ts'
import { keepPage } from '../offline/keep-page.ts'
import { leave } from '../shell/session.ts'
import { Conflict } from './conflict.tsx'
import { dropForm } from './device.ts'
import { FormBody } from './form-body.tsx'
import { type KeptForm, titleOf } from './kept-form.ts'
import { type Sent, sendForm } from './send.ts'
import { SurveyFrame } from './survey-frame.tsx'
import { type Opened, useForm, useKeeping } from './use-kept.ts'
import { useSurveyWords } from './words.ts'

/** Form B of one household, with or without a network. */
export function FormPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const t = useSurveyWords()
  const opened = useForm(id)
  useEffect(() => void keepPage(), [])
  const isSignedOut = isProblem(opened.error) && opened.error.status === 401
  useEffect(() => {
    if (isSignedOut) void leave(`/reviews/cases/${id}/form`)
  }, [isSignedOut, id])
  if (opened.data !== undefined) return <Form key={id} opened={opened.data} />
  const isAway = opened.error instanceof Unreachable
  return (
    <SurveyFrame
      title={isAway ? t('not_here') : t('title')}
      {...(isAway ? { lead: t('not_here_next') } : {})}
      back={`/reviews/cases/${id}`}
      backWord={t('back')}
    >
      {opened.isError && !isSignedOut ? (
        <Fault error={opened.error} retry={() => void opened.refetch()} />
      ) : (
        <Waiting rows={6} height={400} />
      )}
    </SurveyFrame>
  )
}

function Form({ opened }: { opened: Opened }) {
  const t = useSurveyWords()
  const f = useFormats()
  const { held } = opened
  const [form, setForm] = useState(opened.form)
  const [sent, setSent] = useState<Sent>()
  const [error, setError] = useState<unknown>()
  const [isSending, setSending] = useState(false)
  const isDone = sent?.kind === 'sent'
  const isKept = useKeeping(held, isDone ? undefined : form)
  const decider = useDecider(form.lawDay)
  const send = async (finished: KeptForm): Promise<void> => {
    setSending(true)
    setError(undefined)
    try {
      const answer = await sendForm(held, finished)
      setSent(answer)
      if (answer.kind !== 'sent') setForm(answer.form)
    } catch (e) {
      // no network: it waits, and goes as soon as there is one
      if (!(e instanceof Unreachable)) setError(e)
    } finally {
      setSending(false)
    }
  }
  const finish = (): void => {
    const finished: KeptForm = { ...form, state: 'finished', said: undefined }
    setForm(finished)
    void send(finished)
  }
  useResend(form.state === 'finished' && !isDone && !isSending, () => void send(form))
  const lead = [
    form.roundName,
    form.hamlet,
    form.dueOn === null ? null : t('due', { day: f.day(form.dueOn) }),
  ]
  return (
    <SurveyFrame
      title={`${t('title')} · ${titleOf(form)}`}
      lead={lead.filter(Boolean).join(' · ')}
      back={`/reviews/cases/${form.caseId}`}
      backWord={t('back')}
    >
      {!isKept && (
        <p className="survey-notice survey-late" role="alert">
          {t('no_room')}
        </p>
      )}
      <Fault error={error} />
      {sent?.kind === 'sent' && (
        <p className="survey-done" role="status">
          {t('sent')} <StandingChip standing={sent.standing} />
        </p>
      )}
      {!isDone && form.state === 'conflict' && (
        <Conflict
          form={form}
          facts={decider.facts}
          isSending={isSending}
          onSend={chosen => {
            setForm(chosen)
            void send(chosen)
          }}
        />
      )}
      {!isDone && form.state === 'refused' && (
        <div className="fault" role="alert">
          <p className="fault-title">{t('refused.title')}</p>
          <p>{form.said}</p>
          <Button
            variant="default"
            onClick={() => void dropForm(held, form.caseId).then(() => window.location.reload())}
          >
            {t('drop')}
          </Button>
        </div>
      )}
      {!isDone && form.state === 'finished' && (
        <section className="survey-done" role="status">
          <p>{isSending ? t('sending') : t('waits')}</p>
          <div className="survey-buttons">
            <Button onClick={() => void send(form)} loading={isSending}>
              {t('send')}
            </Button>
            <Button
              variant="default"
              disabled={isSending}
              onClick={() => setForm({ ...form, state: 'draft' })}
            >
              {t('edit')}
            </Button>
          </div>
        </section>
      )}
      {!isDone && ['prepared', 'draft', 'refused'].includes(form.state) && (
        <FormBody form={form} decider={decider} onChange={setForm} onFinish={finish} />
      )}
    </SurveyFrame>
  )
}

/** Calls when the network comes back, as long as it is wanted. */
function useResend(isWanted: boolean, again: () => void): void {
  useEffect(() => {
    if (!isWanted) return
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  })
}
