import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api, bodyOf } from '../api/client.ts'
import { Loaded, Page, useFormats } from '../kit/index.ts'
import { useUnits } from '../shell/places.ts'
import { useBatchWords } from './batch-words.ts'
import { DownloadButton } from './download-button.tsx'
import { Parts } from './parts.tsx'
import './posting.css'
import { roundQuery } from './queries.ts'
import { resultOf } from './states.ts'

/** A posted list as an official paper of the fewest columns; after its last day nobody's name. */
export function PostingPage() {
  const t = useBatchWords()
  const f = useFormats()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery({
    queryKey: ['reviews', 'posting', id],
    queryFn: () =>
      bodyOf(api.GET('/api/reviews/postings/{posting_id}', { params: { path: { posting_id: id } } })),
  })
  const p = found.data
  return (
    <Page
      title={t('post.paper')}
      lead={
        p && (
          <span className="no-print">
            {t('post.until', { from: f.day(p.from_on), until: f.day(p.until_on) })}
          </span>
        )
      }
      actions={
        p?.is_over === false && (
          <>
            <DownloadButton path={`/api/reviews/postings/${id}/list`} label={t('docx')} variant="filled" />
            <Button variant="default" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        )
      }
    >
      <Parts />
      <Loaded of={found} rows={6} height={400}>
        {posting =>
          posting.is_over ? (
            <p className="empty">
              {t('post.over', { until: f.day(posting.until_on), count: f.number(posting.count) })}
            </p>
          ) : (
            <Paper posting={posting} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface PaperProps {
  readonly posting: {
    readonly round_id: string
    readonly commune_code: string
    readonly hamlet: string | null
    readonly from_on: string
    readonly until_on: string
    readonly after_recheck: boolean
    readonly address: string
    readonly cases: readonly {
      readonly case_id: string
      readonly head_name: string | null
      readonly hamlet: string | null
      readonly opening_standing: string | null
      readonly standing: string
    }[]
  }
}

function Paper({ posting }: PaperProps) {
  const t = useBatchWords()
  const f = useFormats()
  const units = useUnits()
  const unit = units.get(posting.commune_code)
  const round = useQuery(roundQuery(posting.round_id, posting.commune_code))
  const [y = '', m = '', d = ''] = posting.from_on.split('-')
  const hasHamlets = posting.hamlet === null
  return (
    <article className="paper" aria-label={t('post.paper')}>
      <header className="paper-head">
        <p className="paper-office">{t('post.office', { unit: unit?.full_name ?? '' })}</p>
        <div>
          <p className="paper-nation">{t('post.nation')}</p>
          <p className="paper-motto">{t('post.motto')}</p>
        </div>
        <p className="paper-date">{t('post.date', { place: unit?.name ?? '', d, m, y })}</p>
      </header>
      <h2>{t('post.heading')}</h2>
      <p className="paper-center">
        {round.data?.round.name}
        {posting.hamlet !== null && ` · ${posting.hamlet}`}
        {posting.after_recheck && ` · ${t('post.after_recheck')}`}
      </p>
      <p className="paper-center">
        {t('post.until', { from: f.day(posting.from_on), until: f.day(posting.until_on) })}
      </p>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('post.no')}</th>
            <th scope="col">{t('post.head')}</th>
            {hasHamlets && <th scope="col">{t('post.hamlet')}</th>}
            <th scope="col">{t('post.proposed')}</th>
          </tr>
        </thead>
        <tbody>
          {posting.cases.map((c, i) => (
            <tr key={c.case_id}>
              <td className="num">{i + 1}</td>
              <td>{c.head_name}</td>
              {hasHamlets && <td>{c.hamlet}</td>}
              <td>{t(`result.${resultOf(c.standing, c.opening_standing)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('post.send', { address: posting.address })}</p>
      <p>{t('post.remove', { until: f.day(posting.until_on) })}</p>
      <p className="paper-sign">{t('post.sign')}</p>
      <p className="paper-note">{t('post.form')}</p>
    </article>
  )
}
