import { lazy, Suspense } from 'react'
import { Page, Waiting } from '../kit/index.ts'
import { deskOf, useMe } from '../shell/session.ts'
import { CommuneDesk } from './commune-desk.tsx'
import { useTodayWords } from './words.ts'

const CityDesk = lazy(() => import('./city-desk.tsx').then(m => ({ default: m.CityDesk })))
const SurveyorDesk = lazy(() => import('./surveyor-desk.tsx').then(m => ({ default: m.SurveyorDesk })))
const LegalDesk = lazy(() => import('./legal-desk.tsx').then(m => ({ default: m.LegalDesk })))
const ReadingDesk = lazy(() => import('./reading-desk.tsx').then(m => ({ default: m.ReadingDesk })))

/** The first screen, by what somebody may do. */
export function TodayPage() {
  const desk = deskOf(useMe())
  if (desk === 'commune') return <CommuneDesk />
  return (
    <Suspense fallback={<Waiting rows={8} />}>
      {desk === 'city' ? (
        <CityDesk />
      ) : desk === 'surveyor' ? (
        <SurveyorDesk />
      ) : desk === 'legal' ? (
        <LegalDesk />
      ) : desk === 'none' ? (
        <Nothing />
      ) : (
        <ReadingDesk />
      )}
    </Suspense>
  )
}

function Nothing() {
  const t = useTodayWords()
  return (
    <Page title={t('title')} lead={t('nothing_given')}>
      {null}
    </Page>
  )
}
