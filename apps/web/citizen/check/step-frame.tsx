import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from '../../kit/index.ts'
import { useCitizenWords } from '../words.ts'

/** One question a screen. The eye and the screen reader begin at the question. */
export function StepFrame({
  title,
  help,
  onBack,
  children,
}: {
  title: string
  help?: string | undefined
  onBack: () => void
  children: ReactNode
}) {
  const t = useCitizenWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <section className="check-step">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {help !== undefined && <p className="citizen-lead">{help}</p>}
      {children}
      <button type="button" className="check-back linklike" onClick={onBack}>
        <Icon name="left" /> {t('check.back')}
      </button>
    </section>
  )
}
