import type { ReactNode } from 'react'
import './standing.css'
import { useKitWords } from './words.ts'

export type Standing =
  | 'poor'
  | 'near_poor'
  | 'average_living'
  | 'not_poor'
  | 'above_near_poor'
  | 'undetermined'
const KNOWN: readonly string[] = [
  'poor',
  'near_poor',
  'average_living',
  'not_poor',
  'above_near_poor',
  'undetermined',
  'restricted',
  'newly_escaped',
]

/** How a household stands, always as a word beside its colour. `null`: nobody has said. */
export function StandingChip({ standing, note }: { standing: string | null | undefined; note?: ReactNode }) {
  const t = useKitWords()
  const word = KNOWN.includes(standing ?? '') ? (standing as Standing) : 'undetermined'
  return (
    <span className={`standing standing-${word}`}>
      <span className="standing-dot" aria-hidden />
      {t(`standing.${word}`)}
      {note !== undefined && <span className="soft small">{note}</span>}
    </span>
  )
}
