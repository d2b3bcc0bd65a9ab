import { useSyncExternalStore } from 'react'

const subscribe = (tell: () => void): (() => void) => {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

/** Does the browser think that there is a network? */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
