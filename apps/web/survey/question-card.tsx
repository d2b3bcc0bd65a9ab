import { useEffect, useRef } from 'react'
import { FactInput } from '../decide/fact-input.tsx'
import type { Plain } from '../decide/messages.ts'
import { questionOf } from '../decide/questions.ts'
import { useTwo } from '../language/index.ts'
import type { FormLine } from './questions.ts'
import { useShowValue } from './show-value.ts'
import { useSurveyWords } from './words.ts'

interface QuestionCardProps {
  readonly line: FormLine
  readonly answer: Plain | undefined
  /** Nothing can change by it any more: dimmed, and still to be answered by whoever likes. */
  readonly isIdle: boolean
  readonly isAlone: boolean
  readonly onAnswer: (value: Plain | undefined) => void
}

/** One question with its help, what the file says, and its answers; "not known" is one. */
export function QuestionCard({ line, answer, isIdle, isAlone, onAnswer }: QuestionCardProps) {
  const t = useSurveyWords()
  const two = useTwo()
  const show = useShowValue()
  const heading = useRef<HTMLHeadingElement>(null)
  const { ask, help } = questionOf(line.fact)
  useEffect(() => {
    if (isAlone) heading.current?.focus({ preventScroll: true })
  }, [isAlone])
  const label = line.person === null ? two(ask) : `${line.personName}: ${two(ask)}`
  const Heading = isAlone ? 'h2' : 'h3'
  return (
    <article className={`survey-card${isIdle ? ' survey-idle' : ''}`}>
      {line.person !== null && isAlone && <p className="survey-who">{line.personName}</p>}
      <Heading ref={heading} tabIndex={-1}>
        {two(ask)}
      </Heading>
      {help !== undefined && <p className="soft small">{two(help)}</p>}
      <p className="small soft">
        {line.before === null && !line.fact.optional
          ? t('in_file_unknown')
          : t('in_file', { value: show(line.fact, line.before) })}
        {line.fact.supplier !== null && ` · ${t('ask_who', { who: two(line.fact.supplier) })}`}
      </p>
      {isIdle && <p className="small survey-idle-word">{t('no_matter')}</p>}
      <FactInput
        fact={line.fact}
        label={label}
        isLabelHidden
        value={answer}
        unknownWord={t('unknown')}
        onChange={onAnswer}
      />
      {answer !== undefined && (
        <button type="button" className="linklike small survey-undo" onClick={() => onAnswer(undefined)}>
          {t('keep')}
        </button>
      )}
    </article>
  )
}
