/** Where the key of the person lies on the device, apart from what it encrypts. */
export const KEY_STORE = 'ansinh-key'

/** Destroys the key: what waits on the device stays, unreadable, until the same person signs in here again. */
export const forgetKey = (): Promise<void> =>
  new Promise(resolve => {
    const deleted = indexedDB.deleteDatabase(KEY_STORE)
    deleted.onsuccess = () => resolve()
    deleted.onerror = () => resolve()
    // an open tab lets go as soon as it hears of it; the way out waits for nobody
    deleted.onblocked = () => setTimeout(resolve, 500)
  })
