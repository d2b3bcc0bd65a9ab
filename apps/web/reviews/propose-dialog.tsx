import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, once } from '../api/client.ts'
import { Table, today } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { type BatchProps, refOf } from './batch.ts'
import { useBatchWords } from './batch-words.ts'
import { DayInput } from './day-input.tsx'
import type { CaseLine } from './queries.ts'
import { useSays } from './says.ts'
import { outcomeOf, resultOf } from './states.ts'
import { StepDialog } from './step-dialog.tsx'
import { useWrite } from './use-write.ts'
import { useReviewWords } from './words.ts'

type Outcome = 'recognise' | 'refuse'
interface Change {
  readonly outcome?: Outcome
  readonly reason?: string
}

/** Proposes one decision for many households; its button says exactly what will be written. */
export function ProposeDialog({ cases: all, onClose }: BatchProps) {
  const t = useBatchWords()
  const says = useSays()
  const nameOf = useUnitName()
  const navigate = useNavigate()
  const [day, setDay] = useState(today())
  const [changes, setChanges] = useState<Readonly<Record<string, Change>>>({})
  const change = (id: string, by: Change) => setChanges(old => ({ ...old, [id]: { ...old[id], ...by } }))
  const isStill = (c: CaseLine) => c.state === 'posted' && c.posted_until !== null && c.posted_until >= day
  const cases = all
    .filter(c => !isStill(c))
    .map(c => ({ ...c, outcome: changes[c.case_id]?.outcome ?? outcomeOf(c) }))
  const still = all.length - cases.length
  const place = nameOf(all[0]?.commune_code)
  const propose = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/decisions', {
          params: { header: once() },
          body: {
            on: day,
            cases: cases.map(c => {
              const reason = changes[c.case_id]?.reason?.trim() ?? ''
              return {
                ...refOf(c),
                outcome: c.outcome,
                ...(c.outcome === 'refuse' && reason !== '' ? { reasons: [reason] } : {}),
              }
            }),
          },
        }),
      ),
    ({ decision_id }) => {
      onClose()
      void navigate({ to: '/reviews/decisions/$id', params: { id: decision_id } } as never)
    },
  )
  return (
    <StepDialog
      title={t('propose.title')}
      lead={t('propose.lead')}
      go={
        cases.length === 0
          ? t('propose.nobody')
          : t('propose.go', { count: cases.length, said: says(cases), place })
      }
      onGo={() => propose.mutate(undefined)}
      onClose={onClose}
      isPending={propose.isPending}
      error={propose.error}
      canGo={cases.length > 0}
      size={860}
    >
      <DayInput label={t('day')} value={day} onChange={setDay} />
      {still > 0 && <p>{t('propose.still', { count: still })}</p>}
      {cases.length > 0 && <Proposed cases={cases} changes={changes} change={change} />}
    </StepDialog>
  )
}

interface ProposedProps {
  readonly cases: readonly (CaseLine & { readonly outcome: Outcome })[]
  readonly changes: Readonly<Record<string, Change>>
  readonly change: (id: string, by: Change) => void
}

function Proposed({ cases, changes, change }: ProposedProps) {
  const t = useBatchWords()
  const r = useReviewWords()
  const nameIn = (c: CaseLine) => c.head_name ?? r('nameless')
  const isOpen = (c: CaseLine) => c.standing === null || c.standing === 'undetermined'
  return (
    <div className="rv-scroll">
      <Table
        label={t('propose.title')}
        rows={cases}
        rowKey={c => c.case_id}
        columns={[
          { name: 'head', title: r('household'), cell: nameIn },
          { name: 'hamlet', title: r('hamlet'), isMinor: true, cell: c => c.hamlet },
          {
            name: 'outcome',
            title: t('decision.outcome'),
            width: 250,
            cell: c => (
              <Select
                size="xs"
                aria-label={t('propose.outcome', { name: nameIn(c) })}
                value={c.outcome}
                onChange={value => change(c.case_id, { outcome: value as Outcome })}
                data={[
                  ...(isOpen(c)
                    ? []
                    : [
                        {
                          value: 'recognise',
                          label: t('propose.recognise', {
                            result: t(`result.${resultOf(c.standing, c.opening_standing)}`),
                          }),
                        },
                      ]),
                  { value: 'refuse', label: t('propose.refuse') },
                ]}
              />
            ),
          },
          {
            name: 'reason',
            title: t('propose.reason'),
            cell: c =>
              c.outcome === 'refuse' ? (
                <TextInput
                  size="xs"
                  aria-label={t('propose.reason_for', { name: nameIn(c) })}
                  placeholder={t('propose.reason_hint')}
                  value={changes[c.case_id]?.reason ?? ''}
                  onChange={e => change(c.case_id, { reason: e.currentTarget.value })}
                />
              ) : null,
          },
        ]}
      />
    </div>
  )
}
