import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isProblem, Unreachable } from '../api/problem.ts'
import { useOnline } from '../shell/online.ts'
import { keepForm, keptForm, keptForms, onDevice } from './device.ts'
import type { KeptForm } from './kept-form.ts'
import { fetchKey, type HeldKey, heldKey } from './key.ts'
import { sendFinished } from './send.ts'
import { fetchForm } from './take-along.ts'

/** Who works here: by the server, or without a network by the key on the device. @throws Problem 401 where nobody is signed in */
async function whoWorks(): Promise<HeldKey> {
  try {
    return await fetchKey()
  } catch (e) {
    const held = e instanceof Unreachable ? await heldKey() : undefined
    if (held === undefined) throw e
    return held
  }
}

export const useHeldKey = () =>
  useQuery({ queryKey: ['draft-key'], queryFn: whoWorks, staleTime: Number.POSITIVE_INFINITY, retry: false })

export interface Opened {
  readonly held: HeldKey
  readonly form: KeptForm
}

/** The form of a case: what waits on the device before what the server has. */
export const useForm = (caseId: string) =>
  useQuery({
    queryKey: ['survey-form', caseId],
    queryFn: async (): Promise<Opened> => {
      const held = await whoWorks()
      const kept = await keptForm(held, caseId)
      if (kept !== undefined && kept.state !== 'prepared') return { held, form: kept }
      try {
        return { held, form: await fetchForm(caseId) }
      } catch (e) {
        if (kept !== undefined && !isProblem(e)) return { held, form: kept }
        throw e
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** Everything of this person that waits here, and again whenever that changes. */
export function useKeptForms(held: HeldKey | undefined): readonly KeptForm[] | undefined {
  const [forms, setForms] = useState<readonly KeptForm[]>()
  useEffect(() => {
    if (held === undefined) return
    let gone = false
    const read = () =>
      void keptForms(held).then(found => {
        if (!gone) setForms(found.sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9')))
      })
    read()
    const stop = onDevice(read)
    return () => {
      gone = true
      stop()
    }
  }, [held])
  return forms
}

/** Sends what is finished whenever there is a network. */
export function useSending(held: HeldKey | undefined): void {
  const isOnline = useOnline()
  useEffect(() => {
    if (held === undefined || !isOnline) return
    sendFinished(held).catch(() => undefined)
    // what the network seems to be and what it is are two things: tried again now and then
    const clock = setInterval(() => void sendFinished(held).catch(() => undefined), 60_000)
    return () => clearInterval(clock)
  }, [held, isOnline])
}

/** Keeps each change on the device. `false`: the device does not keep it. */
export function useKeeping(held: HeldKey | undefined, form: KeptForm | undefined): boolean {
  const [isKept, setKept] = useState(true)
  useEffect(() => {
    if (held === undefined || form === undefined || form.state === 'prepared') return
    keepForm(held, form).then(
      () => setKept(true),
      () => setKept(false),
    )
  }, [held, form])
  return isKept
}
