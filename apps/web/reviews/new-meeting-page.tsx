import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Loaded, Page, useFormats } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { useSetSearch } from '../shell/search-params.ts'
import { useBatchWords } from './batch-words.ts'
import { MeetingForm } from './meeting-form.tsx'
import { Parts, To } from './parts.tsx'
import { allCases, roundQuery, settingsQuery } from './queries.ts'
import type { RoundSearch } from './routes.ts'
import { useReviewWords } from './words.ts'

/** Records a villagers' meeting: a hamlet, its surveyed households, who was there and how they voted. */
export function NewMeetingPage() {
  const t = useBatchWords()
  const r = useReviewWords()
  const f = useFormats()
  const { id } = useParams({ strict: false }) as { id: string }
  const { hamlet } = useSearch({ strict: false }) as RoundSearch
  const setSearch = useSetSearch<RoundSearch>()
  const { commune } = usePlace()
  const round = useQuery(roundQuery(id, commune))
  const settings = useQuery(settingsQuery)
  const percent = Number(settings.data?.find(s => s.key === 'agreement_percent')?.value ?? 50)
  const hamlets = (round.data?.hamlets ?? []).filter(h => h.state === 'surveyed' && h.hamlet !== null)
  return (
    <Page
      title={t('meeting.new_title')}
      lead={
        <>
          <To to={`/reviews/rounds/${id}`}>{round.data?.round.name ?? r('rounds')}</To>
          <br />
          {t('meeting.lead', { percent })}
        </>
      }
    >
      <Parts />
      <Loaded of={round} rows={2}>
        {() =>
          hamlets.length === 0 ? (
            <p className="empty">{t('meeting.none')}</p>
          ) : (
            <Select
              label={t('meeting.choose')}
              maw={420}
              searchable
              value={hamlet ?? null}
              data={hamlets.map(h => ({
                value: h.hamlet ?? '',
                label: `${h.hamlet} (${f.number(h.cases)})`,
              }))}
              onChange={value => setSearch({ hamlet: value ?? undefined })}
            />
          )
        }
      </Loaded>
      {hamlet !== undefined && commune !== undefined && (
        <Surveyed key={hamlet} round={id} commune={commune} hamlet={hamlet} percent={percent} />
      )}
    </Page>
  )
}

interface SurveyedProps {
  readonly round: string
  readonly commune: string
  readonly hamlet: string
  readonly percent: number
}

function Surveyed({ round, commune, hamlet, percent }: SurveyedProps) {
  const t = useBatchWords()
  const cases = useQuery(allCases({ round, commune, hamlet, state: 'surveyed' }))
  return (
    <Loaded of={cases} rows={6} isEmpty={all => all.length === 0} empty={t('meeting.none')}>
      {all => <MeetingForm cases={all} hamlet={hamlet} percent={percent} />}
    </Loaded>
  )
}
