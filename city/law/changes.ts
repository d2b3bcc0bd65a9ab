import { type ValueData, valuesOfLaw } from '../../engine/document/index.ts'
import type { Law } from '../../engine/language/index.ts'

/** One marked part of the law before and after; null where it is not there. */
export interface LawChange {
  readonly before: ValueData | null
  readonly after: ValueData | null
}

/** Every value, condition, group and exception that two states of the law do not share. */
export function changesOf(before: Law, after: Law): LawChange[] {
  const old = new Map(valuesOfLaw(before).map(v => [keyOf(v), v]))
  const changes: LawChange[] = []
  for (const now of valuesOfLaw(after)) {
    const key = keyOf(now)
    const was = old.get(key)
    old.delete(key)
    if (was === undefined || said(was) !== said(now)) changes.push({ before: was ?? null, after: now })
  }
  return [...changes, ...[...old.values()].map(was => ({ before: was, after: null }))]
}

const keyOf = (v: ValueData): string =>
  [v.file.id, v.version.from, v.version.territory, v.part, v.name, v.from].join(' ')
const said = (v: ValueData): string => JSON.stringify([v.cells, v.mark, v.source, v.to, v.label, v.citation])
