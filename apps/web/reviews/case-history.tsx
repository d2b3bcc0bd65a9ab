import type { ReactNode } from 'react'
import type { Schemas } from '../api/client.ts'
import { Section, StandingChip, Table, useFormats } from '../kit/index.ts'
import { useCaseWords } from './case-words.ts'
import { To } from './parts.tsx'
import { useReviewWords } from './words.ts'

type Step = Schemas['ReviewStep']

interface CaseHistoryProps {
  readonly of: {
    readonly steps: readonly Step[]
    readonly complaints: readonly {
      readonly complaint_id: string
      readonly received_on: string
      readonly complainant: string
      readonly late: boolean
      readonly subject: string
    }[]
    readonly case: { readonly decision_id: string | null }
  }
}

/** Every step: what, when, by whom, with the way to its meeting, posting or decision; and what was complained about. */
export function CaseHistory({ of }: CaseHistoryProps) {
  const t = useCaseWords()
  const r = useReviewWords()
  const f = useFormats()
  return (
    <>
      {of.complaints.length > 0 && (
        <Section title={t('complaints')}>
          <ul className="rv-complaints">
            {of.complaints.map(c => (
              <li key={c.complaint_id}>
                <p className="soft small">
                  {f.day(c.received_on)} · {t(`complainant.${c.complainant as 'household'}`)}
                  {c.late && ` · ${t('late')}`}
                </p>
                <p>{c.subject}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('history')}>
        {of.steps.length === 0 ? (
          <p className="empty">{t('history_none')}</p>
        ) : (
          <Table
            label={r('table_of', { what: t('history') })}
            rows={of.steps}
            rowKey={s => String(s.seq)}
            columns={[
              { name: 'step', title: t('step_title'), cell: s => t(`step.${s.step}`) },
              { name: 'day', title: t('day'), cell: s => <span className="num">{f.day(s.on_day)}</span> },
              { name: 'by', title: t('by'), cell: s => s.actor_name ?? s.actor },
              {
                name: 'result',
                title: t('result'),
                cell: s => (s.standing === null ? null : <StandingChip standing={s.standing} />),
              },
              {
                name: 'detail',
                title: t('detail'),
                cell: s => <Detail of={s} decision={of.case.decision_id} />,
              },
              {
                name: 'recorded',
                title: t('recorded'),
                isMinor: true,
                cell: s => <span className="num soft">{f.moment(s.recorded_at)}</span>,
              },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function Detail({ of: s, decision }: { of: Step; decision: string | null }): ReactNode {
  const t = useCaseWords()
  const text = (key: string) => (typeof s.content[key] === 'string' ? (s.content[key] as string) : undefined)
  const meeting = text('meeting')
  const posting = text('posting')
  const number = text('number')
  if (meeting !== undefined)
    return (
      <>
        {t('agreed_of', { agreed: Number(s.content['agreed']), present: Number(s.content['present']) })}
        <div>
          <To to={`/reviews/meetings/${meeting}`}>{t('open_meeting')}</To>
        </div>
      </>
    )
  if (posting !== undefined) return <To to={`/reviews/postings/${posting}`}>{t('open_posting')}</To>
  if ((s.step === 'approve' || s.step === 'propose') && decision !== null)
    return (
      <>
        {number !== undefined && t('number', { number })}
        <div>
          <To to={`/reviews/decisions/${decision}`}>{t('open_decision')}</To>
        </div>
      </>
    )
  return text('findings') ?? text('reason') ?? text('reference') ?? null
}
