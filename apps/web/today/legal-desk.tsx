import { useQuery } from '@tanstack/react-query'
import { today as dayOfToday, Loaded, Page } from '../kit/index.ts'
import { valuesQuery } from '../law/queries.ts'
import { useAsOf } from '../shell/search-params.ts'
import { todayQuery } from './queries.ts'
import './today.css'
import { useTodayWords } from './words.ts'
import { type Work, WorkList } from './work-list.tsx'

/** How far ahead the end of a value is looked for (days). */
const AHEAD = 90

/** The legal officer's first screen: what is not confirmed, what is missing, what expires, what waits for a second person. */
export function LegalDesk() {
  const t = useTodayWords()
  const { query } = useAsOf()
  const day = query.on ?? dayOfToday()
  const today = useQuery(todayQuery(undefined, undefined))
  const values = useQuery(valuesQuery(day))
  const ending = useQuery(valuesQuery(day, AHEAD))
  const marked = (...marks: readonly string[]) =>
    (values.data?.items ?? []).filter(v => marks.includes(v.mark)).length
  const work: Work[] = [
    {
      key: 'proposed',
      count: today.data?.waiting.overlays ?? 0,
      words: t('law_values.proposed'),
      to: '/law/overlays',
      search: { state: 'proposed' },
      tone: 'owed',
    },
    {
      key: 'missing',
      count: marked('missing'),
      words: t('law_values.missing'),
      to: '/law/values',
      search: { show: 'missing' },
      tone: 'owed',
    },
    {
      key: 'expiring',
      count: ending.data?.items.length ?? 0,
      words: t('law_values.expiring'),
      to: '/law/values',
      search: { show: 'ending' },
      tone: 'owed',
    },
    {
      key: 'unconfirmed',
      count: marked('unconfirmed', 'reported'),
      words: t('law_values.unconfirmed'),
      to: '/law/values',
    },
  ]
  return (
    <Page title={t('title')}>
      <Loaded of={values} rows={4} height={240}>
        {() => <WorkList title={t('law_values.title')} work={work} nothing={t('late.nothing')} />}
      </Loaded>
    </Page>
  )
}
