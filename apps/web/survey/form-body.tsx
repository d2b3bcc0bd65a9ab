import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { faultOf } from '../decide/choices.ts'
import type { Plain } from '../decide/messages.ts'
import { useDecided, type useDecider } from '../decide/use-decider.ts'
import { Fault, today, Waiting } from '../kit/index.ts'
import { answerOf, asAnswered, type KeptForm, withAnswer } from './kept-form.ts'
import { QuestionCard } from './question-card.tsx'
import { type FormLine, isIdle, linesOf, stillMatter } from './questions.ts'
import { StandingBar } from './standing-bar.tsx'
import { useSurveyWords } from './words.ts'

interface FormBodyProps {
  readonly form: KeptForm
  readonly decider: ReturnType<typeof useDecider>
  readonly onChange: (form: KeptForm) => void
  readonly onFinish: () => void
}

/** The questions, one by one or all together, and below what they say so far. */
export function FormBody({ form, decider, onChange, onFinish }: FormBodyProps) {
  const t = useSurveyWords()
  const [view, setView] = useState<'one' | 'whole'>('one')
  const [at, setAt] = useState(0)
  const household = useMemo(() => asAnswered(form), [form])
  const { value: assessed } = useDecided('assess', form.lawDay, decider.isReady ? household : undefined)
  const lines = useMemo(() => linesOf(form, decider.facts), [form, decider.facts])
  const matter = stillMatter(assessed)
  if (!decider.isReady)
    return decider.law.isError ? (
      <Fault error={decider.law.error} retry={() => void decider.law.refetch()} />
    ) : (
      <Waiting rows={6} height={400} />
    )
  const answer = (line: FormLine, value: Plain | undefined): void =>
    onChange({
      ...form,
      state: 'draft',
      answers: withAnswer(form.answers, line.person, line.fact.name, value),
    })
  const answersOf = (line: FormLine) => answerOf(form.answers, line.person, line.fact.name)
  const faults = lines.filter(line => faultOf(line.fact, answersOf(line) ?? null) !== undefined)
  const answered = lines.filter(line => answersOf(line) !== undefined).length
  const card = (line: FormLine, isAlone: boolean) => (
    <QuestionCard
      key={line.key}
      line={line}
      answer={answersOf(line)}
      isIdle={isIdle(line, answersOf(line), matter)}
      isAlone={isAlone}
      onAnswer={value => answer(line, value)}
    />
  )
  const line = lines[Math.min(at, lines.length - 1)]
  const isLast = at >= lines.length
  const ahead = lines.findIndex((l, i) => i > at && matter?.has(l.key) === true)
  const jump = ahead >= 0 ? ahead : lines.findIndex(l => matter?.has(l.key) === true)
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('view')}
        value={view}
        onChange={v => setView(v === 'whole' ? 'whole' : 'one')}
        data={[
          { value: 'one', label: t('one') },
          { value: 'whole', label: t('whole') },
        ]}
      />
      {view === 'one' && !isLast && line !== undefined && (
        <>
          <p className="soft survey-count">{t('of', { at: at + 1, of: lines.length })}</p>
          {card(line, true)}
        </>
      )}
      {view === 'whole' &&
        groupsOf(lines).map(group => (
          <section
            key={group.key}
            className="survey-group"
            aria-label={group.title === '' ? t('home') : group.title}
          >
            <h2>{group.title === '' ? t('home') : group.title}</h2>
            {group.lines.map(l => card(l, false))}
          </section>
        ))}
      {(view === 'whole' || isLast) && (
        <Finish
          answered={answered}
          open={matter?.size ?? 0}
          hasFault={faults.length > 0}
          on={form.on}
          onDay={on => onChange({ ...form, state: 'draft', on })}
          onFinish={onFinish}
        />
      )}
      <footer className="survey-foot">
        <StandingBar assessed={assessed} />
        {view === 'one' && jump >= 0 && jump !== at && (
          <button type="button" className="linklike survey-jump" onClick={() => setAt(jump)}>
            {t('jump')}
          </button>
        )}
        {view === 'one' && (
          <div className="survey-buttons">
            <Button variant="default" size="md" disabled={at === 0} onClick={() => setAt(at - 1)}>
              {t('previous')}
            </Button>
            <Button size="md" disabled={isLast} onClick={() => setAt(at + 1)}>
              {t('next')}
            </Button>
          </div>
        )}
      </footer>
    </>
  )
}

function groupsOf(lines: readonly FormLine[]) {
  const groups = new Map<string, { key: string; title: string; lines: FormLine[] }>()
  for (const line of lines) {
    const key = line.person ?? ''
    const group = groups.get(key) ?? { key, title: line.personName, lines: [] }
    group.lines.push(line)
    groups.set(key, group)
  }
  return [...groups.values()]
}

interface FinishProps {
  readonly answered: number
  readonly open: number
  readonly hasFault: boolean
  readonly on: string
  readonly onDay: (day: string) => void
  readonly onFinish: () => void
}

function Finish({ answered, open, hasFault, on, onDay, onFinish }: FinishProps) {
  const t = useSurveyWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <section className="survey-finish" aria-label={t('finish')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('finish')}
      </h2>
      <p>{t('finish_lead', { count: answered })}</p>
      {open > 0 && <p className="soft">{t('finish_open', { count: open })}</p>}
      <TextInput
        type="date"
        label={t('day')}
        value={on}
        max={today()}
        onChange={e => onDay(e.currentTarget.value === '' ? today() : e.currentTarget.value)}
      />
      {hasFault && <p className="late">{t('fault')}</p>}
      <Button size="md" disabled={hasFault} onClick={onFinish}>
        {t('finish')}
      </Button>
    </section>
  )
}
