import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded, Page, Section, Table, useFormats } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { useMay } from '../shell/session.ts'
import { Board } from './board.tsx'
import { CaseTable } from './case-table.tsx'
import { CloseRound } from './close-round.tsx'
import { Filters } from './filters.tsx'
import { Parts, To } from './parts.tsx'
import { ProgressSays, RoundDays } from './progress.tsx'
import { meetingsQuery, postingsQuery, roundQuery } from './queries.ts'
import type { RoundSearch } from './routes.ts'
import { useReviewWords } from './words.ts'

/** One round: as a board or as a list by deadline, and what was met about and posted. */
export function RoundPage() {
  const t = useReviewWords()
  const f = useFormats()
  const may = useMay()
  const { id } = useParams({ strict: false }) as { id: string }
  const search = useSearch({ strict: false }) as RoundSearch
  const { commune } = usePlace()
  const round = useQuery(roundQuery(id, commune))
  const [isClosing, setClosing] = useState(false)
  const name = round.data?.round.name ?? t('rounds')
  return (
    <Page
      title={name}
      lead={
        round.data && (
          <>
            <ProgressSays states={round.data.progress} />
            <RoundDays round={round.data.round} /> ·{' '}
            {t('standard', { day: f.day(round.data.round.standard_from) })}
          </>
        )
      }
      actions={
        round.data?.round.state === 'open' &&
        may('review.open', round.data.round.area) && (
          <Button variant="default" onClick={() => setClosing(true)}>
            {t('close_round')}
          </Button>
        )
      }
    >
      <Parts />
      <Loaded of={round} rows={8} height={400}>
        {data => (
          <>
            <Filters hamlets={data.hamlets} />
            {search.view === 'table' ? (
              <CaseTable round={data.round} commune={commune} search={search} />
            ) : (
              <Board
                round={data.round}
                progress={
                  search.hamlet === undefined
                    ? data.progress
                    : data.hamlets.filter(h => h.hamlet === search.hamlet)
                }
                commune={commune}
                search={search}
              />
            )}
            <Papers id={id} commune={commune} />
            {isClosing && <CloseRound round={data.round} onClose={() => setClosing(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Meetings and postings of the round. */
function Papers({ id, commune }: { id: string; commune: string | undefined }) {
  const t = useReviewWords()
  const f = useFormats()
  const may = useMay()
  const meetings = useQuery(meetingsQuery(id, commune))
  const postings = useQuery(postingsQuery(id, commune))
  return (
    <div className="rv-two">
      <Section
        title={t('meetings')}
        aside={
          may('review.write', commune) && (
            <To to={`/reviews/rounds/${id}/meetings/new`}>{t('new_meeting')}</To>
          )
        }
      >
        <Loaded of={meetings} isEmpty={all => all.length === 0} empty={t('no_meetings')}>
          {all => (
            <Table
              label={t('table_of', { what: t('meetings') })}
              rows={all}
              rowKey={m => m.meeting_id}
              columns={[
                {
                  name: 'on',
                  title: t('day'),
                  isNumber: false,
                  cell: m => <To to={`/reviews/meetings/${m.meeting_id}`}>{f.day(m.held_on)}</To>,
                },
                { name: 'hamlet', title: t('hamlet'), cell: m => m.hamlet },
                { name: 'present', title: t('present'), isNumber: true, cell: m => f.number(m.present) },
              ]}
            />
          )}
        </Loaded>
      </Section>
      <Section title={t('postings')}>
        <Loaded of={postings} isEmpty={all => all.length === 0} empty={t('no_postings')}>
          {all => (
            <Table
              label={t('table_of', { what: t('postings') })}
              rows={all}
              rowKey={p => p.posting_id}
              columns={[
                {
                  name: 'from',
                  title: t('from_day'),
                  cell: p => <To to={`/reviews/postings/${p.posting_id}`}>{f.day(p.from_on)}</To>,
                },
                { name: 'until', title: t('until_day'), cell: p => f.day(p.until_on) },
                { name: 'hamlet', title: t('hamlet'), cell: p => p.hamlet ?? t('all_hamlets') },
              ]}
            />
          )}
        </Loaded>
      </Section>
    </div>
  )
}
