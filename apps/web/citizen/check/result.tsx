import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import type { FactInfo, Told } from '../../decide/messages.ts'
import { questionOf } from '../../decide/questions.ts'
import { useDecided } from '../../decide/use-decider.ts'
import { Fault, Icon, StandingChip, useFormats, Waiting } from '../../kit/index.ts'
import { useLanguage, useTwo } from '../../language/index.ts'
import { useCitizenWords } from '../words.ts'
import { useMemberName } from './member-name.ts'
import type { useCourse } from './use-course.ts'

type Course = ReturnType<typeof useCourse>

/** What the household is entitled to, what not and why, and what is open. Made for paper as well. */
export function Result({
  day,
  course,
  facts,
}: {
  day: string
  course: Course
  facts: ReadonlyMap<string, FactInfo>
}) {
  const t = useCitizenWords()
  const f = useFormats()
  const heading = useRef<HTMLHeadingElement>(null)
  const { value: told, error } = useDecided('tell', day, course.household)
  const isThere = told !== undefined
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [isThere])
  if (told === undefined)
    return error === undefined ? <Waiting rows={6} height={400} /> : <Fault error={error} />
  const of = (outcome: Told['outcome']) => told.filter(o => o.outcome === outcome)
  const granted = of('granted').sort(byWeight)
  return (
    <div className="result">
      <h1 ref={heading} tabIndex={-1}>
        {granted.length > 0 ? t('result.title', { count: granted.length }) : t('result.none')}
      </h1>
      <p className="citizen-lead">
        {t('result.standing')} <StandingChip standing={course.result?.standing} />
      </p>
      <p>{t('result.note', { day: f.day(day) })}</p>
      <div className="check-actions no-print">
        <Button size="lg" onClick={() => window.print()}>
          {t('result.print')}
        </Button>
        <Button size="lg" variant="default" leftSection={<Icon name="left" />} onClick={course.back}>
          {t('check.back')}
        </Button>
        <Button size="lg" variant="default" onClick={course.again}>
          {t('result.again')}
        </Button>
      </div>
      {granted.length > 0 && (
        <section aria-label={t('result.granted')}>
          <h2>{t('result.granted')}</h2>
          <ul className="result-list">
            {groupsOf(granted).map(group => (
              <Benefit key={group[0].benefit + group[0].right.vi} group={group} course={course} day={day} />
            ))}
          </ul>
        </section>
      )}
      <OpenOnes open={of('undetermined')} course={course} facts={facts} day={day} />
      <Refused refused={of('refused')} course={course} day={day} />
      <p className="soft result-end">{t('result.gone')}</p>
    </div>
  )
}

type Group = readonly [Told, ...Told[]]

/** The same benefit with the same words for several people stands once. */
function groupsOf(told: readonly Told[]): Group[] {
  const groups = new Map<string, [Told, ...Told[]]>()
  for (const o of told) {
    const key = [o.benefit, o.right.vi, ...o.reasons.vi].join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [o])
    else group.push(o)
  }
  return [...groups.values()]
}

interface InGroup {
  readonly group: Group
  readonly course: Course
  readonly day: string
}

/** Whose benefit it is. */
function useWho({ course, day }: Omit<InGroup, 'group'>): (group: Group) => string {
  const t = useCitizenWords()
  const name = useMemberName(day)
  return group =>
    group[0].person === null
      ? t('result.household')
      : group.map(o => name(course.household.members, o.person ?? '')).join('; ')
}

/** Numbers of the engine's members become the names of the list. */
function useNamed({ course, day }: Omit<InGroup, 'group'>): (text: string) => string {
  const t = useCitizenWords()
  const name = useMemberName(day)
  const { members } = course.household
  return text =>
    text
      .replace(/\bp\d+\b/g, id => (members.some(m => m.id === id) ? name(members, id) : id))
      .replace(/(hộ|household) home\b/g, t('result.this_household'))
}

function Benefit({ group, course, day }: InGroup) {
  const t = useCitizenWords()
  const two = useTwo()
  const language = useLanguage()
  const f = useFormats()
  const who = useWho({ course, day })
  const named = useNamed({ course, day })
  const [o] = group
  const noAmount = o.amount === null && o.share === null && o.kind !== 'service'
  return (
    <li className="result-benefit">
      <h3>{two(o.title)}</h3>
      <p className="result-who">{who(group)}</p>
      <p className="result-amount">
        {o.amount !== null && o.amount > 0
          ? `${f.money(o.amount)}${o.per === 'month' ? ` ${t('result.month')}` : ''}`
          : noAmount
            ? t('result.no_amount')
            : ''}
      </p>
      <p>{named(two(o.right))}</p>
      {o.reasons[language].filter(isForPeople).map(line => (
        <p key={line}>{named(line)}</p>
      ))}
      <dl className="result-facts">
        {o.where !== null && (
          <>
            <dt>{t('result.where')}</dt>
            <dd>{two(o.where)}</dd>
          </>
        )}
        <dt>{t('result.papers')}</dt>
        <dd>{o.papers === null ? t('result.papers_unknown') : two(o.papers)}</dd>
        <dt>{t('result.act')}</dt>
        <dd>{two(o.citation)}</dd>
      </dl>
      {o.mark !== 'confirmed' && <p className="result-mark">{t(`result.mark.${o.mark}`)}</p>}
    </li>
  )
}

/** The act and how sure it is stand below in words of their own; the standing stands above; exact fractions are for the bank. */
const isForPeople = (line: string): boolean =>
  !/^(Căn cứ|Under|Chưa đối chiếu|Not compared|Chưa xác nhận|Not confirmed|Unconfirmed|Theo nguồn|Reported|Hộ này|This household)|\d+\/\d+\.$/.test(
    line,
  )

function OpenOnes({
  open,
  course,
  facts,
  day,
}: {
  open: readonly Told[]
  course: Course
  facts: ReadonlyMap<string, FactInfo>
  day: string
}) {
  const t = useCitizenWords()
  const two = useTwo()
  const name = useMemberName(day)
  const groups = useMemo(() => byBenefit(open), [open])
  if (groups.length === 0) return null
  const asked = (m: Told['missing'][number]): string => {
    const info = facts.get(`${m.person === null ? 'household' : 'person'}.${m.fact}`)
    const question = info === undefined ? two(m.label) : two(questionOf(info).ask)
    return m.person === null ? question : `${name(course.household.members, m.person)}: ${question}`
  }
  return (
    <section aria-label={t('result.open')}>
      <h2>{t('result.open')}</h2>
      <ul className="result-short">
        {groups.map(group => {
          const lacks = group.flatMap(o => o.missing)
          const byLaw = lacks.some(m => m.kind === 'law')
          const questions = [...new Set(lacks.filter(m => m.kind === 'fact').map(asked))]
          return (
            <li key={group[0].benefit}>
              <h3>{two(group[0].title)}</h3>
              {byLaw && <p>{t('result.law_missing')}</p>}
              {questions.length > 0 && <p>{t('result.decides')}</p>}
              <ul>
                {questions.map(q => (
                  <li key={q}>{q}</li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Refused({ refused, course, day }: { refused: readonly Told[]; course: Course; day: string }) {
  const t = useCitizenWords()
  const two = useTwo()
  const language = useLanguage()
  const who = useWho({ course, day })
  const named = useNamed({ course, day })
  if (refused.length === 0) return null
  return (
    <section aria-label={t('result.refused')}>
      <h2>{t('result.refused')}</h2>
      <ul className="result-short">
        {byBenefit(refused).map(group => (
          <li key={group[0].benefit}>
            <h3>{two(group[0].title)}</h3>
            {reasonsOf(group, language).map(([reason, whose]) => (
              <p key={reason}>
                {whose[0].person !== null && <span className="result-who">{who(whose)}: </span>}
                {named(reason)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The first reason of each, with those who share it. */
function reasonsOf(group: Group, language: 'vi' | 'en'): [string, Group][] {
  const reasons = new Map<string, [Told, ...Told[]]>()
  for (const o of group) {
    const reason = o.reasons[language][0] ?? ''
    const same = reasons.get(reason)
    if (same === undefined) reasons.set(reason, [o])
    else same.push(o)
  }
  return [...reasons]
}

/** Money that comes every month first, the larger before; loans last. */
const byWeight = (a: Told, b: Told): number =>
  Number(a.kind === 'loan_limit') - Number(b.kind === 'loan_limit') ||
  Number(b.per === 'month') - Number(a.per === 'month') ||
  (b.amount ?? 0) - (a.amount ?? 0)

function byBenefit(told: readonly Told[]): Group[] {
  const groups = new Map<string, [Told, ...Told[]]>()
  for (const o of told) {
    const group = groups.get(o.benefit)
    if (group === undefined) groups.set(o.benefit, [o])
    else group.push(o)
  }
  return [...groups.values()]
}
