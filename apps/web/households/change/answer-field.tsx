import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { today } from '../../kit/index.ts'
import { useFactWords } from '../fact-words.ts'
import type { HouseholdFile } from '../queries.ts'
import { PreviewAndWrite } from './preview-and-write.tsx'
import { type Said, ValueInput } from './value-input.tsx'
import { useChangeWords } from './words.ts'

interface AnswerProps {
  readonly file: HouseholdFile
  /** undefined: of the household itself. */
  readonly person: string | undefined
  readonly fact: string
  readonly value: Said
}

export const KINDS = ['surveyed', 'corrected'] as const
export type Kind = (typeof KINDS)[number]

/** One thing that nobody knew, answered where it is asked, with a preview before it is recorded. */
export function AnswerField({ file, person, fact, value }: AnswerProps) {
  const t = useChangeWords()
  const words = useFactWords()
  const [said, setSaid] = useState<Said>(value)
  const [kind, setKind] = useState<Kind>('surveyed')
  const [on, setOn] = useState(today())
  const declared = words.fact(person === undefined ? 'household' : 'person', fact)
  if (declared === undefined) return null
  const content = { facts: { [fact]: said } }
  const label = t('answer_of', { what: words.label(person === undefined ? 'household' : 'person', fact) })
  return (
    <div className="answer no-print">
      <ValueInput fact={declared} label={label} value={said} onChange={setSaid} hideLabel />
      {said !== null && (
        <>
          <NativeSelect
            size="xs"
            aria-label={t('kind')}
            value={kind}
            onChange={e => setKind(e.currentTarget.value as Kind)}
            data={KINDS.map(k => ({ value: k, label: t(k) }))}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label={t('on')}
            max={today()}
            value={on}
            onChange={e => setOn(e.currentTarget.value)}
          />
          <PreviewAndWrite
            file={file}
            draft={{
              way: 'action',
              body: {
                kind,
                effective_on: on,
                ...(person === undefined ? { household: content } : { persons: { [person]: content } }),
              },
            }}
          />
        </>
      )}
    </div>
  )
}
