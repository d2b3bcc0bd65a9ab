import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../api/client.ts'
import { Fault, Page, StandingChip, Table, useFormats, useKitWords, Waiting } from '../kit/index.ts'
import { usePlace } from '../shell/places.ts'
import { Parts, To } from './parts.tsx'
import { useReportWords } from './report-words.ts'
import { useReviewWords } from './words.ts'

/** Where computed and recognised standing are not the same: a list of work for the next review. */
export function DisagreementsPage() {
  const t = useReportWords()
  const r = useReviewWords()
  const kit = useKitWords()
  const f = useFormats()
  const { commune } = usePlace()
  const pages = useInfiniteQuery({
    queryKey: ['reviews', 'disagreements', commune],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/reviews/disagreements', {
          params: {
            query: {
              limit: 100,
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
    <Page title={t('disagreements.title')} lead={t('disagreements.lead')}>
      <Parts />
      {pages.isError ? (
        <Fault error={pages.error} retry={() => void pages.refetch()} />
      ) : rows === undefined ? (
        <Waiting rows={8} height={400} />
      ) : rows.length === 0 ? (
        <p className="empty">{t('disagreements.none')}</p>
      ) : (
        <Table
          label={t('disagreements.title')}
          rows={rows}
          rowKey={d => d.household_id}
          columns={[
            {
              name: 'head',
              title: r('household'),
              cell: d => <To to={`/households/${d.household_id}`}>{d.head_name ?? r('nameless')}</To>,
            },
            { name: 'hamlet', title: r('hamlet'), isMinor: true, cell: d => d.hamlet },
            {
              name: 'recognised',
              title: t('disagreements.recognised'),
              cell: d =>
                d.recognised === null ? (
                  <span className="soft">{t('disagreements.nobody')}</span>
                ) : (
                  <StandingChip standing={d.recognised} />
                ),
            },
            {
              name: 'computed',
              title: t('disagreements.computed'),
              cell: d => <StandingChip standing={d.computed} />,
            },
            {
              name: 'source',
              title: t('disagreements.source'),
              isMinor: true,
              cell: d =>
                d.source === 'review'
                  ? t('disagreements.review', { day: f.day(d.as_of) })
                  : t('disagreements.month', { month: f.month(d.as_of) }),
            },
          ]}
        />
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
    </Page>
  )
}
