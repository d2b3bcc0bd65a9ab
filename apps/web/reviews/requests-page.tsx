import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { type Column, Fault, Page, Table, useFormats, useKitWords, Waiting } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { useMay } from '../shell/session.ts'
import { useCaseWords } from './case-words.ts'
import { DownloadButton } from './download-button.tsx'
import { Parts, To } from './parts.tsx'
import { type Taken, TakeRequest } from './take-request.tsx'
import { useReviewWords } from './words.ts'

type Line = Schemas['ReviewRequestLine']

/** Requests taken in, the latest first; a new one with its slip. */
export function RequestsPage() {
  const t = useCaseWords()
  const kit = useKitWords()
  const may = useMay()
  const { commune } = usePlace()
  const [isTaking, setTaking] = useState(false)
  const [taken, setTaken] = useState<Taken>()
  const [waiting, setWaiting] = useState(false)
  const pages = useInfiniteQuery({
    queryKey: ['reviews', 'requests', 'list', commune, waiting],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/reviews/requests', {
          params: {
            query: {
              waiting: waiting ? 'true' : 'false',
              limit: 50,
              ...(commune === undefined ? {} : { commune }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })
  const rows = pages.data?.pages.flatMap(p => p.items)
  return (
    <Page
      title={t('requests.title')}
      lead={t('requests.lead')}
      actions={
        may('review.write', commune) && <Button onClick={() => setTaking(true)}>{t('requests.take')}</Button>
      }
    >
      <Parts />
      {taken !== undefined && <TakenNote taken={taken} />}
      <Checkbox
        label={t('requests.waiting_only')}
        checked={waiting}
        onChange={e => setWaiting(e.currentTarget.checked)}
        mb={12}
      />
      {pages.isError ? (
        <Fault error={pages.error} retry={() => void pages.refetch()} />
      ) : rows === undefined ? (
        <Waiting rows={6} height={300} />
      ) : rows.length === 0 ? (
        <p className="empty">{t('requests.none')}</p>
      ) : (
        <Lines rows={rows} />
      )}
      {pages.hasNextPage && (
        <Button
          variant="default"
          mt={12}
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {kit('more')}
        </Button>
      )}
      {isTaking && (
        <TakeRequest
          onClose={() => setTaking(false)}
          onTaken={done => {
            setTaking(false)
            setTaken(done)
          }}
        />
      )}
    </Page>
  )
}

/** What was taken in: the code, the day of the answer, the slip. */
function TakenNote({ taken }: { taken: Taken }) {
  const t = useCaseWords()
  const f = useFormats()
  const { request } = taken
  return (
    <section className="rv-taken" aria-live="polite">
      <p>
        <strong>{t('requests.taken', { name: taken.name })}</strong>
      </p>
      <p>
        {t('requests.taken_code')}: <span className="rv-code num">{request.receipt_code}</span>
      </p>
      <p>
        {t('requests.taken_due', { day: f.day(request.return_on) })}{' '}
        {taken.caseId === null ? (
          t('requests.taken_waiting')
        ) : (
          <>
            {t('requests.taken_listed')}{' '}
            <To to={`/reviews/cases/${taken.caseId}`}>{t('requests.open_case')}</To>
          </>
        )}
      </p>
      <DownloadButton
        path={`/api/reviews/requests/${request.request_id}/slip`}
        label={t('slip')}
        variant="filled"
      />
    </section>
  )
}

function Lines({ rows }: { rows: readonly Line[] }) {
  const t = useCaseWords()
  const r = useReviewWords()
  const f = useFormats()
  const columns: Column<Line>[] = [
    { name: 'received', title: t('requests.received'), cell: q => f.day(q.received_on) },
    {
      name: 'head',
      title: r('household'),
      cell: q => <To to={`/households/${q.household_id}`}>{q.head_name ?? r('nameless')}</To>,
    },
    { name: 'hamlet', title: r('hamlet'), isMinor: true, cell: q => q.hamlet },
    { name: 'form', title: t('requests.form'), cell: q => q.form },
    {
      name: 'subject',
      title: t('requests.subject'),
      isMinor: true,
      cell: q => t(`requests.subject_${q.subject}`),
    },
    { name: 'due', title: t('requests.due'), cell: q => f.day(q.return_on) },
    {
      name: 'stands',
      title: t('requests.stands'),
      cell: q =>
        q.withdrawn_on !== null ? (
          t('requests.withdrawn')
        ) : q.case_id === null ? (
          t('requests.waits')
        ) : (
          <To to={`/reviews/cases/${q.case_id}`}>{r(`state.${q.case_state as 'listed'}`)}</To>
        ),
    },
    {
      name: 'slip',
      title: t('requests.slip'),
      cell: q => (
        <DownloadButton
          path={`/api/reviews/requests/${q.request_id}/slip`}
          label=".docx"
          name={t('requests.slip_of', { name: q.head_name ?? q.receipt_code })}
        />
      ),
    },
  ]
  return <Table label={t('requests.title')} columns={columns} rows={rows} rowKey={q => q.request_id} />
}
