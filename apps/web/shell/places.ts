import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { api, bodyOf, type Schemas } from '../api/client.ts'
import { today } from '../kit/format.ts'
import type { OfficeSearch } from './search-params.ts'
import { areasOf, useMe } from './session.ts'

/** A unit of today, with where it lies. */
export type Unit = Schemas['AreaUnit'] & {
  readonly place: { readonly latitude: number; readonly longitude: number } | null
}

export const unitsQuery = queryOptions({
  queryKey: ['areas', 'now'],
  queryFn: async () => (await bodyOf(api.GET('/api/areas', { params: { query: { on: today() } } }))).units,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The units of today by code; empty until they are there. */
export function useUnits(): ReadonlyMap<string, Unit> {
  const { data } = useQuery(unitsQuery)
  return useMemo(() => new Map((data ?? []).map(u => [u.code, u])), [data])
}

/** The name of a commune; its code until the names are there. */
export function useUnitName(): (code: string | null | undefined) => string {
  const units = useUnits()
  return code => (code === null || code === undefined ? '' : (units.get(code)?.full_name ?? code))
}

export interface Place {
  /** The commune that is looked at; undefined: all that somebody may see. */
  readonly commune: string | undefined
  /** Communes to choose from; empty: no choice. */
  readonly choices: readonly string[]
}

/** Where the person looks: the own commune, or the one chosen in the bar. */
export function usePlace(): Place {
  const { commune } = useSearch({ strict: false }) as OfficeSearch
  const areas = areasOf(useMe())
  const units = useUnits()
  const isCity = areas.includes('*')
  if (!isCity && areas.length === 1) return { commune: areas[0], choices: [] }
  const choices = isCity ? [...units.keys()] : areas
  return {
    commune: commune !== undefined && (isCity || areas.includes(commune)) ? commune : undefined,
    choices,
  }
}
