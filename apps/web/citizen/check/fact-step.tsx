import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { choicesOf, faultOf } from '../../decide/choices.ts'
import { FactInput } from '../../decide/fact-input.tsx'
import type { FactInfo, Plain, PlainPerson } from '../../decide/messages.ts'
import { questionOf } from '../../decide/questions.ts'
import { today } from '../../kit/index.ts'
import { useTwo } from '../../language/index.ts'
import { useCitizenWords } from '../words.ts'
import type { Step } from './course.ts'
import { useMemberName } from './member-name.ts'
import { StepFrame } from './step-frame.tsx'
import type { Given } from './use-course.ts'

interface FactStepProps {
  readonly step: Extract<Step, { kind: 'fact' }>
  readonly fact: FactInfo
  readonly members: readonly PlainPerson[]
  readonly isWaiting: boolean
  readonly onAnswer: (given: Given) => void
  readonly onBack: () => void
}

/** One fact, of the household or of those members of whom it matters. */
export function FactStep({ step, fact, members, isWaiting, onAnswer, onBack }: FactStepProps) {
  const t = useCitizenWords()
  const two = useTwo()
  const name = useMemberName(today())
  const { ask, help } = questionOf(fact)
  const choices = choicesOf(fact)
  const who = step.entity === 'household' ? [''] : step.persons
  const [given, setGiven] = useState<Given>({})
  const set = (id: string, value: Plain): void => setGiven({ ...given, [id]: value })
  const single = who[0]
  const isSingle = who.length === 1 && single !== undefined
  const title = isSingle && single !== '' ? `${name(members, single)}: ${two(ask)}` : two(ask)
  const unknownWord = t(fact.restricted ? 'check.private_answer' : 'check.unknown')
  const all = (value: Plain): Given => Object.fromEntries(who.map(id => [id, value]))
  const hasFault = who.some(id => faultOf(fact, given[id] ?? null) !== undefined)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!hasFault) onAnswer(given)
  }
  if (isSingle && choices !== undefined)
    return (
      <StepFrame title={title} help={help && two(help)} onBack={onBack}>
        <div className="check-choices">
          {choices.map(c => (
            <button
              type="button"
              key={String(c.value)}
              disabled={isWaiting}
              onClick={() => onAnswer({ [single]: c.value })}
            >
              {capital(two(c.label))}
            </button>
          ))}
          <button type="button" className="check-unknown" disabled={isWaiting} onClick={() => onAnswer({})}>
            {unknownWord}
          </button>
        </div>
      </StepFrame>
    )
  return (
    <StepFrame title={title} help={help && two(help)} onBack={onBack}>
      <form onSubmit={submit}>
        {fact.type === 'bool' && (
          <div className="check-choices">
            <button type="button" disabled={isWaiting} onClick={() => onAnswer(all(false))}>
              {t('check.nobody')}
            </button>
          </div>
        )}
        <div className="check-many">
          {who.map(id => (
            <FactInput
              key={id}
              fact={fact}
              size="lg"
              label={id === '' ? two(ask) : name(members, id)}
              isLabelHidden={isSingle}
              value={given[id]}
              unknownWord={unknownWord}
              onChange={value => set(id, value)}
            />
          ))}
        </div>
        <div className="check-actions">
          <Button type="submit" size="lg" disabled={isWaiting || hasFault}>
            {t('check.next')}
          </Button>
          <Button type="button" size="lg" variant="default" disabled={isWaiting} onClick={() => onAnswer({})}>
            {unknownWord}
          </Button>
        </div>
      </form>
    </StepFrame>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
