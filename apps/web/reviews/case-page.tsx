import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Loaded, Page, Section, StandingChip, today, useFormats } from '../kit/index.ts'
import { useUnitName } from '../shell/places.ts'
import { CaseActions } from './case-actions.tsx'
import { CaseHistory } from './case-history.tsx'
import { useCaseWords } from './case-words.ts'
import { DownloadButton } from './download-button.tsx'
import { Due, Parts, To } from './parts.tsx'
import { type Case, caseQuery, dueQuery, roundQuery } from './queries.ts'
import { useReviewWords } from './words.ts'

/** One case: where it stands, what comes next and until when, and every step with who and when. */
export function CasePage() {
  const t = useCaseWords()
  const r = useReviewWords()
  const nameOf = useUnitName()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(caseQuery(id))
  const data = found.data
  return (
    <Page
      title={data === undefined ? t('title') : (data.household?.head_name ?? r('nameless'))}
      lead={
        data && (
          <>
            {[
              data.household?.hamlet,
              nameOf(data.case.commune_code),
              data.household?.member_count != null && t('members', { count: data.household.member_count }),
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            · <To to={`/households/${data.case.household_id}`}>{t('file')}</To>
          </>
        )
      }
    >
      <Parts />
      <Loaded of={found} rows={6} height={400}>
        {one => (
          <>
            <Section title={t('now')}>
              <p>
                <Stands of={one.case} />
              </p>
              <CaseActions of={one} />
            </Section>
            <div className="rv-two">
              <Result of={one} />
              {one.request !== null && <RequestOf request={one.request} />}
            </div>
            <CaseHistory of={one} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Stands({ of }: { of: Case }) {
  const t = useCaseWords()
  const r = useReviewWords()
  const f = useFormats()
  const due = useQuery(dueQuery(of.commune_code))
  const timeliness =
    of.due_on === null || of.due_latest === null
      ? null
      : today() > of.due_latest
        ? 'overdue'
        : of.due_on <= (due.data?.soon ?? '')
          ? 'due_soon'
          : 'in_time'
  return (
    <>
      {t('stands', { state: r(`state.${of.state}`), since: f.day(of.since) })}{' '}
      {of.state === 'posted' && of.posted_until !== null
        ? t('posted_until', { day: f.day(of.posted_until) })
        : null}{' '}
      {of.due_on !== null && <Due of={{ ...of, timeliness }} />}
    </>
  )
}

type Found = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof caseQuery>['queryFn']>>>>

function Result({ of }: { of: Pick<Found, 'case' | 'surveys'> }) {
  const t = useCaseWords()
  const r = useReviewWords()
  const round = useQuery(roundQuery(of.case.round_id, of.case.commune_code))
  const last = of.surveys.at(-1)
  return (
    <Section title={t('found')}>
      <dl className="rv-facts">
        <dt>{t('round')}</dt>
        <dd>
          <To to={`/reviews/rounds/${of.case.round_id}`}>{round.data?.round.name ?? '…'}</To>
        </dd>
        <dt>{t('reason')}</dt>
        <dd>{r(`reason.${of.case.reason}`)}</dd>
        <dt>{t('opening')}</dt>
        <dd>
          {of.case.opening_standing === null ? '–' : <StandingChip standing={of.case.opening_standing} />}
        </dd>
        <dt>{t('computed')}</dt>
        <dd>
          {of.case.computed === null ? '–' : <StandingChip standing={of.case.computed} />}
          {last?.deprivations != null && (
            <span className="soft"> · {t('deprivations', { count: last.deprivations })}</span>
          )}
          {last?.restricted === true && <span className="soft"> · {t('restricted')}</span>}
        </dd>
        {(last?.missing ?? []).length > 0 && (
          <>
            <dt />
            <dd className="owed">{t('missing', { count: last?.missing?.length ?? 0 })}</dd>
          </>
        )}
        <dt>{t('standing')}</dt>
        <dd>{of.case.standing === null ? '–' : <StandingChip standing={of.case.standing} />}</dd>
      </dl>
    </Section>
  )
}

function RequestOf({ request }: { request: NonNullable<Found['request']> }) {
  const t = useCaseWords()
  const f = useFormats()
  return (
    <Section title={t('request')}>
      <p>{t(`requests.subject_${request.subject}`)}</p>
      <p>
        {t('request_says', {
          form: request.form,
          day: f.day(request.received_on),
          due: f.day(request.return_on),
        })}
      </p>
      <p>
        {t('code')}: <span className="num rv-code">{request.receipt_code}</span>
      </p>
      <DownloadButton path={`/api/reviews/requests/${request.request_id}/slip`} label={t('slip')} />
    </Section>
  )
}
