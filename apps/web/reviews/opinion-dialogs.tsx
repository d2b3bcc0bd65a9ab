import { Radio, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { type BatchProps, refOf } from './batch.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import { useSays } from './says.ts'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'

/** Asks the level above about those whose posting has ended. */
export function AskOpinionDialog({ cases: all, onClose }: BatchProps) {
  const t = useBatchWords()
  const says = useSays()
  const [day, setDay] = useState(today())
  const cases = all.filter(c => c.posted_until === null || c.posted_until < day)
  const ask = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/opinion-requests', {
          params: { header: once() },
          body: { cases: cases.map(refOf), on: day },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('ask.title')}
      go={t('ask.go', { count: cases.length, said: says(cases) })}
      onGo={() => ask.mutate(undefined)}
      onClose={onClose}
      isPending={ask.isPending}
      error={ask.error}
      canGo={cases.length > 0}
    >
      {cases.length < all.length && <p>{t('ask.still', { count: all.length - cases.length })}</p>}
      <DayInput label={t('day')} value={day} onChange={setDay} />
    </StepDialog>
  )
}

/** The level above agrees, or sends households back with a reason. */
export function GiveOpinionDialog({ cases, onClose }: BatchProps) {
  const t = useBatchWords()
  const [day, setDay] = useState(today())
  const [agrees, setAgrees] = useState(true)
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const give = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/opinions', {
          params: { header: once() },
          body: {
            cases: cases.map(refOf),
            on: day,
            agrees,
            reference,
            ...(reason.trim() === '' ? {} : { reason }),
          },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('opinion.title')}
      go={t(agrees ? 'opinion.go_agrees' : 'opinion.go_disagrees', { count: cases.length })}
      onGo={() => give.mutate(undefined)}
      onClose={onClose}
      isPending={give.isPending}
      error={give.error}
      canGo={cases.length > 0}
    >
      <Radio.Group
        label={t('opinion.choice')}
        value={agrees ? 'yes' : 'no'}
        onChange={value => setAgrees(value === 'yes')}
      >
        <div className="rv-row">
          <Radio value="yes" label={t('opinion.agrees')} />
          <Radio value="no" label={t('opinion.disagrees')} />
        </div>
      </Radio.Group>
      <DayInput label={t('day')} value={day} onChange={setDay} />
      <TextInput
        label={t('opinion.reference')}
        value={reference}
        onChange={e => setReference(e.currentTarget.value)}
        required
        withAsterisk={false}
        maxLength={100}
      />
      <Textarea
        label={t('opinion.reason')}
        value={reason}
        onChange={e => setReason(e.currentTarget.value)}
        required={!agrees}
        withAsterisk={false}
        maxLength={2000}
        autosize
        minRows={2}
      />
    </StepDialog>
  )
}
