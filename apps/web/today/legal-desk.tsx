import { useQuery } from '@tanstack/react-query'
import { Loaded, Page } from '../kit/index.ts'
import { todayQuery } from './queries.ts'
import './today.css'
import { useTodayWords } from './words.ts'
import { type Work, WorkList } from './work-list.tsx'

/** The legal officer's first screen: what is not confirmed, what is missing, what expires, what waits for a second person. */
export function LegalDesk() {
  const t = useTodayWords()
  const today = useQuery(todayQuery(undefined, undefined))
  return (
    <Page title={t('title')}>
      <Loaded of={today} rows={4}>
        {data => {
          const work: Work[] = [
            {
              key: 'proposed',
              count: data.waiting.overlays,
              words: t('law_values.proposed'),
              to: '/law/overlays',
              search: { state: 'proposed' },
              tone: 'owed',
            },
          ]
          return <WorkList title={t('law_values.title')} work={work} nothing={t('late.nothing')} />
        }}
      </Loaded>
    </Page>
  )
}
