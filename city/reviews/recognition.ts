import type { Day } from '../../platform/calendar/index.ts'
import { isListed, type Standing } from './words.ts'

/** Where a household stood before a decision, as the registry knows it. */
export interface Before {
  /** Recognised standing in force. */
  readonly standing: Standing | undefined
  /** Standing from which it once rose above near-poor; null: not known. */
  readonly previous: 'poor' | 'near_poor' | 'none' | null
}

export interface Recognition {
  readonly standing: Standing
  readonly number: string
  readonly decidedOn: Day
  readonly validFrom: Day
  readonly validUntil: Day | undefined
}

/** What a decision writes into the household's file. */
export interface RecognisedFacts {
  readonly facts: Readonly<Record<string, string | null>>
  readonly fields: {
    readonly decision_number: string
    readonly decision_on: Day
    /** New, relapsed or old on its list; null where it is on none, or where the history is not known. */
    readonly entry: 'new' | 'relapsed' | 'old' | null
  }
}

/**
 * Facts that follow from a recognition. A listed household that rises above near-poor keeps the standing from which it rose and the day of the decision:
 * 36 months as a newly escaped household are counted from it (Decision 28/2015/QĐ-TTg, Art. 2). Poor to near-poor is no escape.
 */
export function recognise(before: Before, r: Recognition): RecognisedFacts {
  const escapes = !isListed(r.standing) && isListed(before.standing)
  return {
    facts: {
      recognised_standing: r.standing,
      recognised_on: r.validFrom,
      recognised_until: r.validUntil ?? null,
      ...(escapes ? { previous_standing: before.standing ?? null, escaped_on: r.decidedOn } : {}),
      // who was never on a list and is put on one has not risen from anything: that stays as the registry knows it
    },
    fields: {
      decision_number: r.number,
      decision_on: r.decidedOn,
      entry: isListed(r.standing) ? entryOf(before, r.standing) : null,
    },
  }
}

/**
 * Old: it was on one of the lists. Relapsed: it had been on this very list and risen above near-poor. New: neither. The reports count a household that had only been
 * near-poor as new among the poor (our reading of reports 2 and 3; unconfirmed).
 */
export function entryOf(before: Before, standing: 'poor' | 'near_poor'): 'new' | 'relapsed' | 'old' | null {
  if (isListed(before.standing)) return 'old'
  if (before.previous === null) return null
  return before.previous === standing ? 'relapsed' : 'new'
}
