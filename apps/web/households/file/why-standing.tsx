import { useState } from 'react'
import { renderStanding } from '../../../../engine/explain/render-standing.ts'
import { useLanguage } from '../../language/index.ts'
import { standingOf, type Told } from './told.ts'
import { Article, Missing, Sentences, Values } from './why-parts.tsx'
import { useFileWords } from './words.ts'

/** Why the household stands so: the sentence is there at once, the values and what is missing below it. */
export function WhyStanding({ told }: { told: Told }) {
  const t = useFileWords()
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const s = standingOf(told)
  return (
    <div className="why">
      <Sentences text={renderStanding({ ...s, parameters: [], missing: [] }, language)} />
      {s.missing.length > 0 && <Missing of={s.missing} />}
      <button
        type="button"
        className="linklike small no-print"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('values')}
      </button>
      {isOpen && (
        <>
          <Article citation={s.citation[language]} receipt={s.receipt} />
          <Values of={s.parameters} />
        </>
      )}
    </div>
  )
}
