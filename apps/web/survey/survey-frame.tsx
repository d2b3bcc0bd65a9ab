import { type ReactNode, useEffect } from 'react'
import { Icon } from '../kit/index.ts'
import { useOnline } from '../shell/online.ts'
import './survey.css'
import { useSurveyWords } from './words.ts'

/** The frame of a survey: a phone in one hand. The way back above, whether there is a network, and the page. */
export function SurveyFrame({
  title,
  lead,
  back,
  backWord,
  children,
}: {
  title: string
  lead?: ReactNode
  back: string
  backWord: string
  children: ReactNode
}) {
  const t = useSurveyWords()
  const isOnline = useOnline()
  useEffect(() => {
    document.title = `${title} · An Sinh`
  }, [title])
  return (
    <div className="survey">
      <header className="survey-head">
        <a href={back} className="survey-back">
          <Icon name="left" /> {backWord}
        </a>
        <h1>{title}</h1>
        {lead !== undefined && <p className="soft">{lead}</p>}
      </header>
      <main id="content" className="survey-main">
        {!isOnline && (
          <p className="survey-notice" role="status">
            {t('offline')}
          </p>
        )}
        {children}
      </main>
    </div>
  )
}
