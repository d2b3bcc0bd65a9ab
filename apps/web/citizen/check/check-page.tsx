import { useEffect } from 'react'
import { useDecider } from '../../decide/use-decider.ts'
import { Fault, today, Waiting } from '../../kit/index.ts'
import { keepPage } from '../../offline/keep-page.ts'
import { CitizenFrame } from '../citizen-frame.tsx'
import { useCitizenWords } from '../words.ts'
import { CertificateStep } from './certificate-step.tsx'
import { FactStep } from './fact-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { Result } from './result.tsx'
import { useCourse } from './use-course.ts'

const DAY = today()

/** "What am I entitled to?": asks what can still change an answer, decides here, sends nothing. */
export function CheckPage() {
  const t = useCitizenWords()
  const { law, facts, isReady } = useDecider(DAY)
  const course = useCourse(DAY, facts)
  const { at } = course
  useEffect(() => void keepPage(), [])
  if (!isReady)
    return (
      <CitizenFrame title={t('check.title')}>
        <h1>{t('check.title')}</h1>
        {law.isError ? (
          <Fault error={law.error} retry={() => void law.refetch()} />
        ) : (
          <Waiting rows={5} height={360} />
        )}
      </CitizenFrame>
    )
  const { step } = at
  const info = step.kind === 'fact' ? facts.get(`${step.entity}.${step.fact}`) : undefined
  return (
    <CitizenFrame title={t('check.title')}>
      {course.isDone ? (
        <Result day={DAY} course={course} facts={facts} />
      ) : (
        <>
          {step.kind !== 'people' && <Progress course={course} />}
          {step.kind === 'people' && (
            <PeopleStep day={DAY} members={at.household.members} onDone={course.setPeople} />
          )}
          {step.kind === 'certificate' && (
            <CertificateStep
              day={DAY}
              isWaiting={course.isWaiting}
              onAnswer={course.setCertificate}
              onBack={course.back}
            />
          )}
          {step.kind === 'fact' && info !== undefined && (
            <FactStep
              key={`${course.answered} ${step.fact}`}
              step={step}
              fact={info}
              members={at.household.members}
              isWaiting={course.isWaiting}
              onAnswer={given => course.answer(step, given)}
              onBack={course.back}
            />
          )}
          <Fault error={course.error} />
          {course.result !== undefined && step.kind === 'fact' && <SoFar course={course} />}
        </>
      )}
    </CitizenFrame>
  )
}

function Progress({ course }: { course: ReturnType<typeof useCourse> }) {
  const t = useCitizenWords()
  const total = Math.max(course.answered, course.answered - 1 + course.left)
  const isKnown = course.result !== undefined
  return (
    <p className="check-progress" role="status">
      {isKnown ? t('check.progress', { at: course.answered, of: total }) : t('check.progress_start')}
    </p>
  )
}

/** The answer so far, and the way to it at any time. */
function SoFar({ course }: { course: ReturnType<typeof useCourse> }) {
  const t = useCitizenWords()
  const { granted = 0, open = 0 } = course.result?.counted ?? {}
  return (
    <aside className="check-so-far" aria-label={t('check.so_far')}>
      <p aria-live="polite">
        <strong>{t('check.granted_now', { count: granted })}</strong> {t('check.open_now', { count: open })}
      </p>
      <button type="button" className="linklike" onClick={course.finish}>
        {t('check.show')}
      </button>
    </aside>
  )
}
