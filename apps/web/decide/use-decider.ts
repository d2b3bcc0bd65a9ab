import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { ask } from './decider.ts'
import type { Answers, FactInfo, PlainHousehold } from './messages.ts'

/** The law of a day in the browser, and the facts that it declares. `law` is a query as any other: waiting, failed, there. */
export function useDecider(day: string) {
  const law = useQuery({
    queryKey: ['law-in-browser', day],
    queryFn: () => ask({ kind: 'load', day }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
  const facts = useMemo(() => new Map((law.data?.facts ?? []).map(f => [keyOf(f), f])), [law.data])
  return { law, facts, isReady: law.data !== undefined }
}

const keyOf = (f: FactInfo): string => `${f.entity}.${f.name}`

interface Held<T> {
  readonly of: PlainHousehold
  readonly value: T
}

/**
 * What the engine says of a household as it stands, anew after every change. While it reckons the last answer stays; `isFresh` tells whether it is
 * of these facts.
 */
export function useDecided<K extends 'survey' | 'assess' | 'tell'>(
  kind: K,
  day: string,
  household: PlainHousehold | undefined,
): { readonly value: Answers[K] | undefined; readonly isFresh: boolean; readonly error: unknown } {
  const [held, setHeld] = useState<Held<Answers[K]>>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    if (household === undefined) return
    let gone = false
    const request = { kind, day, household } as Parameters<typeof ask<K>>[0]
    ask(request).then(
      value => {
        if (gone) return
        setHeld({ of: household, value })
        setError(undefined)
      },
      (e: unknown) => {
        if (!gone) setError(e)
      },
    )
    return () => {
      gone = true
    }
  }, [kind, day, household])
  return { value: held?.value, isFresh: held !== undefined && held.of === household, error }
}
