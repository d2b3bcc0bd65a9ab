/**
 * Keeps this page on the device, so that it opens without a network. Called by the pages that are meant for that; a browser that has no service worker works on as
 * long as the tab is open.
 */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' })
  } catch {
    // a browser in private mode may refuse: the page works, only not after a reload without network
  }
}

/** Is everything there that a reload without network needs? */
export async function isKept(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  const registration = await navigator.serviceWorker.getRegistration('/')
  return registration?.active != null
}
