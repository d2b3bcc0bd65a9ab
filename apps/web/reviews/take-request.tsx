import { Radio, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, bodyOf, once, type Schemas } from '../api/client.ts'
import { today } from '../kit/index.ts'
import { useCaseWords } from './case-words.ts'
import { DayInput } from './day-input.tsx'
import { type Chosen, FindHousehold } from './find-household.tsx'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'

export interface Taken {
  readonly request: Schemas['ReviewRequest']
  readonly caseId: string | null
  readonly name: string
}

const FORMS = ['04', '01'] as const
const SUBJECTS = ['review', 'escape'] as const
const WAYS = ['hand', 'post', 'portal'] as const

/** Takes a request in at the counter: whose, which form, what it asks, when. */
export function TakeRequest({ onClose, onTaken }: { onClose: () => void; onTaken: (taken: Taken) => void }) {
  const t = useCaseWords()
  const [chosen, setChosen] = useState<Chosen>()
  const [form, setForm] = useState<(typeof FORMS)[number]>('04')
  const [subject, setSubject] = useState<(typeof SUBJECTS)[number]>('review')
  const [way, setWay] = useState<(typeof WAYS)[number]>('hand')
  const [day, setDay] = useState(today())
  const take = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/requests', {
          params: { header: once() },
          body: {
            form,
            subject,
            household_id: chosen?.id ?? '',
            received_on: day,
            received_by_way_of: way,
          },
        }),
      ),
    ({ request, case_id }) => onTaken({ request, caseId: case_id, name: chosen?.name ?? '' }),
  )
  return (
    <StepDialog
      title={t('requests.take')}
      go={chosen === undefined ? t('requests.go_none') : t('requests.go', { name: chosen.name })}
      onGo={() => take.mutate(undefined)}
      onClose={onClose}
      isPending={take.isPending}
      error={take.error}
      canGo={chosen !== undefined}
      size={640}
    >
      {chosen === undefined ? (
        <FindHousehold onChoose={setChosen} />
      ) : (
        <div className="rv-row">
          <TextInput label={t('requests.chosen')} value={chosen.said} readOnly className="rv-grow" />
          <button type="button" className="linklike rv-other" onClick={() => setChosen(undefined)}>
            {t('requests.other')}
          </button>
        </div>
      )}
      <Radio.Group label={t('requests.form')} value={form} onChange={value => setForm(value as typeof form)}>
        <div className="rv-row rv-answers">
          {FORMS.map(one => (
            <Radio key={one} value={one} label={t(`requests.form_${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <div className="rv-row">
        <Select
          label={t('requests.subject')}
          value={subject}
          onChange={value => setSubject(value as typeof subject)}
          data={SUBJECTS.map(one => ({ value: one, label: t(`requests.subject_${one}`) }))}
          className="rv-grow"
        />
        <Select
          label={t('requests.way')}
          value={way}
          onChange={value => setWay(value as typeof way)}
          data={WAYS.map(one => ({ value: one, label: t(`requests.${one}`) }))}
        />
        <DayInput label={t('requests.received')} value={day} onChange={setDay} />
      </div>
    </StepDialog>
  )
}
