import { standingRules } from '../engine/language/index.ts'
import {
  BENEFIT_OUTCOMES,
  type Decider,
  nameAt,
  newChunk,
  type Population,
} from '../engine/population/index.ts'

/** How many outcomes of each kind were seen, so that a comparison of nothing cannot pass. */
export type Tally = Map<string, number>

/** Decides the whole population with both and returns the first differences (at most `most`); empty when they agree in everything. In ranges of `step` households, the first `end` of them. */
export function differences(
  reference: Decider,
  kernel: Decider,
  population: Population,
  tally: Tally,
  most = 5,
  step = population.households,
  end = population.households,
): string[] {
  const { program } = reference
  const rules = standingRules(program)
  const found: string[] = []
  const widest = Math.max(
    ...Array.from(
      { length: Math.ceil(end / step) },
      (_, i) => (population.first[Math.min((i + 1) * step, end)] ?? 0) - (population.first[i * step] ?? 0),
    ),
  )
  const [a, b] = [newChunk(program, step, widest, rules), newChunk(program, step, widest, rules)]
  for (let from = 0; from < end && found.length < most; from += step) {
    const to = Math.min(from + step, end)
    reference.decide(from, to, a)
    kernel.decide(from, to, b)
    const say = (what: string, x: unknown, y: unknown): void =>
      void (found.length < most && found.push(`${what}: reference ${String(x)}, kernel ${String(y)}`))
    for (let h = from; h < to; h++) {
      const id = nameAt(population.householdNames, h)
      for (const name of rules) {
        const [x, y] = [a.standing.get(name)?.[h - from], b.standing.get(name)?.[h - from]]
        if (x !== y) say(`${id} ${name}`, x, y)
      }
      const [m, n] = [reference.standingMissing(h).join(';'), kernel.standingMissing(h).join(';')]
      if (m !== n) say(`${id} standing missing`, m, n)
      if (reference.standingRestricted(h) !== kernel.standingRestricted(h))
        say(`${id} standing restricted`, reference.standingRestricted(h), kernel.standingRestricted(h))
    }
    program.benefits.forEach((benefit, i) => {
      const [x, y] = [a.benefits[i], b.benefits[i]]
      if (!x || !y) return
      const isPerson = benefit.file.subject === 'person'
      for (let h = from; h < to; h++) {
        const rows = isPerson ? range(population.first[h] ?? 0, population.first[h + 1] ?? 0) : [-1]
        for (const p of rows) {
          const at = p < 0 ? h - from : p - a.firstPerson
          const what = `${benefit.file.id} ${p < 0 ? nameAt(population.householdNames, h) : nameAt(population.personNames, p)}`
          const outcome = x.outcome[at] ?? 0
          tally.set(BENEFIT_OUTCOMES[outcome] ?? '', (tally.get(BENEFIT_OUTCOMES[outcome] ?? '') ?? 0) + 1)
          if (outcome !== y.outcome[at]) {
            say(`${what} outcome`, BENEFIT_OUTCOMES[outcome], BENEFIT_OUTCOMES[y.outcome[at] ?? 0])
            continue
          }
          if (outcome === 0) continue
          const keys =
            outcome === 1 ? (['version', 'group', 'amount', 'share'] as const) : (['version'] as const)
          for (const key of keys) if (x[key][at] !== y[key][at]) say(`${what} ${key}`, x[key][at], y[key][at])
          const [m, n] = [reference.missing(i, h, p).join(';'), kernel.missing(i, h, p).join(';')]
          if (m !== n) say(`${what} missing`, m, n)
          const [r, s] = [reference.restricted(i, h, p), kernel.restricted(i, h, p)]
          if (r !== s) say(`${what} restricted`, r, s)
          if (r) tally.set('restricted', (tally.get('restricted') ?? 0) + 1)
        }
      }
    })
  }
  return found
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
