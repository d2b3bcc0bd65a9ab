import { formatValue } from '../cases/index.ts'
import { type Outcome, possible } from '../evaluate/index.ts'
import type { FactBook } from '../language/law.ts'
import type { Text2 } from '../language/types.ts'
import type { FactValue } from '../population/index.ts'
import type { Flip, Setting } from './changes.ts'
import { gets } from './changes.ts'
import { worded } from './claims.ts'
import type { Change, ChangedFact } from './explanation.ts'
import { lacking } from './nouns.ts'
import { affirm, negate } from './polarity.ts'
import { both, list2, money, two } from './text.ts'
import { showValue } from './values.ts'

/** A flip in words. */
export function wordsOfFlip(flip: Flip, before: Outcome, facts: FactBook): Change {
  const { outcome } = flip
  const changed = flip.settings.map(s => wordsOfSetting(s, before, facts))
  const condition = list2(changed.map(c => c.say))
  const result = resultOf(before, outcome)
  return {
    facts: changed,
    outcome: outcome.outcome,
    amount: outcome.amount === undefined ? null : Number(outcome.amount),
    group: outcome.group?.id ?? null,
    say: two(`nếu ${condition.vi} thì ${result.vi}`, `if ${condition.en}, then ${result.en}`),
  }
}

function resultOf(before: Outcome, after: Outcome): Text2 {
  if (gets(before))
    return after.outcome === 'granted'
      ? two('không còn được nhận khoản nào', 'nothing is left to be paid')
      : two('không còn được hưởng', 'there is no right any more')
  return after.amount === undefined
    ? two('được hưởng', 'there is a right')
    : both(l =>
        l === 'vi'
          ? `được hưởng ${money(after.amount ?? 0n, l)}`
          : `there is a right to ${money(after.amount ?? 0n, l)}`,
      )
}

function wordsOfSetting(setting: Setting, before: Outcome, facts: FactBook): ChangedFact {
  const { fact, person, from, to } = setting
  const written = (value: FactValue): string | null =>
    value === null || value === undefined ? null : formatValue(fact.type, possible(fact, value, facts), facts)
  const clause = clauseOf(setting, facts)
  const other = person !== undefined && person.id !== before.person?.id
  return {
    of: person?.id ?? 'household',
    fact: fact.name,
    label: fact.label,
    from: written(from),
    to: written(to),
    direction: setting.direction ?? null,
    say: other ? two(`với ${person.id}: ${clause.vi}`, `for ${person.id}: ${clause.en}`) : clause,
  }
}

const comes = (t: string): string => (t === 'money' ? 'comes to' : 'is')

function clauseOf({ fact, to, direction }: Setting, facts: FactBook): Text2 {
  const { label } = fact
  if (to === null) return two(`không có ${label.vi}`, `there is no ${label.en}`)
  if (fact.type.t === 'bool') return to === true ? affirm(label) : negate(label)
  const value = showValue(fact.type, possible(fact, to, facts), facts)
  if (fact.type.t === 'category') {
    const word = worded(label, value)
    return word.vi.startsWith('là ') ? two(word.vi, `the household is ${word.en}`) : word
  }
  if (direction === 'up')
    return two(`${label.vi} từ ${value.vi} trở lên`, `${label.en} ${comes(fact.type.t)} ${value.en} or more`)
  if (direction === 'down')
    return Number(to) === 0
      ? lacking(label)
      : two(`${label.vi} từ ${value.vi} trở xuống`, `${label.en} ${comes(fact.type.t)} ${value.en} or less`)
  return both(l => `${label[l]}: ${value[l]}`)
}
