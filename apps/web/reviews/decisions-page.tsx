import { useQuery } from '@tanstack/react-query'
import { Loaded, Page, Section, Table, useFormats } from '../kit/index.ts'
import { usePlace, useUnitName } from '../shell/places.ts'
import { useBatchWords } from './batch-words.ts'
import { Parts, To } from './parts.tsx'
import { decisionsQuery, roundsQuery } from './queries.ts'
import { useReviewWords } from './words.ts'

type Line = NonNullable<
  Awaited<ReturnType<NonNullable<ReturnType<typeof decisionsQuery>['queryFn']>>>
>[number]

/** Decisions: those that wait for a signature first. */
export function DecisionsPage() {
  const t = useBatchWords()
  const { commune } = usePlace()
  const all = useQuery(decisionsQuery(commune))
  return (
    <Page title={t('decision.list_title')}>
      <Parts />
      <Loaded of={all} rows={6} height={300} isEmpty={d => d.length === 0} empty={t('decision.none')}>
        {decisions => (
          <>
            <Section title={t('decision.waiting')}>
              {decisions.some(d => d.state === 'proposed') ? (
                <Lines label={t('decision.waiting')} rows={decisions.filter(d => d.state === 'proposed')} />
              ) : (
                <p className="empty">{t('decision.none_waiting')}</p>
              )}
            </Section>
            {(['approved', 'returned'] as const)
              .filter(state => decisions.some(d => d.state === state))
              .map(state => (
                <Section
                  key={state}
                  title={t(state === 'approved' ? 'decision.signed' : 'decision.returned')}
                >
                  <Lines
                    label={t(state === 'approved' ? 'decision.signed' : 'decision.returned')}
                    rows={decisions.filter(d => d.state === state)}
                  />
                </Section>
              ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Lines({ label, rows }: { label: string; rows: readonly Line[] }) {
  const t = useBatchWords()
  const f = useFormats()
  const nameOf = useUnitName()
  const r = useReviewWords()
  const rounds = useQuery(roundsQuery)
  const { commune } = usePlace()
  return (
    <Table
      label={r('table_of', { what: label })}
      rows={rows}
      rowKey={d => d.decision_id}
      columns={[
        {
          name: 'number',
          title: t('decision.number_short'),
          cell: d => (
            <To to={`/reviews/decisions/${d.decision_id}`}>
              {d.number ?? t('decision.draft', { count: d.households })}
            </To>
          ),
        },
        {
          name: 'round',
          title: t('decision.round'),
          isMinor: true,
          cell: d => rounds.data?.find(one => one.round_id === d.round_id)?.name,
        },
        ...(commune === undefined
          ? [{ name: 'place', title: t('decision.place'), cell: (d: Line) => nameOf(d.commune_code) }]
          : []),
        {
          name: 'recognised',
          title: t('decision.recognised'),
          isNumber: true,
          cell: d => f.number(d.recognised),
        },
        { name: 'refused', title: t('decision.refused'), isNumber: true, cell: d => f.number(d.refused) },
        {
          name: 'by',
          title: t('decision.by'),
          cell: d => `${d.proposed_by_name ?? t('decision.somebody')}, ${f.moment(d.proposed_at)}`,
        },
        {
          name: 'day',
          title: t('decision.day'),
          cell: d => (d.decided_on === null ? '' : <span className="num">{f.day(d.decided_on)}</span>),
        },
        {
          name: 'waiting',
          title: t('decision.note'),
          isMinor: true,
          cell: d =>
            d.waiting > 0 ? (
              <span className="owed small">{t('decision.waiting_effect', { count: d.waiting })}</span>
            ) : null,
        },
      ]}
    />
  )
}
