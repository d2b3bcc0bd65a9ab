import type { PlainPerson } from '../../decide/messages.ts'
import { useCitizenWords } from '../words.ts'

/** Members are called by their place in the list and their age: no name is asked. */
export function useMemberName(day: string): (members: readonly PlainPerson[], id: string) => string {
  const t = useCitizenWords()
  return (members, id) => {
    const n = members.findIndex(m => m.id === id)
    const born = String(members[n]?.facts['birth_date'] ?? day)
    const before = day.slice(5) < born.slice(5) ? 1 : 0
    return t('check.member', { n: n + 1, age: Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - before })
  }
}
