import { CitizenFrame } from './citizen-frame.tsx'
import { useCitizenWords } from './words.ts'

/** How to ask for a review or to complain: at the commune, which gives a slip with a code. */
export function RequestPage() {
  const t = useCitizenWords()
  return (
    <CitizenFrame title={t('request.title')}>
      <h1>{t('request.title')}</h1>
      <p className="citizen-lead">{t('request.lead')}</p>
      <h2>{t('request.how')}</h2>
      <ol className="citizen-steps">
        <li>{t('request.step_1')}</li>
        <li>{t('request.step_2')}</li>
        <li>{t('request.step_3')}</li>
      </ol>
      <p>{t('request.complaint')}</p>
    </CitizenFrame>
  )
}
