import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Marked, useFormats } from '../kit/index.ts'
import { keepOffice } from '../shell/search-params.ts'
import type { CaseLine, Timeliness } from './queries.ts'
import './reviews.css'
import { useReviewWords } from './words.ts'

const PARTS = [
  { to: '/reviews', word: 'rounds' },
  { to: '/reviews/requests', word: 'requests' },
  { to: '/reviews/decisions', word: 'decisions' },
  { to: '/reviews/disagreements', word: 'disagreements' },
  { to: '/reviews/movement', word: 'movement' },
] as const

/** The parts of the reviews, above each of their lists. */
export function Parts() {
  const t = useReviewWords()
  return (
    <nav aria-label={t('parts')} className="rv-parts no-print">
      {PARTS.map(p => (
        <Link
          key={p.to}
          to={p.to}
          search={keepOffice as never}
          activeOptions={{ exact: p.to === '/reviews', includeSearch: false }}
          className="rv-part"
          activeProps={{ className: 'rv-part rv-part-here' }}
        >
          {t(p.word)}
        </Link>
      ))}
    </nav>
  )
}

/** A link inside of the office that keeps month, commune and knowledge. */
export function To({
  to,
  className,
  children,
}: {
  to: string
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <Link to={to as never} search={keepOffice as never} {...(className === undefined ? {} : { className })}>
      {children}
    </Link>
  )
}

/** The name of a head of household, which opens the case. */
export function CaseLink({ of }: { of: Pick<CaseLine, 'case_id' | 'head_name'> }) {
  const t = useReviewWords()
  return <To to={`/reviews/cases/${of.case_id}`}>{of.head_name ?? t('nameless')}</To>
}

interface Deadline {
  readonly due_on: string | null
  readonly due_latest: string | null
  readonly timeliness?: Timeliness | null | undefined
}

/** A deadline with its word: overdue in brick, due soon in amber, and a range where days off are not known. */
export function Due({ of }: { of: Deadline }) {
  const t = useReviewWords()
  const f = useFormats()
  if (of.due_on === null || of.due_latest === null) return <span className="soft">{t('no_due')}</span>
  const timeliness = of.timeliness ?? 'in_time'
  const isRange = of.due_on !== of.due_latest
  const day =
    timeliness === 'overdue'
      ? f.day(of.due_latest)
      : isRange
        ? t('due_range', { day: f.day(of.due_on), latest: f.day(of.due_latest) })
        : f.day(of.due_on)
  const said = <span className={`rv-due rv-due-${timeliness} num`}>{t(`due_${timeliness}`, { day })}</span>
  return isRange ? (
    <Marked mark="unconfirmed" source={t('due_unsure')}>
      {said}
    </Marked>
  ) : (
    said
  )
}
