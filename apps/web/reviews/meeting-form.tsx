import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { Fault, Section, today } from '../kit/index.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import type { CaseLine } from './queries.ts'
import { passes } from './states.ts'
import { isChanged, useWrite } from './use-write.ts'
import { Votes } from './votes.tsx'
import { useReviewWords } from './words.ts'

interface MeetingFormProps {
  readonly cases: readonly CaseLine[]
  readonly hamlet: string
  readonly percent: number
}

/** Attendance, votes for each household, minutes. */
export function MeetingForm({ cases, hamlet, percent }: MeetingFormProps) {
  const t = useBatchWords()
  const r = useReviewWords()
  const navigate = useNavigate()
  const picked = useRouterState({
    select: s => (s.location.state as { picked?: readonly string[] }).picked,
  })
  const [day, setDay] = useState(today())
  const [texts, setTexts] = useState({ place: '', chair: '', secretary: '', remarks: '' })
  const [present, setPresent] = useState<number>()
  const [votes, setVotes] = useState<Readonly<Record<string, number>>>({})
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(picked === undefined ? [] : cases.map(c => c.case_id).filter(id => !picked.includes(id))),
  )
  const isOpen = (c: CaseLine) => c.standing === null || c.standing === 'undetermined'
  const met = cases
    .filter(c => !left.has(c.case_id) && !isOpen(c))
    .map(c => ({ ...c, agreed: votes[c.case_id] ?? present ?? 0 }))
  const agreed = met.filter(c => passes(c.agreed, present ?? 0, percent)).length
  const record = useWrite(
    () => {
      const said = Object.fromEntries(
        Object.entries(texts).filter(([, text]) => text.trim() !== ''),
      ) as Partial<typeof texts>
      return bodyOf(
        api.POST('/api/reviews/meetings', {
          params: { header: once() },
          body: {
            hamlet,
            on: day,
            ...said,
            present: present ?? 0,
            votes: met.map(c => ({ case_id: c.case_id, version: c.version, agreed: c.agreed })),
          },
        }),
      )
    },
    ({ meeting }) =>
      void navigate({ to: '/reviews/meetings/$id', params: { id: meeting.meeting_id } } as never),
  )
  const submit = (e: FormEvent) => {
    e.preventDefault()
    record.mutate(undefined)
  }
  const text = (key: 'place' | 'chair' | 'secretary') => (
    <TextInput
      label={t(`meeting.${key}`)}
      value={texts[key]}
      maxLength={120}
      onChange={e => {
        const { value } = e.currentTarget
        setTexts(old => ({ ...old, [key]: value }))
      }}
    />
  )
  return (
    <form onSubmit={submit} className="rv-form rv-meeting">
      <div className="rv-row rv-fields">
        <DayInput label={t('day')} value={day} onChange={setDay} />
        <NumberInput
          label={t('meeting.present')}
          value={present ?? ''}
          onChange={value => setPresent(value === '' ? undefined : Number(value))}
          min={1}
          max={100_000}
          allowDecimal={false}
          required
          withAsterisk={false}
          className="rv-short"
        />
        {text('chair')}
        {text('secretary')}
        {text('place')}
      </div>
      <Section title={t('meeting.votes')}>
        <Votes
          cases={cases}
          left={left}
          setLeft={setLeft}
          votes={votes}
          setVotes={setVotes}
          present={present}
          percent={percent}
        />
      </Section>
      <Textarea
        label={t('meeting.remarks')}
        value={texts.remarks}
        onChange={e => {
          const { value } = e.currentTarget
          setTexts(old => ({ ...old, remarks: value }))
        }}
        maxLength={4000}
        autosize
        minRows={2}
        maw={720}
      />
      <Fault error={record.error} />
      {isChanged(record.error) && <p role="status">{r('changed')}</p>}
      <div className="rv-go">
        <Button type="submit" loading={record.isPending} disabled={met.length === 0 || present === undefined}>
          {t('meeting.go', { count: met.length, agreed, again: met.length - agreed })}
        </Button>
      </div>
    </form>
  )
}
