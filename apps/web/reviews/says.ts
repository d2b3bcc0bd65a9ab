import type { Schemas } from '../api/client.ts'
import { useFormats } from '../kit/index.ts'
import { useBatchWords } from './batch-words.ts'
import { RESULTS, type Result, resultOf } from './states.ts'

export type Decision = Schemas['ReviewDecision']
export type Item = Schemas['ReviewDecisionItem']

/** What an item of a decision says, in the shape of a case. */
export const saidOf = (i: Item): Said => ({
  standing: i.standing,
  opening_standing: i.before_standing,
  outcome: i.outcome,
})

interface Said {
  readonly standing: string | null
  readonly opening_standing: string | null
  readonly outcome?: 'recognise' | 'refuse' | undefined
}

/** "120 hộ nghèo, 40 hộ cận nghèo, 3 không công nhận": what is written about many households. */
export function useSays(): (of: readonly Said[]) => string {
  const t = useBatchWords()
  const f = useFormats()
  return of => {
    const counts = new Map<Result | 'refuse', number>()
    for (const c of of) {
      const key = c.outcome === 'refuse' ? 'refuse' : resultOf(c.standing, c.opening_standing)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...RESULTS, 'refuse' as const]
      .filter(key => counts.has(key))
      .map(key => `${f.number(counts.get(key) ?? 0)} ${t(`result.${key}`)}`)
      .join(', ')
  }
}
