import { useNavigate, useSearch } from '@tanstack/react-router'
import { lastDay } from '../kit/format.ts'

/** What the whole office carries in its address: the month that is looked at, as known when, and the commune. No name, no number of a person. */
export interface OfficeSearch {
  /** A month such as `2025-12`; left out: now. */
  readonly month?: string | undefined
  /** `then`: as it was known at the end of that month. */
  readonly known?: 'then' | undefined
  readonly commune?: string | undefined
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export function officeSearch(given: Record<string, unknown>): OfficeSearch {
  const { month, known, commune } = given
  const code = typeof commune === 'number' ? String(commune).padStart(5, '0') : commune
  return {
    ...(typeof month === 'string' && MONTH.test(month) ? { month } : {}),
    ...(known === 'then' ? { known } : {}),
    ...(typeof code === 'string' && /^\d{5}$/.test(code) ? { commune: code } : {}),
  }
}

export interface AsOf {
  readonly month: string | undefined
  readonly known: 'then' | undefined
  /** For `?on=` and `?known_on=` of the API; empty for now. */
  readonly query: { on?: string; known_on?: string }
}

/** The month that is looked at, and as known when. */
export function useAsOf(): AsOf {
  const { month, known } = useSearch({ strict: false }) as OfficeSearch
  const on = month === undefined ? undefined : lastDay(month)
  return {
    month,
    known: month === undefined ? undefined : known,
    query: on === undefined ? {} : known === 'then' ? { on, known_on: on } : { on },
  }
}

/** Changes the address without leaving the page; undefined takes a part out. */
export function useSetSearch<S extends object = OfficeSearch>(): (change: Partial<S>) => void {
  const navigate = useNavigate()
  return change =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => ({ ...old, ...change }),
      replace: true,
    } as never)
}

/** Links inside of the office keep month, knowledge and commune, and drop the rest. */
export const keepOffice = ({ month, known, commune }: Record<string, unknown>): Record<string, unknown> => ({
  ...(month === undefined ? {} : { month }),
  ...(known === undefined ? {} : { known }),
  ...(commune === undefined ? {} : { commune }),
})

/** The office's part of the address with more beside it: `search={withOffice({ standing: 'poor' }) as never}`. */
export const withOffice =
  (more: Readonly<Record<string, unknown>> | undefined) =>
  (old: Record<string, unknown>): Record<string, unknown> => ({ ...keepOffice(old), ...more })
