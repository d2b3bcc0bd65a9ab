import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded, Page, Section, useFormats } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { useMay } from '../shell/session.ts'
import { CloseRound } from './close-round.tsx'
import { OpenRound } from './open-round.tsx'
import { Parts, To } from './parts.tsx'
import { ProgressBars, ProgressSays, RoundDays } from './progress.tsx'
import { dueQuery, type Round, roundQuery, roundsQuery } from './queries.ts'
import { useReviewWords } from './words.ts'

/** Rounds of reviews: what is due first, then each round with how far it is. */
export function RoundsPage() {
  const t = useReviewWords()
  const may = useMay()
  const { commune } = usePlace()
  const rounds = useQuery(roundsQuery)
  const [isOpening, setOpening] = useState(false)
  const [said, setSaid] = useState('')
  return (
    <Page
      title={t('title')}
      lead={<DueSays commune={commune} />}
      actions={
        may('review.open', commune) && <Button onClick={() => setOpening(true)}>{t('open_round')}</Button>
      }
    >
      <Parts />
      <p role="status" className="rv-said">
        {said}
      </p>
      <Loaded of={rounds} isEmpty={all => all.length === 0} empty={t('no_rounds')}>
        {all => (
          <>
            {all.some(r => r.state === 'open') && (
              <Section title={t('running')}>
                {all
                  .filter(r => r.state === 'open')
                  .map(r => (
                    <RoundEntry key={r.round_id} round={r} commune={commune} />
                  ))}
              </Section>
            )}
            {all.some(r => r.state === 'closed') && (
              <Section title={t('closed')}>
                {all
                  .filter(r => r.state === 'closed')
                  .map(r => (
                    <RoundEntry key={r.round_id} round={r} commune={commune} />
                  ))}
              </Section>
            )}
          </>
        )}
      </Loaded>
      {isOpening && (
        <OpenRound
          onClose={() => setOpening(false)}
          onOpened={(round, listed) => {
            setOpening(false)
            setSaid(t('opened', { name: round.name, ...listed }))
          }}
        />
      )}
    </Page>
  )
}

function DueSays({ commune }: { commune: string | undefined }) {
  const t = useReviewWords()
  const f = useFormats()
  const due = useQuery(dueQuery(commune))
  if (due.data === undefined) return <span>&nbsp;</span>
  const sum = (what: 'overdue' | 'due_soon' | 'in_time') => due.data.items.reduce((n, i) => n + i[what], 0)
  const [overdue, soon, in_time] = [sum('overdue'), sum('due_soon'), sum('in_time')]
  if (overdue + soon + in_time === 0) return <>{t('lead_none')}</>
  return (
    <>{t('lead_due', { overdue: f.number(overdue), soon: f.number(soon), in_time: f.number(in_time) })}</>
  )
}

function RoundEntry({ round, commune }: { round: Round; commune: string | undefined }) {
  const t = useReviewWords()
  const f = useFormats()
  const may = useMay()
  const progress = useQuery(roundQuery(round.round_id, commune))
  const [isClosing, setClosing] = useState(false)
  return (
    <article className="rv-round" aria-labelledby={`round-${round.round_id}`}>
      <header className="rv-round-head">
        <h3 id={`round-${round.round_id}`}>
          <To to={`/reviews/rounds/${round.round_id}`}>{round.name}</To>
        </h3>
        <span className="soft small">
          {round.closed_at === null ? (
            <RoundDays round={round} />
          ) : (
            t('closed_on', { at: f.moment(round.closed_at) })
          )}
        </span>
      </header>
      <Loaded of={progress} rows={1} height={56}>
        {({ progress: states }) => (
          <>
            <ProgressSays states={states} />
            <ProgressBars states={states} />
          </>
        )}
      </Loaded>
      {round.state === 'open' && may('review.open', round.area) && (
        <Button
          variant="subtle"
          size="compact-sm"
          className="rv-round-close"
          onClick={() => setClosing(true)}
        >
          {t('close_round')}
        </Button>
      )}
      {isClosing && <CloseRound round={round} onClose={() => setClosing(false)} />}
    </article>
  )
}
