import { Button } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, Page, Section, StandingChip, Table, useFormats } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { useMay, useMe } from '../shell/session.ts'
import { useBatchWords } from './batch-words.ts'
import { CertifyDecided } from './certify-decided.tsx'
import { ReturnDialog, SignDialog } from './decision-dialogs.tsx'
import { DownloadButton } from './download-button.tsx'
import { CaseLink, Parts } from './parts.tsx'
import { type Decision, type Item, saidOf, useSays } from './says.ts'
import { resultOf } from './states.ts'
import { useReviewWords } from './words.ts'

const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'decision', id],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/decisions/{decision_id}', { params: { path: { decision_id: id } } })),
  })

/** One decision: what it says of whom, who proposed, who signs, its papers and certificates. */
export function DecisionPage() {
  const t = useBatchWords()
  const f = useFormats()
  const says = useSays()
  const nameOf = useUnitName()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(decisionQuery(id))
  const [said, setSaid] = useState('')
  const d = found.data?.decision
  const items = found.data?.items ?? []
  const count = items.length
  return (
    <Page
      title={
        d === undefined
          ? t('decision.list_title')
          : d.number === null
            ? t('decision.draft', { count: f.number(count) })
            : t('decision.title', { number: d.number })
      }
      lead={
        d && (
          <>
            {says(items.map(saidOf))}, {nameOf(d.commune_code)}.
            <br />
            {t('decision.proposed', {
              name: d.proposed_by_name ?? t('decision.somebody'),
              at: f.moment(d.proposed_at),
            })}
            {d.state === 'approved' && d.decided_on !== null && (
              <>
                {'. '}
                {t('decision.signed_by', {
                  name: d.ended_by_name ?? t('decision.somebody'),
                  day: f.day(d.decided_on),
                  from: f.day(d.valid_from ?? d.decided_on),
                })}
              </>
            )}
            {d.state === 'returned' && (
              <>
                {'. '}
                {t('decision.returned_by', {
                  name: d.ended_by_name ?? t('decision.somebody'),
                  reason: d.reason ?? '',
                })}
              </>
            )}
          </>
        )
      }
      actions={
        d && (
          <>
            {items.some(i => i.outcome === 'recognise') && (
              <DownloadButton path={`/api/reviews/decisions/${id}/paper`} label={t('decision.paper')} />
            )}
            {items.some(i => i.outcome === 'refuse') && (
              <DownloadButton path={`/api/reviews/decisions/${id}/refusals`} label={t('decision.refusals')} />
            )}
          </>
        )
      }
    >
      <Parts />
      <p role="status" className="rv-said">
        {said}
      </p>
      <Loaded of={found} rows={6} height={300}>
        {data => (
          <>
            {data.decision.state === 'proposed' && (
              <Signing decision={data.decision} items={data.items} onDone={setSaid} />
            )}
            {data.decision.state === 'approved' && (
              <CertifyDecided decision={data.decision} items={data.items} />
            )}
            <Households items={data.items} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface SigningProps {
  readonly decision: Decision
  readonly items: readonly Item[]
  readonly onDone: (said: string) => void
}

/** Sign or send back; whoever proposed reads that somebody else must. */
function Signing({ decision, items, onDone }: SigningProps) {
  const t = useBatchWords()
  const me = useMe()
  const may = useMay()
  const [act, setAct] = useState<'sign' | 'return'>()
  const close = () => setAct(undefined)
  const isOwn = decision.proposed_by === me.user_id
  if (isOwn || !may('review.approve', decision.commune_code))
    return <p className="rv-note">{t('decision.own')}</p>
  return (
    <div className="rv-acts">
      <Button onClick={() => setAct('sign')}>{t('decision.sign')}</Button>
      <Button variant="default" onClick={() => setAct('return')}>
        {t('decision.give_back')}
      </Button>
      {act === 'sign' && <SignDialog decision={decision} items={items} onClose={close} onDone={onDone} />}
      {act === 'return' && <ReturnDialog decision={decision} items={items} onClose={close} />}
    </div>
  )
}

function Households({ items }: { items: readonly Item[] }) {
  const t = useBatchWords()
  const r = useReviewWords()
  const f = useFormats()
  return (
    <Section title={t('households', { count: f.number(items.length) })}>
      <Table
        label={r('table_of', { what: t('households', { count: items.length }) })}
        rows={items}
        rowKey={i => i.case_id}
        columns={[
          { name: 'head', title: r('household'), cell: i => <CaseLink of={i} /> },
          { name: 'hamlet', title: r('hamlet'), cell: i => i.hamlet },
          {
            name: 'members',
            title: t('decision.members'),
            isNumber: true,
            isMinor: true,
            cell: i => (i.member_count === null ? '' : f.number(i.member_count)),
          },
          {
            name: 'was',
            title: t('decision.was'),
            isMinor: true,
            cell: i => (i.before_standing === null ? '–' : <StandingChip standing={i.before_standing} />),
          },
          {
            name: 'outcome',
            title: t('decision.outcome'),
            cell: i =>
              i.outcome === 'refuse'
                ? t('result.refuse')
                : t(`result.${resultOf(i.standing, i.before_standing)}`),
          },
          { name: 'reasons', title: t('decision.reasons'), cell: i => i.reasons.join(' ') },
          { name: 'state', title: r('state_label'), cell: i => r(`state.${i.state}`) },
        ]}
      />
    </Section>
  )
}
