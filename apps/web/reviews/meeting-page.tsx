import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, Page, Section, StandingChip, Table, useFormats } from '../kit/index.ts'
import { useBatchWords } from './batch-words.ts'
import { DownloadButton } from './download-button.tsx'
import { CaseLink, Parts } from './parts.tsx'
import { useReviewWords } from './words.ts'

/** One meeting: who was there, how they voted, its minutes in two copies. */
export function MeetingPage() {
  const t = useBatchWords()
  const r = useReviewWords()
  const f = useFormats()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery({
    queryKey: ['reviews', 'meeting', id],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/meetings/{meeting_id}', { params: { path: { meeting_id: id } } })),
  })
  const m = found.data
  return (
    <Page
      title={m === undefined ? r('meetings') : t('meeting.title', { hamlet: m.hamlet })}
      lead={
        m && (
          <>
            {t('meeting.held', { day: f.day(m.held_on), present: f.number(m.present) })}
            {m.place !== null && ` · ${m.place}`}
            <br />
            {t('meeting.of', { chair: m.chair ?? '…', secretary: m.secretary ?? '…' })}
          </>
        )
      }
      actions={
        <>
          <DownloadButton
            path={`/api/reviews/meetings/${id}/minutes`}
            label={t('docx_two')}
            variant="filled"
          />
          <Button variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      <Parts />
      <Loaded of={found} rows={6} height={300}>
        {data => (
          <Section title={t('meeting.votes')}>
            <Table
              label={r('table_of', { what: t('meeting.votes') })}
              rows={data.cases}
              rowKey={c => c.case_id}
              columns={[
                { name: 'head', title: r('household'), cell: c => <CaseLink of={c} /> },
                { name: 'hamlet', title: r('hamlet'), isMinor: true, cell: c => c.hamlet },
                { name: 'standing', title: r('found'), cell: c => <StandingChip standing={c.standing} /> },
                {
                  name: 'agreed',
                  title: t('meeting.agreed'),
                  isNumber: true,
                  cell: c => `${f.number(c.agreed)} / ${f.number(data.present)}`,
                },
                {
                  name: 'share',
                  title: t('meeting.share'),
                  isNumber: true,
                  isMinor: true,
                  cell: c => f.percent(c.agreed / data.present, 0),
                },
                {
                  name: 'says',
                  title: t('meeting.conclusion'),
                  cell: c =>
                    c.passes ? t('meeting.passes') : <span className="owed">{t('meeting.fails')}</span>,
                },
              ]}
            />
            {data.remarks !== null && <p>{data.remarks}</p>}
          </Section>
        )}
      </Loaded>
    </Page>
  )
}
