import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { isProblem, Unreachable } from '../api/problem.ts'
import { useDecider } from '../decide/use-decider.ts'
import { Fault, Loaded, today } from '../kit/index.ts'
import { isKept, keepPage } from '../offline/keep-page.ts'
import { leave } from '../shell/session.ts'
import { SurveyFrame } from './survey-frame.tsx'
import { takeAlong } from './take-along.ts'
import { useHeldKey } from './use-kept.ts'
import { WaitingForms } from './waiting-forms.tsx'
import { useSurveyWords } from './words.ts'

/** States of a case in which Form B can be recorded. */
const TO_SURVEY = ['listed', 'screened', 'resurvey'] as const
const MOST = 200

type Line = Schemas['ReviewCaseLine']

async function casesToSurvey(): Promise<Line[]> {
  const pages = await Promise.all(
    TO_SURVEY.map(state =>
      bodyOf(api.GET('/api/reviews/cases', { params: { query: { state, limit: MOST } } })),
    ),
  )
  return pages.flatMap(p => p.items)
}

/** Before going out: takes the forms of a hamlet along. Out there: what waits on the device. */
export function SurveyPage() {
  const t = useSurveyWords()
  const key = useHeldKey()
  const [isReady, setReady] = useState(false)
  // the law comes along, too
  useDecider(today())
  useEffect(() => {
    void keepPage()
      .then(() => isKept())
      .then(setReady)
  }, [])
  const isSignedOut = isProblem(key.error) && key.error.status === 401
  useEffect(() => {
    if (isSignedOut) void leave('/survey')
  }, [isSignedOut])
  return (
    <SurveyFrame title={t('take.title')} lead={t('take.lead')} back="/today" backWord={t('take.today')}>
      {key.error instanceof Unreachable && <p className="survey-notice">{t('take.sign_in')}</p>}
      {key.isError && !(key.error instanceof Unreachable) && !isSignedOut && <Fault error={key.error} />}
      <WaitingForms isAlone />
      {key.data !== undefined && <TakeAlong />}
      {isReady && <p className="small soft">{t('take.ready')}</p>}
    </SurveyFrame>
  )
}

function TakeAlong() {
  const t = useSurveyWords()
  const { data: held } = useHeldKey()
  const cases = useQuery({ queryKey: ['cases-to-survey'], queryFn: casesToSurvey, retry: false })
  const [hamlet, setHamlet] = useState('')
  const [progress, setProgress] = useState<{ done: number; of: number }>()
  const [error, setError] = useState<unknown>()
  const hamlets = useMemo(
    () =>
      [...new Set((cases.data ?? []).flatMap(c => c.hamlet ?? []))].sort((a, b) => a.localeCompare(b, 'vi')),
    [cases.data],
  )
  if (held === undefined || cases.error instanceof Unreachable) return null
  const take = async (chosen: readonly Line[]): Promise<void> => {
    setError(undefined)
    setProgress({ done: 0, of: chosen.length })
    try {
      await takeAlong(
        held,
        chosen.map(c => c.case_id),
        done => setProgress({ done, of: chosen.length }),
      )
    } catch (e) {
      setError(e)
    } finally {
      setProgress(undefined)
    }
  }
  return (
    <section className="survey-take" aria-label={t('take.title')}>
      <Loaded of={cases} rows={2} isEmpty={c => c.length === 0} empty={t('take.none')}>
        {all => {
          const chosen = all.filter(c => hamlet === '' || c.hamlet === hamlet)
          return (
            <>
              <NativeSelect
                label={t('take.hamlet')}
                value={hamlet}
                onChange={e => setHamlet(e.currentTarget.value)}
                data={[{ value: '', label: t('take.all') }, ...hamlets.map(h => ({ value: h, label: h }))]}
              />
              <Fault error={error} />
              <Button size="md" loading={progress !== undefined} onClick={() => void take(chosen)}>
                {t('take.go', { count: chosen.length })}
              </Button>
              <p className="small soft" role="status">
                {progress !== undefined && t('take.going', { ...progress })}
              </p>
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
