import { Button } from '@mantine/core'
import { useState } from 'react'
import { Fault } from '../kit/index.ts'
import { titleOf } from './kept-form.ts'
import { sendFinished } from './send.ts'
import './survey.css'
import { useHeldKey, useKeptForms, useSending } from './use-kept.ts'
import { useSurveyWords } from './words.ts'

/** The forms that wait on this device. For the surveyor's first screen and for the page without a network; sends what is finished. `isAlone`: stands on the page itself to which it leads otherwise. */
export function WaitingForms({ isAlone = false }: { readonly isAlone?: boolean }) {
  const t = useSurveyWords()
  const { data: held } = useHeldKey()
  const forms = useKeptForms(held)
  const [error, setError] = useState<unknown>()
  useSending(held)
  if (held === undefined || forms === undefined) return null
  const isAnyFinished = forms.some(f => f.state === 'finished')
  return (
    <section className="waiting-forms" aria-label={t('waiting.title')}>
      <h2>{t('waiting.title')}</h2>
      {forms.length === 0 && <p className="soft">{t('waiting.none')}</p>}
      <ul className="waiting-list">
        {forms.map(form => (
          <li key={form.caseId}>
            <a href={`/reviews/cases/${form.caseId}/form`}>{titleOf(form) || t('waiting.unnamed')}</a>
            <span className="small soft">
              {[form.hamlet, t(`waiting.${form.state}`)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <Fault error={error} />
      {isAnyFinished && (
        <Button
          variant="default"
          onClick={() => {
            setError(undefined)
            sendFinished(held).catch((e: unknown) => setError(e))
          }}
        >
          {t('waiting.send')}
        </Button>
      )}
      {!isAlone && <a href="/survey">{t('take.link')}</a>}
      {forms.length > 0 && <p className="small soft">{t('waiting.sealed')}</p>}
    </section>
  )
}
