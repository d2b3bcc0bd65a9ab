import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { Loaded, Page, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { keepOffice } from '../shell/search-params.ts'
import './today.css'
import { useTodayWords } from './words.ts'

/** Cases that wait for a form: listed or screened, or to be surveyed again. */
const TO_SURVEY = ['listed', 'screened', 'resurvey'] as const

/** The surveyor's list of today: households whose form is to be filled in, the earliest deadline first, by hamlet. */
export function SurveyorDesk() {
  const t = useTodayWords()
  const { commune } = usePlace()
  const nameOf = useUnitName()
  const forms = useQuery({
    queryKey: ['reviews', 'cases', 'to-survey', commune],
    queryFn: async () => {
      const pages = await Promise.all(
        TO_SURVEY.map(state =>
          bodyOf(
            api.GET('/api/reviews/cases', {
              params: { query: { state, limit: 200, ...(commune === undefined ? {} : { commune }) } },
            }),
          ),
        ),
      )
      return pages.flatMap(p => p.items).sort((a, b) => (a.due_on ?? '9').localeCompare(b.due_on ?? '9'))
    },
  })
  return (
    <Page title={t('surveys.title')} lead={nameOf(commune)}>
      <Loaded of={forms} rows={6} height={400} isEmpty={f => f.length === 0} empty={t('surveys.none')}>
        {cases => <Hamlets cases={cases} />}
      </Loaded>
    </Page>
  )
}

type Line = Schemas['ReviewCaseLine']

function Hamlets({ cases }: { cases: readonly Line[] }) {
  const t = useTodayWords()
  const f = useFormats()
  return [...Map.groupBy(cases, c => c.hamlet ?? '')].map(([hamlet, own]) => (
    <section key={hamlet} className="section" aria-label={hamlet}>
      <header className="section-head">
        <h2>{hamlet}</h2>
      </header>
      <ul className="work">
        {own.map(c => (
          <li key={c.case_id}>
            <Link
              to={'/reviews/cases/$id/form' as never}
              params={{ id: c.case_id } as never}
              search={keepOffice as never}
              className="work-line visit-line"
            >
              <span className="visit-name">{c.head_name}</span>
              <span className="soft small">
                {c.member_count !== null && t('surveys.members', { count: c.member_count })}
              </span>
              <span
                className={`small num ${c.timeliness === 'overdue' ? 'late' : c.timeliness === 'due_soon' ? 'owed' : 'soft'}`}
              >
                {c.due_on !== null && c.due_on !== undefined && t('surveys.due', { day: f.day(c.due_on) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ))
}
