import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { useCaseWords } from './case-words.ts'
import { DayInput } from './day-input.tsx'
import { To } from './parts.tsx'
import type { Case } from './queries.ts'
import { StepDialog } from './step-dialog.tsx'
import { on, useWrite } from './use-write.ts'

interface DialogProps {
  readonly of: Case
  readonly onClose: () => void
}
const COMPLAINANTS = ['household', 'villager', 'organisation'] as const
type Complainant = (typeof COMPLAINANTS)[number]

const pathOf = (c: Case) => ({ path: { case_id: c.case_id }, header: on(c.version) })

/** Takes a complaint about a posted result in. */
export function ComplainDialog({ of, onClose }: DialogProps) {
  const t = useCaseWords()
  const [day, setDay] = useState(today())
  const [who, setWho] = useState<Complainant>('villager')
  const [subject, setSubject] = useState('')
  const complain = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/cases/{case_id}/complaints', {
          params: pathOf(of),
          body: { on: day, complainant: who, subject },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('step.complain')}
      lead={t('complain.lead')}
      go={t('act.complain')}
      onGo={() => complain.mutate(undefined)}
      onClose={onClose}
      isPending={complain.isPending}
      error={complain.error}
    >
      <DayInput label={t('day')} value={day} onChange={setDay} min={of.since} />
      <Select
        label={t('complain.who')}
        value={who}
        onChange={value => setWho(value as Complainant)}
        data={COMPLAINANTS.map(c => ({ value: c, label: t(`complainant.${c}`) }))}
      />
      <Textarea
        label={t('complain.subject')}
        value={subject}
        onChange={e => setSubject(e.currentTarget.value)}
        minLength={3}
        maxLength={2000}
        required
        withAsterisk={false}
        autosize
        minRows={3}
      />
    </StepDialog>
  )
}

/** Records a re-check that leaves the answers as they were; other answers go through the form. */
export function RecheckDialog({ of, onClose }: DialogProps) {
  const t = useCaseWords()
  const [day, setDay] = useState(today())
  const [findings, setFindings] = useState('')
  const recheck = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/cases/{case_id}/recheck', {
          params: pathOf(of),
          body: { on: day, answers: { household: {}, persons: {} }, findings },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('step.recheck')}
      lead={
        <>
          {t('recheck.lead')} <To to={`/reviews/cases/${of.case_id}/form`}>{t('recheck.form')}</To>
        </>
      }
      go={t('recheck.go')}
      onGo={() => recheck.mutate(undefined)}
      onClose={onClose}
      isPending={recheck.isPending}
      error={recheck.error}
    >
      <DayInput label={t('day')} value={day} onChange={setDay} min={of.since} />
      <Textarea
        label={t('recheck.findings')}
        value={findings}
        onChange={e => setFindings(e.currentTarget.value)}
        minLength={3}
        maxLength={2000}
        required
        withAsterisk={false}
        autosize
        minRows={3}
      />
    </StepDialog>
  )
}

/** The household takes its request back. */
export function WithdrawDialog({ of, onClose }: DialogProps) {
  return <Ending of={of} onClose={onClose} deed="withdraw" />
}

/** Ends the case of a household that is no longer here. */
export function CloseDialog({ of, onClose }: DialogProps) {
  return <Ending of={of} onClose={onClose} deed="close" />
}

function Ending({ of, onClose, deed }: DialogProps & { deed: 'withdraw' | 'close' }) {
  const t = useCaseWords()
  const [day, setDay] = useState(today())
  const end = useWrite(() => {
    const init = { params: pathOf(of), body: { on: day } }
    return deed === 'withdraw'
      ? bodyOf(api.POST('/api/reviews/cases/{case_id}/withdrawal', init))
      : bodyOf(api.POST('/api/reviews/cases/{case_id}/closure', init))
  }, onClose)
  return (
    <StepDialog
      title={t(`step.${deed}`)}
      lead={t(`${deed}.lead`)}
      go={t(`act.${deed}`)}
      onGo={() => end.mutate(undefined)}
      onClose={onClose}
      isPending={end.isPending}
      error={end.error}
    >
      <DayInput label={t('day')} value={day} onChange={setDay} min={of.since} />
    </StepDialog>
  )
}
