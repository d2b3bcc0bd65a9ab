import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Fault } from './fault.tsx'
import { useKitWords } from './words.ts'

/** Waiting: nothing for 300 ms, then the shape of what comes, after two seconds how long it takes already. */
export function Waiting({ rows = 4, height }: { rows?: number; height?: number | undefined }) {
  const t = useKitWords()
  const [tenths, setTenths] = useState(0)
  useEffect(() => {
    const clock = setInterval(() => setTenths(n => n + 1), 100)
    return () => clearInterval(clock)
  }, [])
  const seconds = Math.floor(tenths / 10)
  return (
    <div className="waiting" style={{ minHeight: height }} aria-busy="true">
      {tenths >= 3 && (
        <div className="bones" aria-hidden>
          {Array.from({ length: rows }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones have nothing else to be told apart by.
            <div className="bone" key={i} />
          ))}
        </div>
      )}
      {tenths >= 3 && (
        <p className="soft small" role="status">
          {seconds >= 2 ? t('loading_for', { seconds }) : t('loading')}
        </p>
      )}
    </div>
  )
}

interface LoadedProps<T> {
  readonly of: UseQueryResult<T>
  /** Shape while waiting. */
  readonly rows?: number
  /** Pixels kept free while waiting, so that nothing jumps. */
  readonly height?: number
  /** Says that there is nothing, where `isEmpty` holds. */
  readonly empty?: ReactNode
  readonly isEmpty?: (data: T) => boolean
  readonly children: (data: T) => ReactNode
}

/** The three states of whatever is fetched: waiting, failed, there (perhaps empty). */
export function Loaded<T>({ of, rows, height, empty, isEmpty, children }: LoadedProps<T>) {
  const t = useKitWords()
  if (of.data !== undefined) {
    if (isEmpty?.(of.data) === true) return <div className="empty">{empty ?? t('nothing')}</div>
    return <>{children(of.data)}</>
  }
  if (of.isError) return <Fault error={of.error} retry={() => void of.refetch()} />
  return <Waiting {...(rows === undefined ? {} : { rows })} height={height} />
}
