import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { Fault, lastDay, Page, today, useFormats, Waiting } from '../../kit/index.ts'
import { keepOffice, useAsOf } from '../../shell/search-params.ts'
import { useMay } from '../../shell/session.ts'
import '../file.css'
import '../households.css'
import { deliveriesQuery, explanationQuery, fileQuery, outcomesQuery, type Which } from '../queries.ts'
import { Benefits } from './benefits.tsx'
import { Facts } from './facts.tsx'
import { FileContext } from './file-context.ts'
import { FileHead, FileWays } from './head.tsx'
import { Standing } from './indicators.tsx'
import { Members } from './members.tsx'
import { useNames } from './names.ts'
import { rightsOf } from './owed.ts'
import { Papers } from './papers.tsx'
import { Timeline } from './timeline.tsx'
import { useFileWords } from './words.ts'

export const SECTIONS = ['standing', 'members', 'benefits', 'facts', 'timeline', 'papers'] as const

/** The file of a household: who, where, how it stands, what is owed; then everything that says why. */
export function FilePage() {
  const t = useFileWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { run } = useSearch({ strict: false }) as { run?: number }
  const { month, query } = useAsOf()
  const may = useMay()
  const [unmask, setUnmask] = useState(false)
  const which: Which = run === undefined ? { month } : { run }
  const file = useQuery(fileQuery(id, query, unmask))
  const kept = useQuery({ ...fileQuery(id, query), enabled: unmask })
  const outcomes = useQuery({ ...outcomesQuery(id, which), enabled: may('outcome.read') })
  const standing = useQuery({ ...explanationQuery(id, which), enabled: may('outcome.read') })
  const deliveries = useQuery({ ...deliveriesQuery(id), enabled: may('delivery.read') })
  const data = file.data ?? kept.data
  const names = useNames(data)
  if (data === undefined)
    return file.isError ? <Refused error={file.error} /> : <Waiting rows={10} height={700} />
  const rights = outcomes.data === undefined ? [] : rightsOf(outcomes.data, deliveries.data)
  const isPast = month !== undefined
  const context = {
    file: data,
    names,
    which,
    on: month === undefined ? today() : lastDay(month),
    mayWrite: !isPast && data.status === 'active' && may('household.write', data.commune_code),
    mayDeliver: !isPast && may('delivery.write', data.commune_code),
  }
  const head = data.members.find(m => m.person_id === data.head_id)
  return (
    <FileContext value={context}>
      <Page
        title={head?.full_name ?? t('unnamed')}
        lead={<FileHead outcomes={outcomes} rights={rights} standing={standing.data} />}
        actions={<FileWays />}
      >
        {isPast && <p className="file-past small">{t('past')}</p>}
        <nav className="file-nav no-print" aria-label={t('sections')}>
          {SECTIONS.map(s => (
            <a key={s} href={`#${s}`}>
              {t(s)}
            </a>
          ))}
        </nav>
        <Standing of={standing} />
        <Members unmask={unmask} onUnmask={may('identity.read') ? setUnmask : undefined} />
        <Benefits outcomes={outcomes} rights={rights} />
        <Facts outcomes={outcomes.data} />
        <Timeline />
        <Papers />
      </Page>
    </FileContext>
  )
}

function Refused({ error }: { error: unknown }) {
  const t = useFileWords()
  const f = useFormats()
  const { month } = useAsOf()
  const isGone = isProblem(error) && (error.status === 404 || error.status === 403)
  return (
    <Page
      title={t('refused.title')}
      lead={
        isGone
          ? month === undefined
            ? t('refused.lead')
            : t('refused.past', { month: f.month(month) })
          : undefined
      }
    >
      <Fault error={error} />
      <p>
        <Link to={'/households' as never} search={keepOffice as never}>
          {t('refused.back')}
        </Link>
      </p>
    </Page>
  )
}
