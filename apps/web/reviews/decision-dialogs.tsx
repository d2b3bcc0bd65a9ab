import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useMe } from '../shell/session.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import { type Decision, type Item, saidOf, useSays } from './says.ts'
import { StepDialog } from './step-dialog.tsx'
import { on, useWrite } from './use-write.ts'

interface EndProps {
  readonly decision: Decision
  readonly items: readonly Item[]
  readonly onClose: () => void
}

/** Signs a decision for many households: number, day, validity. */
export function SignDialog({
  decision,
  items,
  onClose,
  onDone,
}: EndProps & { onDone: (said: string) => void }) {
  const t = useBatchWords()
  const says = useSays()
  const nameOf = useUnitName()
  const me = useMe()
  const [number, setNumber] = useState('')
  const [day, setDay] = useState(today())
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [signer, setSigner] = useState(me.name)
  const sign = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/decisions/{decision_id}/approval', {
          params: { path: { decision_id: decision.decision_id }, header: on(decision.version) },
          body: {
            number,
            decided_on: day,
            ...(from === '' ? {} : { valid_from: from }),
            ...(until === '' ? {} : { valid_until: until }),
            ...(signer.trim() === '' ? {} : { signer }),
          },
        }),
      ),
    ({ effect }) => {
      const left = effect.not_applied.length
      onDone(
        [
          t('decision.effect', { applied: effect.applied }),
          left > 0 ? t('decision.not_applied', { count: left }) : '',
        ].join(' '),
      )
      onClose()
    },
  )
  return (
    <StepDialog
      title={t('decision.sign')}
      lead={t('decision.sign_lead')}
      go={t('decision.sign_go', { said: says(items.map(saidOf)), place: nameOf(decision.commune_code) })}
      onGo={() => sign.mutate(undefined)}
      onClose={onClose}
      isPending={sign.isPending}
      error={sign.error}
    >
      <TextInput
        label={t('decision.number')}
        description={t('decision.number_hint')}
        value={number}
        onChange={e => setNumber(e.currentTarget.value)}
        required
        withAsterisk={false}
        maxLength={60}
        data-autofocus
      />
      <div className="rv-row">
        <DayInput label={t('decision.decided_on')} value={day} onChange={setDay} />
        <DayInput
          label={t('decision.valid_from')}
          value={from === '' ? day : from}
          onChange={setFrom}
          min={day}
          max={undefined}
          required={false}
        />
      </div>
      <DayInput
        label={t('decision.valid_until')}
        value={until}
        onChange={setUntil}
        min={day}
        max="2100-12-31"
        required={false}
      />
      <TextInput
        label={t('decision.signer')}
        value={signer}
        onChange={e => setSigner(e.currentTarget.value)}
        maxLength={120}
      />
    </StepDialog>
  )
}

/** Sends a proposal back with a reason. */
export function ReturnDialog({ decision, items, onClose }: EndProps) {
  const t = useBatchWords()
  const [reason, setReason] = useState('')
  const [resurvey, setResurvey] = useState(false)
  const giveBack = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/decisions/{decision_id}/return', {
          params: { path: { decision_id: decision.decision_id }, header: on(decision.version) },
          body: { on: today(), reason, resurvey },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('decision.give_back')}
      go={t('decision.give_back_go', { count: items.length })}
      onGo={() => giveBack.mutate(undefined)}
      onClose={onClose}
      isPending={giveBack.isPending}
      error={giveBack.error}
    >
      <Textarea
        label={t('decision.reason')}
        value={reason}
        onChange={e => setReason(e.currentTarget.value)}
        minLength={3}
        maxLength={2000}
        required
        withAsterisk={false}
        autosize
        minRows={3}
      />
      <Checkbox
        label={t('decision.resurvey')}
        checked={resurvey}
        onChange={e => setResurvey(e.currentTarget.checked)}
      />
    </StepDialog>
  )
}
