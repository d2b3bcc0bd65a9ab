import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { FactInfo, Plain } from '../decide/messages.ts'
import { useTwo } from '../language/index.ts'
import { answerOf, type KeptForm, readOf, withAnswer } from './kept-form.ts'
import { type FormLine, linesOf } from './questions.ts'
import { useShowValue } from './show-value.ts'
import { useSurveyWords } from './words.ts'

interface ConflictProps {
  readonly form: KeptForm
  readonly facts: ReadonlyMap<string, FactInfo>
  readonly isSending: boolean
  readonly onSend: (form: KeptForm) => void
}

interface Clash {
  readonly line: FormLine
  readonly mine: Plain
  readonly theirs: Plain
}

/** What this form answers, beside what somebody else has recorded since it was read. A person decides line by line; nothing is overwritten by itself. */
export function Conflict({ form, facts, isSending, onSend }: ConflictProps) {
  const t = useSurveyWords()
  const two = useTwo()
  const show = useShowValue()
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const { theirs } = form
  if (theirs === undefined) return null
  const clashes: Clash[] = linesOf(form, facts).flatMap(line => {
    const mine = answerOf(form.answers, line.person, line.fact.name)
    const now = readOf(theirs, line.person, line.fact.name)
    return mine === undefined || now === line.before || now === mine ? [] : [{ line, mine, theirs: now }]
  })
  const left = clashes.filter(c => chosen[c.line.key] === undefined).length
  const send = (): void => {
    const answers = clashes
      .filter(c => chosen[c.line.key] === 'theirs')
      .reduce((a, c) => withAnswer(a, c.line.person, c.line.fact.name, undefined), form.answers)
    onSend({
      ...form,
      answers,
      state: 'finished',
      read: theirs,
      caseVersion: form.theirCaseVersion ?? form.caseVersion,
      theirs: undefined,
      theirCaseVersion: undefined,
    })
  }
  return (
    <section className="survey-conflict" aria-label={t('conflict.title')}>
      <h2>{t('conflict.title')}</h2>
      <p>{clashes.length === 0 ? t('conflict.none') : t('conflict.lead')}</p>
      {clashes.map(({ line, mine, theirs: other }) => (
        <Radio.Group
          key={line.key}
          className="survey-clash"
          label={line.person === null ? two(line.fact.label) : `${line.personName}: ${two(line.fact.label)}`}
          value={chosen[line.key] ?? null}
          onChange={v => setChosen({ ...chosen, [line.key]: v === 'mine' ? 'mine' : 'theirs' })}
        >
          <div className="survey-sides">
            <Radio value="mine" label={`${t('conflict.mine')}: ${show(line.fact, mine)}`} />
            <Radio value="theirs" label={`${t('conflict.theirs')}: ${show(line.fact, other)}`} />
          </div>
        </Radio.Group>
      ))}
      {left > 0 && <p className="small soft">{t('conflict.choose', { count: left })}</p>}
      <Button disabled={left > 0} loading={isSending} onClick={send}>
        {t('conflict.go')}
      </Button>
    </section>
  )
}
