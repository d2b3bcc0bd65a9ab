import type { PlainFacts } from '../../decide/messages.ts'
import { useCitizenWords } from '../words.ts'
import { StepFrame } from './step-frame.tsx'

/** Is there a certificate that still holds? It settles the standing, and with it two dozen questions. */
export function CertificateStep({
  day,
  isWaiting,
  onAnswer,
  onBack,
}: {
  day: string
  isWaiting: boolean
  onAnswer: (facts: PlainFacts) => void
  onBack: () => void
}) {
  const t = useCitizenWords()
  const recognised = (standing: string): PlainFacts => ({
    recognised_standing: standing,
    recognised_on: `${day.slice(0, 4)}-01-01`,
  })
  const none: PlainFacts = { recognised_standing: null, recognised_on: null }
  return (
    <StepFrame title={t('check.certificate')} help={t('check.certificate_help')} onBack={onBack}>
      <div className="check-choices">
        <button type="button" disabled={isWaiting} onClick={() => onAnswer(recognised('poor'))}>
          {t('check.poor')}
        </button>
        <button type="button" disabled={isWaiting} onClick={() => onAnswer(recognised('near_poor'))}>
          {t('check.near_poor')}
        </button>
        <button type="button" disabled={isWaiting} onClick={() => onAnswer(none)}>
          {t('check.no_certificate')}
        </button>
        <button type="button" disabled={isWaiting} className="check-unknown" onClick={() => onAnswer(none)}>
          {t('check.unknown')}
        </button>
      </div>
    </StepFrame>
  )
}
