import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, type Mark, Marked, today, useKitWords } from '../kit/index.ts'
import { useTwo } from '../language/index.ts'
import { useCaseWords } from './case-words.ts'
import { DayInput } from './day-input.tsx'
import { type Case, formsQuery } from './queries.ts'
import { StepDialog } from './step-dialog.tsx'
import { on, useWrite } from './use-write.ts'

type Answer = 'yes' | 'no' | 'unknown'
const TRUTH = { yes: true, no: false, unknown: null } as const

/** Form A: signs after which a household is not surveyed. The button says what the answers lead to. */
export function ScreenDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const t = useCaseWords()
  const kit = useKitWords()
  const two = useTwo()
  const forms = useQuery(formsQuery(of.round_id))
  const [day, setDay] = useState(today())
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({})
  const signs = Object.values(answers).filter(a => a === 'yes').length
  const screen = useWrite(
    () =>
      bodyOf(
        api.POST('/api/reviews/cases/{case_id}/screening', {
          params: { path: { case_id: of.case_id }, header: on(of.version) },
          body: {
            on: day,
            answers: Object.fromEntries(
              (forms.data?.form_a.questions ?? []).map(q => [q.id, TRUTH[answers[q.id] ?? 'unknown']]),
            ),
          },
        }),
      ),
    onClose,
  )
  return (
    <StepDialog
      title={t('step.screen')}
      lead={t('screen.lead')}
      go={t(signs > 0 ? 'screen.go_leaves' : 'screen.go_continues')}
      onGo={() => screen.mutate(undefined)}
      onClose={onClose}
      isPending={screen.isPending}
      error={screen.error}
      canGo={forms.data !== undefined}
      size={640}
    >
      <DayInput label={t('day')} value={day} onChange={setDay} min={of.since} />
      <Loaded of={forms}>
        {({ form_a }) => (
          <div className="rv-questions">
            <p className="small">
              <Marked mark={form_a.mark as Mark} source={form_a.source}>
                {t('screen.unsure')}
              </Marked>
            </p>
            {form_a.questions.map(q => (
              <Radio.Group
                key={q.id}
                label={two(q)}
                value={answers[q.id] ?? 'unknown'}
                onChange={value => setAnswers(old => ({ ...old, [q.id]: value as Answer }))}
              >
                <div className="rv-row rv-answers">
                  <Radio value="no" label={kit('no')} />
                  <Radio value="yes" label={kit('yes')} />
                  <Radio value="unknown" label={kit('unknown')} />
                </div>
              </Radio.Group>
            ))}
          </div>
        )}
      </Loaded>
      <p role="status">
        {signs > 0 ? t('screen.says_leaves', { count: signs }) : t('screen.says_continues')}
      </p>
    </StepDialog>
  )
}
