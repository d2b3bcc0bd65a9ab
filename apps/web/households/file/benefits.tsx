import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { Loaded, Section, useFormats } from '../../kit/index.ts'
import type { Outcomes } from '../queries.ts'
import { BenefitLine } from './benefit-line.tsx'
import type { Right } from './owed.ts'
import { RunChoice } from './run-choice.tsx'
import { useFileWords } from './words.ts'

/** What the household is owed: one line a right, each opens its explanation in place. */
export function Benefits({
  outcomes,
  rights,
}: {
  outcomes: UseQueryResult<Outcomes>
  rights: readonly Right[]
}) {
  const t = useFileWords()
  const isNone = outcomes.isError && isProblem(outcomes.error) && outcomes.error.status === 404
  return (
    <Section title={t('benefits')} id="benefits" aside={<RunChoice outcomes={outcomes.data} />}>
      {isNone ? (
        <p className="empty">{t('not_decided')}</p>
      ) : (
        <Loaded of={outcomes} rows={6} height={260}>
          {data => <Lines rights={rights} month={data.month} />}
        </Loaded>
      )}
    </Section>
  )
}

function Lines({ rights, month }: { rights: readonly Right[]; month: string }) {
  const t = useFileWords()
  const f = useFormats()
  const [isAll, setAll] = useState(false)
  const refused = rights.filter(r => r.outcome.outcome === 'refused')
  const shown = isAll ? rights : rights.filter(r => r.outcome.outcome !== 'refused')
  return (
    <>
      {shown.length === 0 ? (
        <p className="empty">{t('no_benefits')}</p>
      ) : (
        <ul className="right-list" aria-label={t('decided', { month: f.month(month) })}>
          {shown.map(r => (
            <BenefitLine key={`${r.outcome.benefit} ${r.outcome.person_id}`} right={r} month={month} />
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <button type="button" className="linklike small no-print" onClick={() => setAll(!isAll)}>
          {isAll ? t('refused_hide') : t('refused_show', { count: refused.length })}
        </button>
      )}
    </>
  )
}
